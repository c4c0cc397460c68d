// Keeps the screen on while a practice runs, where the browser can. The browser lets go whenever the page is hidden.
let lock = null
let wanted = false

export async function holdScreen() {
  wanted = true
  try { lock ??= await navigator.wakeLock?.request("screen") } catch { /* low battery or not allowed: fine */ }
  if (!wanted) releaseScreen()
}

export function releaseScreen() {
  wanted = false
  lock?.release().catch(() => {})
  lock = null
}

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") lock = null
  else if (wanted) holdScreen()
})
