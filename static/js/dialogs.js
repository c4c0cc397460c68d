// Dialogs and sheets: [data-opens="id"] shows one, [data-close] and a tap beside it close it, and a form with
// [data-close-after] closes it once the server has said yes. Escape and the focus are the browser's.
import { accepted } from "./fragments.js"

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]")
  const dialog = opener && document.getElementById(opener.dataset.opens)
  if (dialog) {
    event.preventDefault()
    dialog.showModal()
  } else if (event.target.closest("dialog [data-close]")) {
    event.preventDefault()
    event.target.closest("dialog").close()
  } else if (event.target.matches("dialog[open]") && beside(event)) {
    event.target.close()
  }
})

document.addEventListener("htmx:after:request", (event) => {
  if (event.target.matches("[data-close-after]") && accepted(event)) event.target.closest("dialog")?.close()
})

// What opened the dialog may have been swapped away meanwhile; then the page itself takes the focus.
document.addEventListener("close", () => setTimeout(() => {
  if (document.activeElement === document.body) document.querySelector("main")?.focus({ preventScroll: true })
}), true)

function beside({ target, clientX: x, clientY: y }) {
  const box = target.getBoundingClientRect()
  return x < box.left || x > box.right || y < box.top || y > box.bottom
}
