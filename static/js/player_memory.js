// A run that was left can be taken up again for a day: the step, the seconds, the answers as typed.
import { forget, keep, kept } from "./keep.js"

export const LENGTH = "chosen_length"
const STAMPS = ["entry_id", "occurred_at", "tz", "local_date", "supersedes"]

export class Memory {
  constructor(form) {
    this.form = form
    this.key = `player:${form.dataset.player}`
  }

  /** {screen, elapsed, seconds, started, sent, answers} of a run left less than a day ago, or null. */
  recall() {
    if ("trial" in this.form.dataset) return null // a trial starts anew
    const run = kept(this.key)
    return run?.version === this.form.dataset.version ? run : null
  }

  /** False if the link here named a length and this run is of the other one. One that was sent is always ended first. */
  isOfAskedLength({ answers, sent }) {
    const { asked } = this.form.dataset
    const tiny = answers.some(([name, value]) => name === LENGTH && value === "tiny")
    return sent || !asked || (asked === "tiny") === tiny
  }

  save(run) {
    if (!("trial" in this.form.dataset)) keep(this.key, { ...run, version: this.form.dataset.version, answers: this.answers() })
  }

  drop() { forget(this.key) }

  answers() {
    return [...new FormData(this.form)].filter(([name]) => !STAMPS.includes(name))
  }

  /** Puts the kept answers back into the form, all or all but some. */
  fill(answers, { without } = {}) {
    const fields = [...this.form.elements].filter(({ name, type }) => name && name !== without && type !== "hidden")
    for (const field of fields) {
      const values = answers.filter(([name]) => name === field.name).map(([, value]) => value)
      if (["radio", "checkbox"].includes(field.type)) field.checked = values.includes(field.value)
      else if (values.length) field.value = values[0]
    }
  }
}
