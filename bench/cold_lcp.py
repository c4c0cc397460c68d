"""Item 5: when the Today page stands on a slow phone, over the floor's page in the same run."""

from statistics import median

from bench.browser import Opened, chrome, opened
from bench.serve import Site
from bench.table import Limit, Row, number, ratio

NAME = "cold-lcp"
DATABASES = ("sqlite", "postgresql")
PEERS = "beside it: floor 1 (0.62-0.70 s when quiet); healthchecks 1.6, beaverhabits 5, HabitTrove 7.5"


def run(site: Site, *, rounds: int, quick: bool) -> Row:
    with site.served() as (url, floor_url), chrome() as browser:
        pages = ((floor_url, site.floor_cookies[0]), (f"{url}/today", site.cookie(site.scene.person)))
        loads = [[opened(browser, *page, slow=True) for page in pages] for _ in range(rounds + 1)][1:]
    yards, ours = zip(*loads, strict=True)
    return Row(
        name=NAME,
        database=site.database,
        work=f"/today, empty cache, Slow 4G (150 ms, 1.6 Mbit/s), CPU x4; {len(ours)} rounds",
        ours=_words(ours),
        yardstick=f"floor {_words(yards)}",
        limits=(
            Limit(name="LCP over the floor's", measured=_over(ours, yards), unit="x", goal=1.3, fail=2),
            Limit(name="blocking time", measured=median(one.tbt for one in ours), unit=" ms", goal=20),
            Limit(name="layout shift", measured=max(one.cls for one in ours), goal=0),
        ),
        peers=PEERS,
    )


def _over(ours: list[Opened], yards: list[Opened]) -> float:
    return ratio([one.lcp for one in ours], [one.lcp for one in yards])


def _words(loads: list[Opened]) -> str:
    return f"LCP {number(median(one.lcp for one in loads))} ms, TBT {number(median(one.tbt for one in loads))} ms"
