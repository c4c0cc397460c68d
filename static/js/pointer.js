// Was it a finger or mouse that chose, or the keyboard? Arrow keys move through radios and "click" each one on
// the way, so only a pointer's choice may act at once.
let touched = null

document.addEventListener("pointerdown", ({ target }) => { touched = target.closest?.("label, button, a") }, true)
document.addEventListener("keydown", () => { touched = null }, true)

/** True when this click on a radio or checkbox came from a pointer or from touch. */
export function byPointer(event) {
  return event.detail > 0 || (touched?.contains(event.target) ?? false)
}

/** The radio this click chose with a pointer, or null. */
export function tapped(event, selector) {
  const input = event.target.closest?.("input[type=radio]")
  return input?.closest(selector) && byPointer(event) ? input : null
}
