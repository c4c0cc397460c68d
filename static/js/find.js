// input[data-find="name"]: shows only the rows of [data-found="name"] whose name (their link) holds the words, whatever
// the accents; "/" goes to the field. [data-found-none="name"] is shown when nothing is left. Without this script the
// form asks the server.
import { announce } from "./announce.js"

let saying

document.addEventListener("input", ({ target }) => { if (target.dataset.find) filter(target) })

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.target.closest("input, textarea, select, dialog")) return
  const field = document.querySelector("input[data-find]")
  if (!field) return
  event.preventDefault()
  field.focus()
})

function filter({ value, dataset: { find } }) {
  const words = plain(value)
  const rows = [...document.querySelectorAll(`[data-found="${find}"] > *`)]
  for (const row of rows) row.hidden = !plain((row.querySelector("a") ?? row).textContent).includes(words)
  const left = rows.filter((row) => !row.hidden).length
  const none = document.querySelector(`[data-found-none="${find}"]`)
  if (none) none.hidden = left > 0
  clearTimeout(saying)
  saying = setTimeout(() => announce(`${left} of ${rows.length}`), 600) // once the typing rests
}

function plain(words) {
  return words.trim().toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "")
}
