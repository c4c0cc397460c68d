// form[data-entry]: gives every entry its name and its stamps before anyone else sees the submit.
//
// The same words sent again keep their id and stamps, so a retry is one row on the server. Changed words are
// a new entry and get a new id. With data-fresh-id the form stays on the page and is used again (a check-in):
// there every acknowledged sending is followed by a new id, and an id from the server is never used twice.
import { accepted } from "./fragments.js"
import { uuid7 } from "./ids.js"
import { stamp } from "./stamp.js"

const STAMPED = ["entry_id", "occurred_at", "tz", "local_date"]
const sent = new WeakMap() // form -> the words last sent
const busy = new WeakMap() // form -> the words on their way

document.addEventListener("submit", (event) => {
  const form = event.target
  if (!form.matches("form[data-entry]") || event.defaultPrevented) return
  if (busy.has(form) && busy.get(form) === wordsOf(form, event.submitter)) {
    event.preventDefault()
    event.stopPropagation()
  } else {
    prepare(form, event.submitter)
  }
}, true)

document.addEventListener("htmx:before:request", ({ target }) => {
  if (target.matches("form[data-entry]")) busy.set(target, sent.get(target))
})

document.addEventListener("htmx:finally:request", ({ target, detail }) => {
  busy.delete(detail.ctx?.request?.form ?? target)
})

document.addEventListener("htmx:after:request", (event) => {
  const form = event.target
  if (!form.matches("form[data-entry]") || !accepted(event)) return
  if ("freshId" in form.dataset) sent.delete(form)
  if ("vibrate" in document.documentElement.dataset) navigator.vibrate?.(10)
})

// For what is sent without a submit: the player's own script asks for it.
document.addEventListener("entry:name", ({ target }) => prepare(target))

/** Makes the form ready to be sent: a new name and new stamps, unless these very words were sent before. */
function prepare(form, submitter) {
  const words = wordsOf(form, submitter)
  if (sent.get(form) === words) return
  name(form)
  sent.set(form, words)
}

function name(form) {
  const first = !sent.has(form) && !("freshId" in form.dataset)
  const id = (first && form.elements.entry_id?.value) || uuid7()
  for (const [field, value] of Object.entries({ entry_id: id, ...stamp() })) hidden(form, field).value = value
}

function hidden(form, field) {
  if (form.elements[field]) return form.elements[field]
  const input = Object.assign(document.createElement("input"), { type: "hidden", name: field })
  form.append(input)
  return input
}

function wordsOf(form, submitter) {
  const pairs = [...new FormData(form, submitter)].filter(([field]) => !STAMPED.includes(field))
  return JSON.stringify(pairs)
}
