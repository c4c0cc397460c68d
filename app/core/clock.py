"""Time. Moments are UTC instants; days are local dates that begin at 03:00 on the wall clock."""

import zoneinfo
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from flask import current_app

# The system's zone files are wrong today for several zones; the pinned package decides.
zoneinfo.reset_tzpath(to=[])

DAY_STARTS = timedelta(hours=3)


def now() -> datetime:
    """The present instant, UTC. Only the edge (views, jobs, commands) calls it, once."""
    return current_app.extensions["clock"]()


def now_of(app) -> datetime:
    """The same outside a request: for the clock process."""
    return app.extensions["clock"]()


def init_app(app, clock: Callable[[], datetime] | None = None) -> None:
    app.extensions["clock"] = clock or (lambda: datetime.now(UTC))


def local_day(instant: datetime, zone: str) -> date:
    """The local date of an instant: (wall clock reading - 3 h).date, without regard to clock changes (rules.json)."""
    wall = instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    return (wall - DAY_STARTS).date()


def at_wall(day: date, wall: time, zone: str) -> datetime:
    """The instant of a wall time, UTC. Twice: the first; in a gap: moved on by the gap's length (rules.json wall_time)."""
    local = datetime.combine(day, wall, ZoneInfo(zone))
    return local.astimezone(UTC)


def part_of_day(instant: datetime, zone: str) -> str:
    """morning (03-12), afternoon (12-18) or evening, by the wall clock."""
    hour = instant.astimezone(ZoneInfo(zone)).hour
    if 3 <= hour < 12:
        return "morning"
    return "afternoon" if 12 <= hour < 18 else "evening"
