// A refused form comes back with its errors beside the fields: the first of them takes the focus.
document.addEventListener("htmx:after:swap", focusFirst)
focusFirst()

function focusFirst() {
  document.querySelector("[aria-invalid=true]")?.focus()
}
