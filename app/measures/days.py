"""One value a day, and where a person's usual level is read from.

The windows are `trends.baseline` and `trends.now` of measures.json.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

WINDOW = 14
MIN_DAYS = 5
EXTEND_TO_DAY = 28


def daily_values(pairs: Iterable[tuple[date, float]]) -> dict[date, float]:
    """(local date, value) of every answer -> the median of each local day. The order of answers does not matter."""
    by_day: dict[date, list[float]] = {}
    for day, value in pairs:
        by_day.setdefault(day, []).append(value)
    return {day: float(median(values)) for day, values in sorted(by_day.items())}


@dataclass(frozen=True)
class Level:
    """The daily values of one window. `value` is their median, None with fewer than 5 days."""

    values: tuple[float, ...]

    @property
    def n(self) -> int:
        return len(self.values)

    @property
    def value(self) -> float | None:
        return float(median(self.values)) if self.n >= MIN_DAYS else None


def baseline(daily: Mapping[date, float], today: date) -> Level:
    """Where the person started. Days after `today` are left out."""
    days = _until(daily, today)
    if not days:
        return Level(())
    return Level(tuple(daily[day] for day in days if day <= _baseline_ends(days)))


def recent(daily: Mapping[date, float], today: date) -> Level:
    """The last 14 local dates, today included, as far as they lie after the baseline's window."""
    days = _until(daily, today)
    if not days:
        return Level(())
    since = max(today - timedelta(days=WINDOW - 1), _baseline_ends(days) + timedelta(days=1))
    return Level(tuple(daily[day] for day in days if day >= since))


def _until(daily: Mapping[date, float], today: date) -> list[date]:
    return sorted(day for day in daily if day <= today)


def _baseline_ends(days: list[date]) -> date:
    # Day 1 is the first check-in, so day 14 is 13 dates later. Whoever checks in seldom gets the time
    # up to the fifth check-in day, at latest day 28; after that the baseline never moves again.
    normal_end = days[0] + timedelta(days=WINDOW - 1)
    latest_end = days[0] + timedelta(days=EXTEND_TO_DAY - 1)
    if len(days) < MIN_DAYS:
        return latest_end
    return min(max(normal_end, days[MIN_DAYS - 1]), latest_end)
