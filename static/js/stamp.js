const DAY_STARTS = 3 // o'clock; what is done at half past one at night belongs to the evening before

const two = (number) => String(number).padStart(2, "0")

/** The three facts only the device knows: the moment with its offset, its zone, its day. */
export function stamp(now = new Date()) {
  return {
    occurred_at: isoWithOffset(now),
    tz: Intl.DateTimeFormat().resolvedOptions().timeZone ?? "UTC",
    local_date: localDate(now),
  }
}

/** "2026-04-08T07:42:05.123+01:00" */
export function isoWithOffset(now) {
  const minutes = -now.getTimezoneOffset()
  const wall = new Date(now.getTime() + minutes * 60_000).toISOString().slice(0, -1)
  const size = Math.abs(minutes)
  return `${wall}${minutes < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`
}

/** The calendar date of the wall clock less three hours; counted on the clock face, so a clock change cannot move it. */
export function localDate(now) {
  const wall = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate(), now.getHours() - DAY_STARTS, now.getMinutes())
  return new Date(wall).toISOString().slice(0, 10)
}
