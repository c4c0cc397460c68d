// Two taps: a face on the card opens the sheet, a stress bar in the sheet saves it.
// With the keyboard: arrows choose a face, Enter or "Go on" opens the sheet, Save saves.
// Without this script the card is a plain form to /check-in?mood=4.
import { accepted, whenAdded } from "./fragments.js"
import htmx from "./htmx.js"
import { tapped } from "./pointer.js"

let blank = null // the sheet as the server made it, for the next check-in on this page
let saved = false

document.addEventListener("click", (event) => {
  const face = tapped(event, "[data-check-in]")
  if (face) open(face)
  const bar = tapped(event, "[data-check-in-sheet] form[data-fresh-id]")
  if (bar?.name === "stress" && !bar.closest("[data-tap-submits]")) bar.form.requestSubmit()
})

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-check-in]")) return
  const face = event.target.querySelector("input[name=mood]:checked")
  if (face && open(face)) event.preventDefault()
})

document.addEventListener("htmx:after:request", (event) => {
  if (event.detail.ctx?.target?.matches?.("[data-check-in-sheet]") && accepted(event)) saved = true
})

// What held the focus was swapped away: the sheet takes it, and is read from its top.
whenAdded(() => {
  const sheet = document.querySelector("[data-check-in-sheet][open]")
  if (sheet && !sheet.contains(document.activeElement)) sheet.focus({ preventScroll: true })
})

document.addEventListener("close", ({ target }) => {
  if (!target.matches("[data-check-in-sheet]") || !saved) return
  for (const face of document.querySelectorAll("[data-check-in] input[name=mood]")) face.checked = false
  saved = false
}, true) // close does not bubble

function open(face) {
  const sheet = document.querySelector("[data-check-in-sheet]")
  if (!sheet) return false
  blank ??= [...sheet.childNodes].map((node) => node.cloneNode(true))
  fill(sheet) // what was saved before may still stand in it
  show(sheet, face)
  if (!sheet.open) sheet.showModal()
  return true
}

function fill(sheet) {
  sheet.replaceChildren(...blank.map((node) => node.cloneNode(true)))
  htmx.process(sheet)
}

/** Puts the chosen face, its word and its number into the sheet. */
function show(sheet, face) {
  const word = face.closest(".face").querySelector(".face__word").textContent
  sheet.querySelector("input[type=hidden][name=mood]").value = face.value
  sheet.querySelector("[data-mood-word]").textContent = word
  const disc = sheet.querySelector(".sheet__head .face__disc")
  disc.dataset.mood = face.value
  const drawing = disc.querySelector("use")
  drawing.setAttribute("href", drawing.getAttribute("href").replace(/#face-\d/, `#face-${face.value}`))
}
