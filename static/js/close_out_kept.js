// The close-out on this device: everything that stands in the form, at every change, until the server has said that it
// has it. Each window keeps its own, so that two of them never write over each other.
import { forget, keep, kept, keysFrom } from "./keep.js"

const OURS = ["version", "hand"] // what a window says about itself

/** Everything that stands in the form, in one line. */
export function wordsOf(form) {
  return JSON.stringify([...new FormData(form)].filter(([name]) => !OURS.includes(name)))
}

/** `version`: the one these words were written over; "" when that is still to be decided. */
export function keepForm(form, hand, version) {
  keep(keyOf(form, hand), { at: Date.now(), version, words: wordsOf(form) })
}

export function forgetForm(form, hand) {
  forget(keyOf(form, hand))
}

/** What the form says already need not be kept by another window as well. */
export function forgetSame(form) {
  unsent(form)
}

/** Puts back what another window of this form had not sent when it was closed. True if there was any. */
export function restore(form) {
  const [newest] = unsent(form).sort((a, b) => b.at - a.at)
  if (!newest) return false
  forget(newest.key)
  fill(form, JSON.parse(newest.words))
  // What is saved came from the same window, only its reply was lost: then these words are simply the newer ones.
  const saved = keyOf(form, form.dataset.hand.split(".")[0])
  if (newest.key !== saved) form.elements.version.value = newest.version || "0"
  return true
}

/** [{key, at, version, words}] of this session that say something else than the form does. */
function unsent(form) {
  const here = wordsOf(form)
  return keysFrom(keyOf(form, "")).flatMap((key) => {
    const it = kept(key)
    if (it && it.words !== here) return { key, ...it }
    forget(key)
    return []
  })
}

function fill(form, pairs) {
  const said = new FormData()
  for (const [name, value] of pairs) said.append(name, value)
  for (const field of form.elements) {
    if (field.matches("input:not([type=hidden]), select, textarea") && !elsewhere(form, said, field.name)) {
      if (field.matches("[type=radio], [type=checkbox]")) field.checked = said.getAll(field.name).includes(field.value)
      else field.value = said.get(field.name) ?? ""
    }
  }
}

// A practice row may be about another practice by now: then it stays as it is.
function elsewhere(form, said, name) {
  const row = name.match(/_(\d)$/)?.[1]
  return row && (form.elements[`assignment_${row}`]?.value ?? "") !== (said.get(`assignment_${row}`) ?? "")
}

function keyOf(form, hand) {
  return `close-out:${form.dataset.closeOut}:${hand}`
}
