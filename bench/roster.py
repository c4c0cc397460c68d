"""Item 8: the coach's page for 3, 30 and 300 clients: statements, and time over the same four reads by the driver."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import Any

from app.core.db import db
from bench.inside import Knock, cpu, wall
from bench.scene import CASELOADS
from bench.serve import Site
from bench.table import Limit, Row, number, ratio
from tests.counting import statements

NAME = "roster"
DATABASES = ("sqlite", "postgresql")
PEERS = "beside it: rows 2x, entities 6x, one by one 33x (without HTML)"

OWN = "SELECT client_id FROM pairing WHERE coach_id = :coach AND ended_at IS NULL"
READS = (
    f"""SELECT p.id, p.name, p.zone, (SELECT e.local_date FROM entry e WHERE e.user_id = p.id
        ORDER BY e.id DESC LIMIT 1) FROM "user" p WHERE p.id IN ({OWN})""",
    f"""SELECT DISTINCT user_id, local_date FROM check_in
        WHERE user_id IN ({OWN}) AND local_date >= :since AND gone_at IS NULL""",
    f"""SELECT DISTINCT user_id, local_date FROM completion WHERE user_id IN ({OWN})
        AND local_date >= :since AND gone_at IS NULL AND outcome <> 'stopped'""",
    """SELECT client_id, min(starts_at) FROM coaching_session
        WHERE coach_id = :coach AND outcome IS NULL AND starts_at > :now GROUP BY client_id""",
)


def run(site: Site, *, rounds: int, quick: bool) -> Row:
    times = 3 if quick else 8
    pages = {size: Knock(site.app, "/clients", site.cookie(token)) for size, token in site.scene.coaches.items()}
    counts = [_statements(site, page) for page in pages.values()]
    with _connection(site) as connection:
        reads = _by_driver(connection, site.scene.coach_ids[CASELOADS[-1]], site.database)
        asks = (reads, *pages.values())
        driver, *ours = zip(*(_round(asks, site.database, times) for _ in range(rounds)), strict=True)
    middle, large = ours[-2:]
    return Row(
        name=NAME,
        database=site.database,
        work="GET /clients with HTML for 3, 30 and 300 clients, in process",
        ours=f"{' / '.join(number(median(one) * 1000) for one in ours)} ms, statements {' / '.join(map(str, counts))}",
        yardstick=f"driver's four reads for 300: {number(median(driver) * 1000)} ms",
        limits=(
            Limit(name="statements", measured=max(counts), goal=9),
            Limit(name="statements that grow", measured=max(counts) - min(counts), goal=0, fail=0),
            Limit(name="300 over the driver", measured=ratio(large, driver), unit="x", goal=4, fail=8),
            Limit(name="300 over 30", measured=ratio(large, middle), unit="x", goal=9),
        ),
        peers=PEERS,
    )


def _round(asks: Iterable[Callable], database: str, times: int) -> list[float]:
    # SQLite works inside this process: its CPU is what a quiet machine would take. PostgreSQL's work is elsewhere.
    clock = cpu if database == "sqlite" else wall
    return [clock(ask, times=times) for ask in asks]


def _statements(site: Site, page: Knock) -> int:
    page()
    with site.app.app_context(), statements() as seen, site.app.app_context():
        # In a context of its own: what one request remembers of its person the next must not.
        page()
    return len(seen)


@contextmanager
def _connection(site: Site) -> Iterator[Any]:
    """The driver's own. No context of the application stays open: the requests would share one, and its person."""
    with site.app.app_context():
        engine = db.engine
    with engine.connect() as connection:
        yield connection.connection.driver_connection


def _by_driver(connection: Any, coach, database: str) -> Callable[[], int]:
    """The four reads without SQLAlchemy; they answer how many rows there were."""
    now = datetime.now(UTC)
    since = now.date() - timedelta(days=14)
    sqlite = database == "sqlite"
    reads = READS if sqlite else [re.sub(r":(\w+)", r"%(\1)s", one) for one in READS]
    said = {"coach": coach.hex, "since": since.isoformat(), "now": now.isoformat(sep=" ")}
    values = said if sqlite else {"coach": coach, "since": since, "now": now}
    return lambda: sum(len(connection.execute(read, values).fetchall()) for read in reads)
