// [data-draft="key"] on a text field: its words survive a reload, going back and a sending that did not arrive.
// They are dropped when the server has acknowledged the form, by htmx or, for a plain form, by the next page
// carrying <meta name="draft-done" content="key">. form[data-sign-out] drops everything kept for this person.
import { accepted, whenAdded } from "./fragments.js"
import { forget, forgetAll, keep, kept } from "./keep.js"

for (const meta of document.querySelectorAll('meta[name="draft-done"]')) {
  for (const key of meta.content.split(" ")) forget(key)
}
whenAdded(restore)

document.addEventListener("input", ({ target }) => {
  if (!target.dataset.draft) return
  if (target.value === target.defaultValue) forget(target.dataset.draft)
  else keep(target.dataset.draft, target.value)
})

document.addEventListener("htmx:after:request", (event) => {
  if (!accepted(event)) return
  for (const field of event.target.querySelectorAll("[data-draft]")) forget(field.dataset.draft)
})

document.addEventListener("submit", ({ target }) => {
  if (target.matches("[data-sign-out]")) forgetAll()
})

function restore(root) {
  for (const field of root.querySelectorAll("[data-draft]")) {
    const words = kept(field.dataset.draft)
    if (words !== null && field.value === field.defaultValue) field.value = words
  }
}
