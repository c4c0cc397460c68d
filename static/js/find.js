// input[data-find="name"] and a[data-asks="show=quiet"]: the rows of [data-found="name"] are shown whose name (their
// link) holds the words, whatever the accents, and that have `quiet` among their data-groups. What is asked stands in
// the address: going back, reloading and sharing it keep it. "/" goes to the field; [data-found-none="name"] is shown
// when nothing is left. Without this script the server answers the same.
import { announce } from "./announce.js"
import { shortcut } from "./keys.js"

let saying
const field = document.querySelector("input[data-find]")

if (field) {
  field.addEventListener("input", () => {
    show(asked())
    clearTimeout(saying)
    saying = setTimeout(settle, 400) // once the typing rests: browsers refuse an address that changes all the time
  })
  field.addEventListener("change", settle)
  addEventListener("popstate", () => {
    field.value = new URLSearchParams(location.search).get("q") ?? ""
    show(asked())
  })
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-asks^=show]")
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    history.pushState(null, "", link.href)
    announce(show(asked()))
  })
  document.addEventListener("keydown", (event) => {
    if (shortcut(event) !== "/") return
    event.preventDefault()
    field.focus()
  })
}

function settle() {
  clearTimeout(saying)
  const asks = asked()
  if (asks.toString() === new URLSearchParams(location.search).toString()) return
  history.replaceState(null, "", `?${asks}`)
  announce(show(asks))
}

/** What the address asks for, with the words as they are typed now; without a group there is no link to. */
function asked(asks = new URLSearchParams(location.search), words = field.value.trim()) {
  if (!document.querySelector(`a[data-asks="show=${CSS.escape(asks.get("show") ?? "")}"]`)) asks.delete("show")
  words ? asks.set("q", words) : asks.delete("q")
  return asks
}

/** Shows the rows asked for and points the links at what they would ask now. Returns how many of them in words. */
function show(asks) {
  const name = field.dataset.find, group = asks.get("show"), words = plain(field.value)
  const rows = [...document.querySelectorAll(`[data-found="${name}"] > *`)]
  for (const row of rows) row.hidden = !(holds(row, words) && (!group || row.dataset.groups.split(" ").includes(group)))
  for (const link of document.querySelectorAll("a[data-asks]")) point(link, new URLSearchParams(asks), asks)
  const left = rows.filter((row) => !row.hidden).length
  document.querySelector(`[data-found-none="${name}"]`)?.toggleAttribute("hidden", left > 0)
  return `${left} of ${rows.length}`
}

function holds(row, words) {
  return plain((row.querySelector("a") ?? row).textContent).includes(words)
}

function point(link, next, now) {
  const [name, value] = link.dataset.asks.split("=")
  value ? next.set(name, value) : next.delete(name)
  link.search = next
  if (name !== "show") return
  if (value === (now.get(name) ?? "")) link.setAttribute("aria-current", "true")
  else link.removeAttribute("aria-current")
}

function plain(words) {
  return words.trim().toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "")
}
