// form[data-needs-connection]: without one it keeps what was typed instead of leading to the browser's own error page.
// [data-when-offline]: shown in it while there is no connection.
import { announce } from "./announce.js"

const show = () => {
  for (const note of document.querySelectorAll("[data-when-offline]")) note.hidden = navigator.onLine
}

addEventListener("online", show)
addEventListener("offline", show)
show()

document.addEventListener("submit", (event) => {
  if (navigator.onLine || !event.target.matches("[data-needs-connection]")) return
  event.preventDefault()
  announce(event.target.querySelector("[data-when-offline]").textContent)
})
