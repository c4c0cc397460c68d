// Which screens a run has and how far along it is, in words. Nothing here touches the page's state.
const AROUND = ["intro", "before", "done"]
const RUNNING = ["timed", "breath"]

export const isStep = (section) => !AROUND.includes(section.dataset.kind)
export const runs = (section) => RUNNING.includes(section.dataset.kind)

/** The chosen length: {tiny, cycles}; cycles is null unless the practice is paced by breath. */
export function lengthOf(form) {
  const choice = form.querySelector("input[name=chosen_length]:checked")
  return { tiny: choice?.value === "tiny", cycles: Number(choice?.dataset.cycles) || null }
}

/** The screens of this run in order; a section may say data-when="tiny" or "full". */
export function screensOf(form) {
  const { tiny } = lengthOf(form)
  const skipped = tiny ? "full" : "tiny"
  return [...form.querySelectorAll("[data-step]")].filter((section) => section.dataset.when !== skipped)
}

/** Whole seconds a running section takes. */
export function secondsOf(section, form) {
  const { cycles } = lengthOf(form)
  if (section.dataset.kind === "breath") return cycles * Number(section.dataset.cycleSeconds)
  return Number(section.dataset.seconds)
}

/** "Step 3 of 7 · about 2 minutes left" or "Breath 6 of 15 · less than a minute left" */
export function progressWords(screens, section, { elapsed, total, cycle, cycles }) {
  const steps = screens.filter(isStep)
  const place = cycles ? `Breath ${Math.min(cycle + 1, cycles)} of ${cycles}` : `Step ${steps.indexOf(section) + 1} of ${steps.length}`
  return runs(section) ? `${place} · ${timeLeft(total - elapsed)}` : place
}

/** How far the thin line is, 0 to 1. */
export function progressShare(screens, section, { elapsed, total }) {
  if (section.dataset.kind === "breath") return elapsed / total
  const steps = screens.filter(isStep)
  const within = runs(section) ? elapsed / total : 0
  return (steps.indexOf(section) + within) / steps.length
}

function timeLeft(seconds) {
  if (seconds >= 90) return `about ${Math.round(seconds / 60)} minutes left`
  if (seconds >= 50) return "about a minute left"
  if (seconds >= 15) return `about ${Math.round(seconds / 10) * 10} seconds left`
  return "a few seconds left"
}
