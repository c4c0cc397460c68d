// form[data-close-out]: saved while it is written, and published without leaving the page before the server has it.
// Every sending names its window and a count (hand): a lost reply or one that comes late is then no other version.
// Without this script the form is a plain one.
import { forgetForm, forgetSame, keepForm, restore, wordsOf } from "./close_out_kept.js"
import { uuid7 } from "./ids.js"

const REST = 2000 // ms without a change, then it is saved
const AGAIN = 10_000
const PATIENCE = 8000
const OFFLINE = "No connection. Your words are kept; publish when you are back."
const SIGN_IN = "Please sign in again. Your words are kept."
const HERE = "Kept on this device"

const policy = window.trustedTypes?.createPolicy("app", { createHTML: (html) => html }) ?? { createHTML: (html) => html }
const form = document.querySelector("form[data-close-out]")
const hand = uuid7()
const { stands } = form?.dataset ?? {}
let count = 0
let saved = stands === "saved" ? form && wordsOf(form) : null
let undecided = stands === "overtaken" // another version stands against this one
let saving = Promise.resolve()
let publishing = false
let waits = false // to be published once there is a connection
let timer

if (form) begin()

function begin() {
  forgetSame(form)
  if (stands !== "saved") changed()
  else if (restore(form)) form.elements.focus.dispatchEvent(new Event("input", { bubbles: true })), changed()
  document.addEventListener("input", ({ target }) => { if (target.form === form) changed() })
  document.addEventListener("focusout", ({ target }) => { if (target.form === form) save() })
  // Not after a sending that is on its way: the page may not live that long.
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") send() })
  addEventListener("online", () => { waits = false, say(""), save() })
  addEventListener("offline", () => say(OFFLINE))
  form.addEventListener("submit", submit)
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.querySelector("[data-publish]").click()
  })
  document.addEventListener("click", ({ target }) => { if (target.closest("[data-drop]")) drop() })
  // A preview that does not arrive is no news: the draft says how things stand.
  for (const name of ["htmx:error", "htmx:response:error"]) {
    document.getElementById("preview").addEventListener(name, (event) => event.stopPropagation())
  }
}

function changed() {
  keepForm(form, hand, undecided ? "" : form.elements.version.value)
  clearTimeout(timer)
  timer = setTimeout(save, REST)
}

function save() {
  clearTimeout(timer)
  saving = saving.then(send)
  return saving
}

function drop() {
  undecided = true
  forgetForm(form, hand)
}

async function send() {
  const words = wordsOf(form)
  if (undecided || publishing || words === saved) return
  const reply = await post(form.dataset.draftTo)
  if (reply?.ok) return acknowledge(words, part(await reply.text()))
  if (reply?.status === 409) return differ(part(await reply.text()))
  if (reply?.status === 422) return note(part(await reply.text()).textContent)
  note(HERE)
  if (reply?.status === 401) say(SIGN_IN, true)
  if (reply?.status === 404) return differ()
  timer = setTimeout(save, AGAIN)
}

function acknowledge(words, state) {
  if (state.dataset.version) form.elements.version.value = state.dataset.version
  saved = words
  note(state.textContent)
  if (!waits) say("")
  if (wordsOf(form) === words) forgetForm(form, hand)
  else changed()
}

/** Stops saving until one of the two versions is chosen. Without `other` the session is not ours any more. */
function differ(other) {
  undecided = true
  keepForm(form, hand, "")
  note(other ? "Not saved: changed elsewhere" : "This session is with somebody else now")
  if (!other) return
  document.getElementById("other").replaceChildren(other)
  // It stands at the top of the page, which a phone may not show just now.
  const look = Object.assign(document.createElement("a"), { href: "#other", textContent: "Look" })
  document.getElementById("state").append(" ", look)
}

function submit(event) {
  const { submitter } = event
  event.preventDefault()
  if (submitter?.dataset.version) chooseOurs(submitter.dataset.version)
  if (submitter && "publish" in submitter.dataset) publish(submitter)
  else save()
}

function chooseOurs(version) {
  form.elements.version.value = version
  undecided = false
  saved = null
  document.getElementById("other").replaceChildren()
  form.elements.focus.focus()
}

async function publish(button) {
  if (publishing) return
  publishing = true
  waits = false
  clearTimeout(timer)
  button.setAttribute("aria-busy", "true")
  // A draft may still be on its way: by its count the server knows which of the two is the later one.
  keepForm(form, hand, undecided ? "" : form.elements.version.value)
  const reply = navigator.onLine ? await post(form.dataset.publishTo) : null
  const goal = reply?.ok && reply.headers.get("HX-Redirect")
  if (goal) return arrive(goal)
  if ([409, 422].includes(reply?.status)) return show(button)
  publishing = false
  waits = true
  button.removeAttribute("aria-busy")
  if (reply?.status === 404) differ()
  else say(reply?.status === 401 ? SIGN_IN : OFFLINE, reply?.status === 401)
}

function arrive(goal) {
  forgetForm(form, hand)
  location.assign(goal)
}

/** The server is there and has something to say: the form sent as a page shows it beside its fields. */
function show(button) {
  form.action = button.formAction
  form.submit()
}

/** The server's reply, or null when it cannot be reached. */
async function post(url) {
  form.elements.hand.value = `${hand}.${++count}`
  const keepalive = document.visibilityState === "hidden"
  try {
    const body = new URLSearchParams(new FormData(form))
    return await fetch(url, { method: "POST", body, keepalive, signal: AbortSignal.timeout(PATIENCE) })
  } catch {
    return null
  }
}

/** The first element of a fragment of our own server. */
function part(html) {
  const template = document.createElement("template")
  template.innerHTML = policy.createHTML(html)
  return template.content.firstElementChild
}

function note(words) {
  const state = document.getElementById("state")
  if (state.textContent.trim() !== words.trim()) state.textContent = words // the same again is not read out again
}

/** Beside the button: what it waits for. */
function say(words, signIn = false) {
  const wait = document.getElementById("wait")
  wait.querySelector("span").textContent = words
  wait.querySelector("a").hidden = !signIn
  wait.hidden = !words
}
