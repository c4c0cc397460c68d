"""How often a habit is meant to happen, and from when on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from typing import Any, Literal, Self

DAY_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
COUNTS = {1: "once", 2: "twice", 3: "three", 4: "four", 5: "five", 6: "six"}
WORKING_WEEK = frozenset(range(5))


@dataclass(frozen=True)
class Schedule:
    """`days` are 0-6 from Monday, for weekdays only; `n` is 1-6, for n_per_week only.
    Raises ValueError for anything `rules.json` `habits.schedules` does not name."""

    kind: Literal["daily", "weekdays", "n_per_week"]
    days: frozenset[int] = frozenset()
    n: int | None = None
    week_starts: int = 0

    def __post_init__(self) -> None:
        if not self._sound():
            raise ValueError(f"not a schedule: {self}")

    @classmethod
    def from_dict(cls, raw: Mapping[str, Any]) -> Self:
        """From stored JSON, days as names: `{"type": "weekdays", "days": ["mon", "thu"]}`."""
        return cls._known(raw["type"], tuple(raw.get("days") or ()), raw.get("n"), raw.get("week_starts") or "mon")

    @classmethod
    @lru_cache(maxsize=1024)
    def _known(cls, kind: str, days: tuple[str, ...], n: int | None, week_starts: str) -> Self:
        places = frozenset(DAY_NAMES.index(name) for name in days)
        return cls(kind=kind, days=places, n=n, week_starts=DAY_NAMES.index(week_starts))

    def to_dict(self) -> dict[str, Any]:
        raw: dict[str, Any] = {"type": self.kind}
        if self.kind == "weekdays":
            raw["days"] = [DAY_NAMES[day] for day in sorted(self.days)]
        elif self.kind == "n_per_week":
            raw |= {"n": self.n, "week_starts": DAY_NAMES[self.week_starts]}
        return raw

    @cached_property
    def unit(self) -> Literal["days", "weeks"]:
        return "weeks" if self.kind == "n_per_week" else "days"

    @cached_property
    def weekly(self) -> bool:
        return self.kind == "n_per_week"

    @cached_property
    def every_day(self) -> bool:
        """May every day be one of its days?"""
        return self.kind != "weekdays"

    @property
    def due_a_day(self) -> float:
        """The f of the steadiness formula."""
        return {"daily": 7, "weekdays": len(self.days), "n_per_week": self.n or 0}[self.kind] / 7

    def asks(self, day: date) -> bool:
        """Whether the day is scheduled; for N per week every day may be one of the N."""
        return self.every_day or day.weekday() in self.days

    def week_of(self, day: date) -> date:
        """The first day of the client's calendar week."""
        return day - timedelta(days=(day.weekday() - self.week_starts) % 7)

    def words(self) -> str:
        if self.weekly:
            return f"{COUNTS[self.n]} a week"
        if self.kind == "daily" or len(self.days) == 7:
            return "daily"
        if self.days == WORKING_WEEK:
            return "weekdays"
        return ", ".join(DAY_NAMES[day].capitalize() for day in sorted(self.days))

    def _sound(self) -> bool:
        days_fit = bool(self.days) == (self.kind == "weekdays") and self.days <= set(range(7))
        n_fits = self.n in COUNTS if self.kind == "n_per_week" else self.n is None
        known = self.kind in ("daily", "weekdays", "n_per_week")
        return known and days_fit and n_fits and self.week_starts in range(7)


@dataclass(frozen=True)
class Period:
    """A schedule and the first local day it holds; it holds until the next one's."""

    since: date
    schedule: Schedule


def in_force(periods: tuple[Period, ...]) -> tuple[Period, ...]:
    """By date, the later of two for one day alone, and without changes that change nothing."""
    by_day = {period.since: period for period in sorted(periods, key=lambda period: period.since)}
    kept: list[Period] = []
    for period in by_day.values():
        if not kept or kept[-1].schedule != period.schedule:
            kept.append(period)
    return tuple(kept)
