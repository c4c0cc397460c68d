"""Looks at the page that is open and says in sentences what is wrong with it."""

from functools import cache
from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
PHONE, NARROW, DESK = (390, 844), (320, 640), (1280, 800)

# What sticks out furthest, so that the sentence says where to look.
WIDTH = """() => {
  const { scrollWidth, clientWidth } = document.documentElement
  if (scrollWidth <= clientWidth) return null
  const [widest] = [...document.querySelectorAll("body *")]
    .sort((a, b) => b.getBoundingClientRect().right - a.getBoundingClientRect().right)
  return `${scrollWidth} > ${clientWidth}, at <${widest.localName} class="${widest.getAttribute("class")}">`
}"""
ASK_AXE = """async (rules) => {
  const only = rules && { runOnly: { type: "rule", values: rules } }
  const { violations } = await axe.run(document, { resultTypes: ["violations"], ...only })
  return violations.map(({ id, impact, nodes }) => ({ id, impact, where: nodes.map((it) => it.html).slice(0, 3) }))
}"""
# Colours fade into each other, an inherited one level by level.
SETTLE = """async () => {
  const fading = () => document.getAnimations().filter((it) => it instanceof CSSTransition)
  do {
    await new Promise(requestAnimationFrame)
    await Promise.allSettled(fading().map((it) => it.finished))
  } while (fading().length)
}"""
UNFOLD = "for (const each of document.querySelectorAll('main details')) each.open = true"


def faults(page: Page, *, desk: bool = False) -> list[str]:
    """Everything wrong with this page, folded open: complaints, foreign requests, sideways scroll, axe, twice."""
    page.evaluate(UNFOLD)
    found = axe(page) + sideways(page, desk=desk) + dark(page)
    return found + [f"console: {each}" for each in page.faults] + [f"foreign: {each}" for each in page.foreign]


def axe(page: Page, *rules: str) -> list[str]:
    """What axe finds serious or moderate, or worse; of these rules only, if any are named."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe())
    found = [each for each in page.evaluate(ASK_AXE, list(rules) or None) if each["impact"] != "minor"]
    return [f"axe: {each['id']} ({each['impact']}): {each['where']}" for each in found]


def dark(page: Page) -> list[str]:
    """The same page in the dark: only colours differ there."""
    page.emulate_media(color_scheme="dark")
    page.evaluate(SETTLE)
    found = axe(page, "color-contrast")
    page.emulate_media(color_scheme="light")
    return [f"dark {each}" for each in found]


def sideways(page: Page, *, desk: bool = False) -> list[str]:
    """Widths at which the page is wider than the screen."""
    sizes = [(*PHONE, 100), (*NARROW, 100), (*PHONE, 200)] + ([(*DESK, 100)] if desk else [])
    found = [
        f"sideways at {w} px, {text} % text: {each}" for w, h, text in sizes if (each := _width(page, w, h, text))
    ]
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    return found


def _width(page: Page, width: int, height: int, text: int) -> str | None:
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate("text => { document.documentElement.dataset.text = text }", f"{text}")
    found = page.evaluate(WIDTH)
    page.evaluate("delete document.documentElement.dataset.text")
    return found


@cache
def _axe() -> str:
    return AXE.read_text()
