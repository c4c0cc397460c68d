"""A cold phone: Chromium with an empty cache, what came over the wire and what was painted when."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.find import chromium

# Nothing but this machine has an address.
FLAGS = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
FLAGS += ["--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost"]
FLAGS += ["--no-sandbox"] if os.geteuid() == 0 else []
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}
# Slow 4G as Lighthouse has it: 150 ms, 1.6 Mbit/s.
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 93_750}
SLOWER_CPU = 4
SETTLE_MS = 600

WATCH = """
window.seen = {lcp: 0, cls: 0, fcp: 0, long: []};
const noted = {
  "largest-contentful-paint": (entry) => { seen.lcp = entry.startTime },
  "layout-shift": (entry) => { seen.cls += entry.hadRecentInput ? 0 : entry.value },
  "paint": (entry) => { if (entry.name === "first-contentful-paint") seen.fcp = entry.startTime },
  "longtask": (entry) => { seen.long.push([entry.startTime, entry.duration]) },
};
for (const [type, note] of Object.entries(noted)) {
  new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({type, buffered: true});
}
"""


@dataclass
class Opened:
    """One cold open. `wire`: kind -> bytes with headers; `decoded`: the same unpacked; times in ms."""

    wire: dict[str, int] = field(default_factory=dict)
    decoded: dict[str, int] = field(default_factory=dict)
    requests: int = 0
    lcp: float = 0
    tbt: float = 0
    cls: float = 0

    @property
    def total(self) -> int:
        return sum(self.wire.values())


@contextmanager
def chrome() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield browser
        browser.close()


def opened(browser: Browser, url: str, cookie: str, *, slow: bool = False) -> Opened:
    """Opens `url` in a context of its own with that Cookie header; `slow`: Slow 4G and a quarter of the CPU."""
    context = browser.new_context(**PHONE)
    name, _, value = cookie.partition("=")
    context.add_cookies([{"name": name, "value": value, "url": url}])
    page = context.new_page()
    page.add_init_script(WATCH)
    found = _watch_wire(page, slow=slow)
    answer = page.goto(url, wait_until="load")
    if answer.status != 200 or page.url.rstrip("/") != url.rstrip("/"):
        raise RuntimeError(f"{url} answered {answer.status} at {page.url}")
    page.wait_for_timeout(SETTLE_MS)
    _read_paint(page, found)
    context.close()
    return found


def _watch_wire(page: Page, *, slow: bool) -> Opened:
    found, kinds = Opened(), {}
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    if slow:
        wire.send("Network.emulateNetworkConditions", SLOW)
        wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_CPU})

    def sent(event: dict) -> None:
        if not event["request"]["url"].startswith(("data:", "blob:")):
            kinds[event["requestId"]] = event["type"]

    def unpacked(event: dict) -> None:
        _count(found.decoded, kinds.get(event["requestId"]), event["dataLength"])

    def arrived(event: dict) -> None:
        kind = kinds.get(event["requestId"])
        _count(found.wire, kind, event["encodedDataLength"])
        found.requests += kind is not None

    wire.on("Network.requestWillBeSent", sent)
    wire.on("Network.dataReceived", unpacked)
    wire.on("Network.loadingFinished", arrived)
    return found


def _count(sizes: dict[str, int], kind: str | None, size: float) -> None:
    if kind:
        sizes[kind] = sizes.get(kind, 0) + int(size)


def _read_paint(page: Page, found: Opened) -> None:
    seen = page.evaluate("seen")
    found.lcp, found.cls = seen["lcp"], seen["cls"]
    # Blocking counts from the first paint on, beyond 50 ms of each task.
    found.tbt = sum(max(0, took - 50) for began, took in seen["long"] if began + took > seen["fcp"])


def version() -> str:
    """Of the Chromium that is used, or none."""
    if not (chromium() and shutil.which(chromium())):
        return "Playwright's own"
    with chrome() as browser:
        return browser.version
