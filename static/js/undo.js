// [data-expires="10"]: gone after that many seconds on a visible page. A page in the background waits.
import { announce } from "./announce.js"
import { whenAdded } from "./fragments.js"

whenAdded((root) => {
  for (const element of root.querySelectorAll("[data-expires]:not([data-expiring])")) expire(element)
})

function expire(element) {
  element.dataset.expiring = ""
  let left = Number(element.dataset.expires)
  const clock = setInterval(() => {
    if (document.visibilityState === "visible") left -= 1
    if (left > 0 && element.isConnected) return
    clearInterval(clock)
    if (element.isConnected) remove(element)
  }, 1000)
}

function remove(element) {
  const held = element.contains(document.activeElement)
  const next = element.closest("dialog, main")
  element.remove()
  announce("The time to undo is over. You can still change it later.")
  if (held) next?.focus({ preventScroll: true })
}
