// The roster's keys: j and k go from client to client, other letters open what stands in their data-<letter> of
// [data-keys], for the client the focus is on; ? lists them. Who comes back to the page finds their client again.
import { keysAreOn, shortcut, turnKeys } from "./keys.js"

const roster = document.querySelector("[data-keys]")
const on = document.querySelector("[data-keys-on]")

if (roster) {
  document.addEventListener("keydown", (event) => {
    const key = shortcut(event)
    if (key === "?") document.querySelector("[data-opens=keys]").click()
    else if (key === "j" || key === "k") move(key === "j" ? 1 : -1)
    else if (key?.length === 1) open(key)
  })
  roster.addEventListener("click", ({ target, detail }) => { if (!detail) remember(target.closest("tr")) })
  document.querySelector("[data-find]").form.addEventListener("submit", (event) => {
    event.preventDefault()
    move(1)
  })
  on.checked = keysAreOn()
  on.addEventListener("change", () => turnKeys(on.checked))
  document.getElementById(history.state?.at)?.querySelector("a").focus()
}

function move(by) {
  const links = [...roster.querySelectorAll("tr:not([hidden]) a")]
  links[Math.max(links.indexOf(document.activeElement) + by, 0)]?.focus()
}

function open(key) {
  const row = document.activeElement.closest("[data-keys] tr")
  const note = key === "n" && row?.dataset.note
  const address = row && (note ? roster.dataset.note : roster.getAttribute(`data-${key}`))
  if (!address) return
  remember(row)
  location.assign(address.replace(roster.dataset.keys, note || row.id.replace("client-", "")))
}

function remember(row) {
  history.replaceState({ at: row.id }, "")
}
