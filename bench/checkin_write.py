"""Item 2: check-ins a second through the server, over the floor's write."""

from statistics import median

from bench.load import Result, load
from bench.serve import Site
from bench.table import Limit, Row, number, ratio

NAME = "checkin-write"
DATABASES = ("sqlite", "postgresql")
PEERS = "beside it: floor 1; HabitTrove 0.20-0.29, healthchecks 0.13-0.20"
CONNECTIONS = 8
SAID = "entry_id={id}&occurred_at={now}&tz=Europe/London&local_date=&mood=4&stress=2"
OURS = {"method": "POST", "path": "/f/check-ins", "weight": 1, "body": SAID}
FLOOR = {"method": "POST", "path": "/moods", "weight": 1, "body": "mood=4&stress=2"}


def run(site: Site, *, rounds: int, quick: bool) -> Row:
    seconds = 1 if quick else 4
    with site.served() as (url, floor_url):
        written = [_round(site, url, floor_url, seconds) for _ in range(rounds + 1)][1:]
    yards, ours = zip(*written, strict=True)
    errors = sum(sum(one.errors.values()) for one in ours)
    over = ratio([one.per_second for one in ours], [one.per_second for one in yards])
    return Row(
        name=NAME,
        database=site.database,
        work=f"POST /f/check-ins, durable commit, fragment; {CONNECTIONS} connections, {len(ours)} x {seconds} s",
        ours=_words(ours),
        yardstick=f"floor's write {_words(yards)}",
        limits=(
            Limit(name="of the floor's", measured=over, goal=0.7, fail=0.4, at_least=True),
            Limit(name="errors", measured=errors, goal=0, fail=0),
        ),
        peers=PEERS,
    )


def _round(site: Site, url: str, floor_url: str, seconds: float) -> tuple[Result, Result]:
    """The first one warms up."""
    how = {"connections": CONNECTIONS, "seconds": seconds}
    return load(floor_url, [FLOOR], site.floor_cookies, **how), load(url, [OURS], site.cookies, **how)


def _words(results: list[Result]) -> str:
    return (
        f"{number(median(one.per_second for one in results))}/s, p99 {number(median(one.p99 for one in results))} ms"
    )
