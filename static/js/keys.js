// Single keys as shortcuts: never with another key held, never in a field or a dialog, and off where somebody turned
// them off on this device.
const OFF = "meanwhile:keys-off"

/** The key of an event that means a shortcut, else undefined. */
export function shortcut({ key, target, ctrlKey, metaKey, altKey, isComposing }) {
  const meant = !(ctrlKey || metaKey || altKey || isComposing || target.closest("input, textarea, select, dialog"))
  return meant && keysAreOn() ? key : undefined
}

export function keysAreOn() {
  try { return !localStorage.getItem(OFF) } catch { return true }
}

export function turnKeys(on) {
  try { on ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "1") } catch { /* storage is closed to us */ }
}
