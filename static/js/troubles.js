// A fragment that could not be sent or was refused: the page stays as it was,
// one sentence says what was kept, one button tries again.
const WORDS = {
  401: "Please sign in again. What you wrote is still here.",
  403: "This is not open to you any more.",
  404: "This is not here any more.",
  429: "That was a lot at once. Please wait a minute, your words are safe here.",
  other: "That did not go through. Your words are safe here.",
}

document.addEventListener("htmx:error", ({ target }) => say(target, WORDS.other))
document.addEventListener("htmx:after:request", clear)
document.addEventListener("htmx:response:error", ({ target, detail }) => {
  const { status } = detail.ctx.response
  if (status === 401) say(null, WORDS[401], link("Sign in", "/sign-in"))
  else if (WORDS[status]) say(null, WORDS[status])
  else if (status >= 500 || detail.ctx.swap === "none") say(target, WORDS.other)
})

function say(source, words, action = source && retry(source)) {
  clear()
  const box = make("div", { id: "trouble", className: "toast" })
  box.setAttribute("role", "alert")
  box.append(make("p", { textContent: words }), ...(action ? [action] : []), closing())
  ;(document.querySelector("dialog[open]") ?? document.body).append(box)
}

function retry(source) {
  const button = make("button", { type: "button", className: "btn btn--plain btn--sm", textContent: "Try again" })
  button.addEventListener("click", () => {
    clear()
    if (source.matches("form")) source.requestSubmit()
    else source.click()
  })
  return button
}

function closing() {
  const button = make("button", { type: "button", className: "btn btn--plain btn--sm", textContent: "Close" })
  button.addEventListener("click", clear)
  return button
}

function link(words, href) {
  return make("a", { className: "btn btn--plain btn--sm", textContent: words, href })
}

function make(tag, properties) {
  return Object.assign(document.createElement(tag), properties)
}

function clear() {
  document.getElementById("trouble")?.remove()
}
