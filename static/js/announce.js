let live = null

/** Says a sentence to screen readers when they are free. */
export function announce(words) {
  live ??= document.getElementById("live") ?? makeLive()
  live.textContent = ""
  setTimeout(() => { live.textContent = words }, 50) // an unchanged text would not be read again
}

function makeLive() {
  const element = Object.assign(document.createElement("p"), { id: "live", className: "visually-hidden" })
  element.setAttribute("role", "status")
  document.body.append(element)
  return element
}
