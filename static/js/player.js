// form[data-player]: one screen at a time of a practice that, without this script, stands whole on the page.
// Screens: intro (length), before (tension), the steps, done (after-question, share, send). Leaving asks nothing.
import { accepted } from "./fragments.js"
import { uuid7 } from "./ids.js"
import { Pacer } from "./pacer.js"
import { LENGTH, Memory } from "./player_memory.js"
import { isStep, lengthOf, progressShare, progressWords, runs, screensOf, secondsOf } from "./player_steps.js"
import { tapped } from "./pointer.js"
import { stamp } from "./stamp.js"
import { holdScreen, releaseScreen } from "./wake_lock.js"

const TICK = 200 // milliseconds between two looks at the clock
const SAVE_EVERY = 5 // seconds

class Player {
  constructor(form) {
    this.form = form
    this.memory = new Memory(form)
    this.run = { screen: 0, elapsed: 0, seconds: 0, started: false, sent: null, outcome: "done" }
    this.running = false
    this.find = (selector) => form.querySelector(selector)
    const breath = this.find('[data-kind="breath"]')
    if (breath) this.pacer = new Pacer(breath, { onPhase: (cue) => this.cue(breath, cue) })
  }

  open() {
    this.form.noValidate = true // a required field on a hidden screen would block sending without a word
    this.listen()
    const left = this.memory.recall()
    if (left && this.memory.isOfAskedLength(left)) this.resume(left)
    else this.start(left)
    setInterval(() => this.tick(), TICK)
  }

  /** From the first screen; what was written in a run of the other length stays. */
  start(left) {
    if (left) this.memory.fill(left.answers, { without: LENGTH })
    // Asked for by its length and known already: one tap on Today is enough. Back still leads to the first screen.
    this.show("begins" in this.form.dataset ? 1 : 0)
  }

  resume({ answers, ...run }) {
    this.memory.fill(answers)
    this.run = run
    this.show(run.screen, { elapsed: run.elapsed, still: true })
    this.say("You are back where you left.")
  }

  // Moving between screens

  show(index, { elapsed = 0, still = false } = {}) {
    const screens = screensOf(this.form)
    this.section = screens[Math.min(index, screens.length - 1)]
    // Time left over belongs to the next running screen: on a walk the phone may sleep through several.
    Object.assign(this.run, { screen: screens.indexOf(this.section), elapsed: runs(this.section) ? elapsed : 0 })
    for (const each of this.form.querySelectorAll("[data-step]")) each.hidden = each !== this.section
    this.pacer?.reset()
    this.form.dataset.mode = isStep(this.section) ? (runs(this.section) ? "run" : "tap") : "still"
    if (isStep(this.section)) this.begin()
    if (this.kind === "done") this.finish()
    this.setRunning(runs(this.section) && !still)
    this.paint()
    this.memory.save(this.run)
  }

  next() {
    if (this.mayLeave()) this.move(+1)
  }

  move(by, elapsed = 0) {
    this.show(Math.max(0, this.run.screen + by), { elapsed })
    window.scrollTo(0, 0)
    this.tell()
  }

  /** A required answer is asked for in the browser's own words; every other field may be skipped. */
  mayLeave() {
    const fields = [...this.section.querySelectorAll("input, textarea, select")]
    return this.kind !== "field" || fields.every((field) => field.reportValidity())
  }

  stop() {
    this.run.outcome = "stopped"
    this.show(Infinity)
    this.tell()
  }

  begin() {
    if (this.run.outcome === "stopped") this.run.outcome = "done" // went back and carried on
    if (this.pacer) this.pacer.cycles = lengthOf(this.form).cycles
    if (this.run.started) return
    this.run.started = true
    history.replaceState(null, "", location.pathname) // the length is chosen: a reload takes the run up again
    this.sendStarted()
  }

  finish() {
    const { outcome, seconds } = this.run
    const result = outcome === "done" && lengthOf(this.form).tiny ? "tiny" : outcome
    const { outcome: outcomeField, seconds: secondsField } = this.form.elements
    if (outcomeField) outcomeField.value = result // a trial has neither
    if (secondsField) secondsField.value = Math.round(seconds)
    for (const words of this.form.querySelectorAll("[data-for-outcome]")) {
      words.hidden = !words.dataset.forOutcome.split(" ").includes(result)
    }
    this.sayBefore()
  }

  /** "Before you started: very." under the after-question. */
  sayBefore() {
    const was = this.find("[data-was]")
    const before = this.find("input[name=before]:checked")
    if (!was) return
    was.hidden = !before
    if (before) was.textContent = `Before you started: ${before.closest(".bar").textContent.trim().toLowerCase()}.`
  }

  // The clock

  tick() {
    const now = performance.now()
    const passed = (now - (this.last ?? now)) / 1000
    this.last = now
    if (!isStep(this.section) || (runs(this.section) && !this.running)) return
    this.run.seconds += Math.min(passed, runs(this.section) ? Infinity : 1) // a sleeping phone is not reading time
    if (!runs(this.section)) return
    this.run.elapsed += passed
    this.saveNowAndThen()
    if (this.run.elapsed >= this.total) this.move(+1, this.run.elapsed - this.total)
    else this.paint()
  }

  saveNowAndThen() {
    if (Math.abs(this.run.elapsed - (this.saved ?? 0)) < SAVE_EVERY) return
    this.saved = this.run.elapsed
    this.memory.save(this.run)
  }

  setRunning(running) {
    this.running = running
    this.last = performance.now()
    const button = this.find("[data-pause]")
    button.setAttribute("aria-label", running ? "Pause" : "Carry on")
    button.dataset.pause = running ? "on" : "off"
    this.find("[data-stop]").hidden = running || !runs(this.section)
    if (running) holdScreen()
    else releaseScreen()
    if (running) this.pacer?.carryOn()
    else this.pacer?.rest()
  }

  pause() {
    this.setRunning(!this.running)
    this.say(this.running ? "Going on." : "Paused.")
    this.memory.save(this.run)
  }

  // What is shown and said

  paint() {
    if (!isStep(this.section)) return
    const screens = screensOf(this.form)
    const breath = this.kind === "breath"
    const cycle = breath ? this.pacer.show(this.run.elapsed) : null
    if (breath && !this.running) this.pacer.rest()
    const state = { elapsed: this.run.elapsed, total: this.total, cycle, cycles: breath && lengthOf(this.form).cycles }
    this.find("[data-count]").textContent = progressWords(screens, this.section, state)
    this.find("[data-line]").value = progressShare(screens, this.section, state)
    this.find("[data-go]").textContent = this.goWord(screens)
  }

  goWord(screens) {
    if (this.kind === "field" && !this.answered && !this.section.querySelector("[required]")) return "Skip"
    return screens[this.run.screen + 1]?.dataset.kind === "done" ? "Finish" : "Next"
  }

  /** Where there is something to fill in the focus goes there; elsewhere it stays and the words are read out. */
  tell() {
    const words = this.section.querySelector("[data-words]")?.textContent.trim()
    if (runs(this.section)) {
      if (this.kind !== "breath") this.say(words)
      if (this.form.contains(document.activeElement) && document.activeElement.offsetParent) return
      this.find("[data-pause]").focus({ preventScroll: true })
    } else {
      this.section.focus({ preventScroll: true })
    }
  }

  cue(section, words) {
    section.querySelector("[data-cue]").textContent = words
    if ("vibrate" in document.documentElement.dataset) navigator.vibrate?.(10)
  }

  say(words) { this.find("[data-says]").textContent = words }

  get kind() { return this.section.dataset.kind }

  get total() { return secondsOf(this.section, this.form) }

  get answered() {
    return [...this.section.querySelectorAll("input, textarea")].some((field) =>
      ["radio", "checkbox"].includes(field.type) ? field.checked : field.value.trim())
  }

  // What the person does

  listen() {
    const { form } = this
    form.addEventListener("click", (event) => this.clicked(event))
    form.addEventListener("input", () => { this.paint(); this.memory.save(this.run) })
    // Before entries.js sees it: Enter in a field goes to the next card, only the last screen sends.
    window.addEventListener("submit", (event) => {
      if (event.target !== form || this.kind === "done") return
      event.preventDefault()
      event.stopPropagation()
      this.next()
    }, true)
    form.addEventListener("htmx:config:request", ({ detail }) => this.supersede(detail.ctx.request.body))
    form.addEventListener("htmx:after:request", (event) => { if (accepted(event)) this.close() })
    document.addEventListener("visibilitychange", () => this.turned())
  }

  clicked(event) {
    const { target } = event
    if (target.closest("[data-next]")) this.next()
    else if (target.closest("[data-go]")) this.next()
    else if (target.closest("[data-back]")) this.move(-1)
    else if (target.closest("[data-pause]")) this.pause()
    else if (target.closest("[data-stop]")) this.stop()
    else if (tapped(event, '[data-kind="before"]')) setTimeout(() => this.next(), 220) // let the choice be seen
  }

  /** A hidden page: the pacer rests, a walk goes on, and a finished run is sent so that it cannot be lost. */
  turned() {
    if (document.visibilityState === "visible" || this.closed) return
    if (this.kind === "breath" && this.running) this.setRunning(false)
    if (this.kind === "done") this.sendQuietly()
    else this.memory.save(this.run)
  }

  // Sending

  sendStarted() {
    const { startedUrl } = this.form.dataset
    if (!startedUrl) return
    const body = new URLSearchParams({ entry_id: uuid7(), ...stamp() })
    for (const name of ["assignment_id", "slug", "version"]) {
      if (this.form.elements[name]) body.set(name, this.form.elements[name].value)
    }
    fetch(startedUrl, { method: "POST", body, keepalive: true }).catch(() => {}) // the completion says it too
  }

  close() {
    this.closed = true
    this.memory.drop()
  }

  async sendQuietly() {
    if (!navigator.onLine || !this.form.dataset.entry) return // a trial is not recorded
    this.form.dispatchEvent(new CustomEvent("entry:name", { bubbles: true }))
    const id = this.form.elements.entry_id.value
    if (this.run.sent === id) return
    const body = new URLSearchParams([...new FormData(this.form)])
    this.supersede(body)
    this.run.sent = id
    this.memory.save(this.run)
    const answer = await fetch(this.form.getAttribute("hx-post"), { method: "POST", body, keepalive: true }).catch(() => null)
    if (answer?.ok) this.memory.drop()
  }

  /** An answer changed after a quiet sending is a correction of it, not a second run. */
  supersede(body) {
    if (this.run.sent && this.run.sent !== body.get("entry_id")) body.set("supersedes", this.run.sent)
  }
}

for (const form of document.querySelectorAll("form[data-player]")) new Player(form).open()
