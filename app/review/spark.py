"""The stress of four weeks as a line: numbers for an SVG of 300 by 76. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

DAYS = 28
LEFT, RIGHT = 4, 278
# Stress 4 lies at 21 and 2 at 55; 5 and 1 lie as far beyond them.
TOP, STEP = 89, 17
# Two figures closer than this (in steps of the scale) would be printed over each other.
APART = 1


@dataclass(frozen=True, slots=True)
class Spark:
    """`points`: (x, y) of each check-in day, oldest first; `first`, `last`: values; `start`: the usual level then."""

    points: tuple[tuple[float, float], ...]
    first: float
    last: float
    start: float | None

    @classmethod
    def of(cls, daily: Mapping[date, float], today: date, *, start: float | None) -> Spark | None:
        """From one value a day; None with fewer than two days in the last four weeks."""
        since = today - timedelta(days=DAYS - 1)
        days = sorted(day for day in daily if since <= day <= today)
        if len(days) < 2:
            return None
        points = tuple((round(_x((day - since).days), 1), height(daily[day])) for day in days)
        return cls(points, first=daily[days[0]], last=daily[days[-1]], start=start)

    @property
    def path(self) -> str:
        return "M" + " L".join(f"{x} {y}" for x, y in self.points)

    @property
    def end(self) -> tuple[float, float]:
        return self.points[-1]

    @property
    def then(self) -> float | None:
        """How high the dotted line of the start lies."""
        return None if self.start is None else height(self.start)

    @property
    def figures(self) -> list[tuple[str, float]]:
        """(text, y) at the right: the last value, and the start's if there is room for it."""
        apart = self.start is not None and abs(self.start - self.last) >= APART
        return [(f"{value:g}", height(value) + 4) for value in ([self.last, self.start] if apart else [self.last])]

    @property
    def words(self) -> str:
        line = f"Stress, last four weeks, from {self.first:g} to {self.last:g}"
        return line if self.start is None else f"{line}; dotted line: usual level at the start, {self.start:g}"


def height(value: float) -> float:
    """Where a stress value lies: more stress is higher."""
    return round(TOP - STEP * value, 1)


def _x(day: int) -> float:
    return LEFT + (RIGHT - LEFT) * day / (DAYS - 1)
