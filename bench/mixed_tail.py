"""Item 3: four pages to one check-in, sixteen connections: how much longer the slowest wait than most."""

from statistics import median

from bench import checkin_write
from bench.load import Result, load
from bench.serve import Site
from bench.table import Limit, Row, number

NAME = "mixed-tail"
DATABASES = ("sqlite", "postgresql")
PEERS = "beside it: floor 2.1x with one thread a worker, 6.7-7.5x with four, 2.1-3.1x with four queued"
CONNECTIONS = 16
OURS = [{"method": "GET", "path": "/today", "weight": 4}, checkin_write.OURS]
FLOOR = [{"method": "GET", "path": "/", "weight": 4}, checkin_write.FLOOR]


def run(site: Site, *, rounds: int, quick: bool) -> Row:
    seconds = 1 if quick else 4
    with site.served() as (url, floor_url):
        loaded = [_round(site, url, floor_url, seconds) for _ in range(rounds + 1)][1:]
    yards, ours = zip(*loaded, strict=True)
    errors = sum(sum(one.errors.values()) for one in ours)
    return Row(
        name=NAME,
        database=site.database,
        work=f"80 % /today, 20 % check-ins; {CONNECTIONS} connections, {len(ours)} x {seconds} s",
        ours=_words(ours),
        yardstick=f"floor {_words(yards)}, {number(_tail(yards))}x",
        limits=(
            Limit(name="p99 over p50", measured=_tail(ours), unit="x", goal=2.5, fail=5),
            Limit(name="errors, 5xx, locked", measured=errors, goal=0, fail=0),
        ),
        peers=PEERS,
    )


def _round(site: Site, url: str, floor_url: str, seconds: float) -> tuple[Result, Result]:
    how = {"connections": CONNECTIONS, "seconds": seconds}
    return load(floor_url, FLOOR, site.floor_cookies, **how), load(url, OURS, site.cookies, **how)


def _tail(results: list[Result]) -> float:
    return median(one.p99 / one.p50 for one in results)


def _words(results: list[Result]) -> str:
    middles = (number(median(getattr(one, name) for one in results)) for name in ("per_second", "p50", "p99"))
    return "{}/s, p50 {} ms, p99 {} ms".format(*middles)
