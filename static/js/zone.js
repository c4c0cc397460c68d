// input[data-zone]: the device's zone, where the server has none yet.
// [data-zone-offer="Europe/London"]: shown where this device's clock differs from that zone's, unless put off today.
import { whenAdded } from "./fragments.js"
import { keep, kept } from "./keep.js"

const here = Intl.DateTimeFormat().resolvedOptions().timeZone

whenAdded((root) => {
  for (const input of root.querySelectorAll("input[data-zone]")) if (here && !input.value) input.value = here
  // In a task of its own: asking for clocks takes a slow phone longer than all the rest of this script.
  setTimeout(() => root.querySelectorAll("[data-zone-offer]").forEach(offer))
})

document.addEventListener("click", ({ target }) => {
  const form = target.closest("[data-zone-keep]")?.closest("[data-zone-offer]")
  if (!form) return
  keep("zone", here)
  form.hidden = true
})

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-zone-offer]")) return
  event.preventDefault()
  move(event.target)
})

/** Says the zone and shows this page anew in it. What Settings would refuse, Settings explains. */
async function move(form) {
  const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) }).catch(() => null)
  if (answer?.ok) location.reload()
  else form.submit()
}

function offer(form) {
  form.querySelector("[data-zone-city]").textContent = here?.split("/").at(-1).replaceAll("_", " ")
  const there = form.dataset.zoneOffer
  form.hidden = !here || here === there || kept("zone") === here || clockOf(here) === clockOf(there)
}

/** The wall clock of a zone, to the minute. A zone this browser does not know has none to compare. */
function clockOf(zone, now = Date.now()) {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone, dateStyle: "short", timeStyle: "short" }).format(now)
  } catch {
    return clockOf(here, now)
  }
}
