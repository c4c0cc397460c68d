// form[data-address]: what is chosen stands in the address too, so that going back finds it again; what was found,
// #found, is said once it is there.
import { announce } from "./announce.js"

document.addEventListener("change", ({ target }) => {
  const form = target.closest("form[data-address]")
  if (!form) return
  const chosen = new URLSearchParams([...new FormData(form)].filter(([, value]) => value))
  history.replaceState(history.state, "", chosen.size ? `?${chosen}` : location.pathname)
})

document.addEventListener("htmx:after:swap", () => {
  const found = document.querySelector("form[data-address] ~ * #found")
  if (found) announce(found.textContent)
})
