// [data-when-visible="/url"]: tells the server, once per load, that the person has had it on screen for a second.
// A GET never writes, so an opened summary and a seen brief are said this way.
import { whenAdded } from "./fragments.js"

const told = new Set()

document.addEventListener("visibilitychange", wait)
whenAdded(wait)

function wait() {
  if (document.visibilityState === "visible" && waiting().length) setTimeout(tell, 1000)
}

function tell() {
  if (document.visibilityState !== "visible") return
  for (const url of waiting()) {
    told.add(url)
    fetch(url, { method: "POST", body: new URLSearchParams(), keepalive: true }).catch(() => told.delete(url))
  }
}

function waiting() {
  const urls = Array.from(document.querySelectorAll("[data-when-visible]"), (element) => element.dataset.whenVisible)
  return urls.filter((url) => !told.has(url))
}
