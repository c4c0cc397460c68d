// [data-copy="text"]: puts the text on the clipboard and says so on the button.
import { announce } from "./announce.js"

document.addEventListener("click", async ({ target }) => {
  const button = target.closest("[data-copy]")
  if (!button) return
  await navigator.clipboard.writeText(button.dataset.copy)
  button.textContent = "Copied"
  announce("Copied")
})
