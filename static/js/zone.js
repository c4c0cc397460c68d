// input[data-zone]: the device's zone, where the server has none yet.
import { whenAdded } from "./htmx.js"

whenAdded((root) => {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  for (const input of root.querySelectorAll("input[data-zone]")) if (zone && !input.value) input.value = zone
})
