// [data-all-done]: "That is it for today.", shown as soon as the last thing is done and gone again when one is taken
// back. The same question as Today.all_done in app/today/page.py, asked of the page as it stands now.
import { announce } from "./announce.js"
import { whenAdded } from "./fragments.js"

whenAdded(() => {
  const line = document.querySelector("[data-all-done]")
  if (!line) return
  const stillOpen = document.querySelector("#due, [data-open]") || !document.querySelector(".checkin__kept")
  if (line.hidden && !stillOpen) announce(line.textContent.trim())
  line.hidden = Boolean(stillOpen)
})
