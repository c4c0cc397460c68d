// [data-phrase-for="insight"]: a tap puts these words at the end of that field. button[name=add]: a tap puts this
// practice into a free row, another tap takes it out again; without this script it is a plain button of the form.
// A practice comes with the rhythm and the moment that #suggested has for it, also one chosen from the list.
import { announce } from "./announce.js"

document.addEventListener("click", (event) => {
  const phrase = event.target.closest("[data-phrase-for]")
  const offer = event.target.closest("button[name=add]")
  if (phrase) append(document.getElementById(phrase.dataset.phraseFor), phrase.textContent)
  if (!offer) return
  event.preventDefault()
  toggle(offer)
})

document.addEventListener("change", ({ target }) => { if (target.matches("select[name^=slug_]")) begin(target.closest("[data-row]")) })
document.addEventListener("input", press)
press()

function append(field, words) {
  if (field.value.includes(words)) return
  field.value = field.value.trim() ? `${field.value.trimEnd()}\n${words}` : words
  tell(field)
  announce(`Added: ${words}`)
}

function toggle(offer) {
  const chosen = rowWith(offer.value)
  if (chosen) empty(chosen)
  else put(offer.value, rows().find((row) => !keeps(row) && !slug(row).value) ?? rows().at(-1))
  announce(`${offer.textContent.trim()}: ${chosen ? "taken out" : "chosen"}`)
}

function put(value, row) {
  const swap = row.querySelector("[type=radio][value=swap]")
  if (swap) swap.checked = true
  slug(row).value = value
  begin(row)
}

/** As the practice of this row suggests. A moment in the coach's own words stays. */
function begin(row) {
  const all = [...document.getElementById("suggested").children]
  const { rhythm, days = "", cue = "" } = all.find(({ value }) => value === slug(row).value)?.dataset ?? {}
  const moment = named(row, "cue")
  if (!moment.value || all.some((it) => it.dataset.cue === moment.value)) moment.value = cue
  if (rhythm) named(row, "rhythm").value = rhythm
  for (const day of row.querySelectorAll("[name^=days_]")) day.checked = days.split(" ").includes(day.value)
  tell(slug(row))
}

function empty(row) {
  const keep = row.querySelector("[type=radio][value=keep]")
  if (keep) keep.checked = true
  slug(row).value = ""
  named(row, "cue").value = ""
  tell(slug(row))
}

function press() {
  for (const offer of document.querySelectorAll("button[name=add]")) {
    offer.setAttribute("aria-pressed", String(Boolean(rowWith(offer.value))))
  }
}

function rows() {
  return [...document.querySelectorAll("[data-row]")]
}

/** The row a practice was chosen in, where nothing is kept. */
function rowWith(value) {
  return rows().find((row) => !keeps(row) && slug(row).value === value)
}

function keeps(row) {
  return row.querySelector("[type=radio]:checked:is([value=keep], [value=smaller])")
}

function slug(row) {
  return named(row, "slug")
}

function named(row, field) {
  return row.querySelector(`[name=${field}_${row.dataset.row}]`)
}

function tell(field) {
  field.dispatchEvent(new Event("input", { bubbles: true }))
}
