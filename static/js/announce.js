/** Says a sentence to screen readers when they are free. */
export function announce(words) {
  const live = region()
  live.textContent = ""
  setTimeout(() => { live.textContent = words }, 50) // an unchanged text would not be read again
}

// While a dialog is open nothing outside it is read, so it needs a region of its own.
function region() {
  const home = document.querySelector("dialog[open]") ?? document.body
  return home.querySelector(":scope > [role=status].visually-hidden") ?? home.appendChild(makeRegion())
}

function makeRegion() {
  const element = Object.assign(document.createElement("p"), { className: "visually-hidden" })
  element.setAttribute("role", "status")
  return element
}
