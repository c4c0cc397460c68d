// [data-tap-submits]: choosing one of its radios by pointer sends the form. Keyboards use the button.
import { tapped } from "./pointer.js"

document.addEventListener("click", (event) => {
  tapped(event, "[data-tap-submits]")?.form.requestSubmit()
})
