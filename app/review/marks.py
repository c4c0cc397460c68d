"""Fourteen days as two rows of small marks: practice above, check-in below. Pure."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

DAYS = 14
ALL = (1 << DAYS) - 1
TOP, BOTTOM = 5, 17


class Marks(NamedTuple):
    """The last 14 days as bits, the oldest first: was there one? None for what the client keeps private."""

    practised: int | None
    checked_in: int | None

    @property
    def words(self) -> str:
        """For whoever cannot see the marks: Last 14 days: practice on 5, check-in on 13"""
        rows = (("practice", self.practised), ("check-in", self.checked_in))
        said = [f"{name} on {days.bit_count()}" for name, days in rows if days is not None]
        return f"Last {DAYS} days: {', '.join(said)}"

    @property
    def private(self) -> str | None:
        """check-ins, practices, both in words, or None."""
        if self.checked_in is None:
            return "check-ins and practices" if self.practised is None else "check-ins"
        return "practices" if self.practised is None else None

    @property
    def drawn(self) -> bool:
        return self.practised is not None or self.checked_in is not None

    # Each kind of mark is one path: a line, a point, a faint point. Ten units a day.

    @property
    def lines(self) -> str:
        return _path(self.practised or 0, f"{TOP - 3.5}v7")

    @property
    def points(self) -> str:
        return _path(self.checked_in or 0, f"{BOTTOM}h0")

    @property
    def nothing(self) -> str:
        return _nothing(self.practised, TOP) + _nothing(self.checked_in, BOTTOM)


def _nothing(days: int | None, y: int) -> str:
    return "" if days is None else _path(ALL & ~days, f"{y}h0")


@lru_cache(maxsize=4096)
def _path(days: int, mark: str) -> str:
    return "".join(f"M{5 + 10 * place} {mark}" for place in range(DAYS) if days >> place & 1)
