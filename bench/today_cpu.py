"""Item 1: the CPU of the Today page, in process, over a bare Flask hello."""

from statistics import median

from app.core.memory import settle
from bench.inside import Knock, cpu
from bench.serve import Site
from bench.table import Limit, Row, number, ratio

NAME = "today-cpu"
DATABASES = ("sqlite", "postgresql")
# The floor page, written with the ORM, costs 17 hellos on SQLite and 28 on PostgreSQL, where each statement is a way
# there and back: the limits of the one scaled by that are those of the other.
LIMITS = {"sqlite": (14, 25), "postgresql": (23, 41)}
PEERS = "beside it: plain driver 5.3x, ORM floor 17x (PostgreSQL 28x); healthchecks about 8 ORM floors"


def run(site: Site, *, rounds: int, quick: bool) -> Row:
    times = 20 if quick else 60
    hello, yard = Knock(site.hello, "/"), Knock(site.floor, "/", site.floor_cookies[0])
    today = Knock(site.app, "/today", site.cookie(site.scene.person))
    for ask in (hello, yard, today):
        cpu(ask, times=10)
    settle()  # as app.wsgi does before it serves
    taken = [(cpu(hello, times=5 * times), cpu(yard, times=times), cpu(today, times=times)) for _ in range(rounds)]
    hellos, yards, ours = zip(*taken, strict=True)
    goal, fail = LIMITS[site.database]
    return Row(
        name=NAME,
        database=site.database,
        work="GET /today of a person with 365 days, CPU of the process a page",
        ours=f"{number(median(ours) * 1000)} ms",
        yardstick=f"hello {number(median(hellos) * 1000)} ms (floor page {number(ratio(yards, hellos))}x)",
        limits=(Limit(name="over hello", measured=ratio(ours, hellos), unit="x", goal=goal, fail=fail),),
        peers=PEERS,
    )
