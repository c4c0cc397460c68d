// input[data-find="name"]: shows only the rows of [data-found="name"] that hold the words; "/" goes to the field.
// [data-found-none="name"] is shown when nothing is left. Without this script the form asks the server.
document.addEventListener("input", ({ target }) => { if (target.dataset.find) filter(target) })

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.target.closest("input, textarea, select, dialog")) return
  const field = document.querySelector("input[data-find]")
  if (!field) return
  event.preventDefault()
  field.focus()
})

function filter({ value, dataset: { find } }) {
  const words = value.trim().toLowerCase()
  const rows = [...document.querySelectorAll(`[data-found="${find}"] > *`)]
  for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(words)
  const none = document.querySelector(`[data-found-none="${find}"]`)
  if (none) none.hidden = rows.some((row) => !row.hidden)
}
