// What is kept on this phone for this person: words not yet sent, a place in a practice. A day, then it goes.
const DAY = 24 * 60 * 60 * 1000
const prefix = `meanwhile:${document.documentElement.dataset.user ?? ""}:`

/** The kept value, or null when there is none or it is older than a day. */
export function kept(key, now = Date.now()) {
  try {
    const { at, value } = JSON.parse(localStorage.getItem(prefix + key))
    return now - at < DAY ? value : null
  } catch {
    return null // nothing kept, or storage is closed to us
  }
}

export function keep(key, value, now = Date.now()) {
  try {
    localStorage.setItem(prefix + key, JSON.stringify({ at: now, value }))
  } catch { /* private browsing or a full disk: the page itself still has it */ }
}

export function forget(key) {
  try { localStorage.removeItem(prefix + key) } catch { /* as above */ }
}

/** The keys in use that begin so. */
export function keysFrom(beginning) {
  try {
    const all = Object.keys(localStorage).filter((key) => key.startsWith(prefix + beginning))
    return all.map((key) => key.slice(prefix.length))
  } catch {
    return []
  }
}

/** Clears everything kept for this person, at sign-out: the next one may use the same phone. */
export function forgetAll() {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key)
  } catch { /* as above */ }
}
