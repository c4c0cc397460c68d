"""Fourteen days as two rows of small marks: practice above, check-in below. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

DAYS = 14


@dataclass(frozen=True, slots=True)
class Marks:
    """For each of the last 14 days, oldest first: was there one? None for what the client keeps private."""

    practised: tuple[bool, ...] | None
    checked_in: tuple[bool, ...] | None

    @classmethod
    def of(cls, today: date, *, practised: Iterable[date] | None, checked_in: Iterable[date] | None) -> Marks:
        """From the local dates of both; dates outside the fourteen do not matter."""
        return cls(_row(today, practised), _row(today, checked_in))

    @property
    def words(self) -> str:
        """For whoever cannot see the marks: Last 14 days: practice on 5, check-in on 13"""
        rows = (("practice", self.practised), ("check-in", self.checked_in))
        return f"Last {DAYS} days: " + ", ".join(f"{name} on {sum(row)}" for name, row in rows if row is not None)

    @property
    def private(self) -> str | None:
        """check-ins, practices, both in words, or None."""
        rows = (("check-ins", self.checked_in), ("practices", self.practised))
        return " and ".join(name for name, row in rows if row is None) or None

    @property
    def drawn_rows(self) -> list[tuple[str, list[int], list[int]]]:
        """(name, xs of the days with one, xs of those without) of each row that may be drawn; ten units a day."""
        rows = (("practice", self.practised), ("check_in", self.checked_in))
        return [(name, _xs(row, True), _xs(row, False)) for name, row in rows if row is not None]

    @property
    def drawn(self) -> bool:
        return self.practised is not None or self.checked_in is not None


def _row(today: date, days: Iterable[date] | None) -> tuple[bool, ...] | None:
    if days is None:
        return None
    known = set(days)
    return tuple(today - timedelta(days=back) in known for back in reversed(range(DAYS)))


def _xs(row: tuple[bool, ...], on: bool) -> list[int]:
    return [5 + 10 * place for place, there in enumerate(row) if there is on]
