// The cup of tea: tea rises with the in-breath and sinks with the out-breath; each bead on the saucer is a breath.
// Under reduced motion the cup stands still, a bar fills and empties, and the words carry the pace.
const FULL = 1
const NEARLY = 0.88 // an in-breath that has a small sip to come
const LOW = 0.42
const SVG = "http://www.w3.org/2000/svg"
const calm = window.matchMedia("(prefers-reduced-motion: reduce)")

export class Pacer {
  constructor(section, { onPhase }) {
    this.phases = withLevels(JSON.parse(section.dataset.phases))
    this.cycleSeconds = Number(section.dataset.cycleSeconds)
    this.tea = section.querySelector(".pacer__tea")
    this.number = section.querySelector(".pacer__num")
    this.bar = section.querySelector(".pacer__bar")
    this.ring = section.querySelector("[data-beads]")
    this.onPhase = onPhase
    this.phase = null
  }

  /** Lays one bead per breath round the saucer. */
  set cycles(count) {
    this.ring.replaceChildren(...Array.from({ length: count }, (_, i) => bead((i / count) * 2 * Math.PI)))
  }

  /** Shows the moment after so many seconds; returns the number of whole breaths done. */
  show(elapsed) {
    const cycle = Math.floor(elapsed / this.cycleSeconds)
    const { phase, into } = this.phaseAt(elapsed % this.cycleSeconds)
    if (phase !== this.phase) this.begin(phase, into)
    this.number.textContent = Math.max(1, Math.ceil(phase.seconds - into))
    this.bar.value = phase.from + (phase.to - phase.from) * (into / phase.seconds)
    for (const [i, each] of [...this.ring.children].entries()) each.classList.toggle("pacer__bead--done", i < cycle)
    return cycle
  }

  rest() { this.motion?.pause() }

  carryOn() { this.motion?.play() }

  reset() {
    this.motion?.cancel()
    this.motion = this.phase = null
  }

  begin(phase, into) {
    this.phase = phase
    this.onPhase(phase.cue)
    this.motion?.cancel()
    this.motion = calm.matches ? null : this.tea.animate(
      [{ transform: `scale(${phase.from})` }, { transform: `scale(${phase.to})` }],
      { duration: phase.seconds * 1000, easing: "cubic-bezier(.4,0,.2,1)", fill: "forwards" },
    )
    if (this.motion) this.motion.currentTime = into * 1000
  }

  phaseAt(seconds) {
    let into = seconds
    for (const phase of this.phases) {
      if (into < phase.seconds) return { phase, into }
      into -= phase.seconds
    }
    return { phase: this.phases.at(-1), into: this.phases.at(-1).seconds }
  }
}

/** Each phase with the level of tea it starts and ends at. */
function withLevels(phases) {
  let level = LOW
  return phases.map((phase, i) => {
    const from = level
    if (phase.name === "inhale") level = phases[i + 1]?.name === "top_up" ? NEARLY : FULL
    if (phase.name === "top_up") level = FULL
    if (phase.name === "exhale") level = LOW
    return { ...phase, from, to: level }
  })
}

function bead(turn) {
  const circle = document.createElementNS(SVG, "circle")
  circle.setAttribute("class", "pacer__bead")
  circle.setAttribute("cx", (172 + 160 * Math.sin(turn)).toFixed(1))
  circle.setAttribute("cy", (172 - 160 * Math.cos(turn)).toFixed(1))
  circle.setAttribute("r", "4.5")
  return circle
}
