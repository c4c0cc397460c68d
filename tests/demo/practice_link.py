"""The practice link as `trends.practice_link` of measures.json has it, for the check that Maya's shows."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from itertools import product
from statistics import mean

from app.data import measures

WINDOW, SHORTEST, NEAR = 56, 42, timedelta(days=7)
LOWER, SHARE = 0.5, 0.70


def practice_link(stress: Mapping[date, float], done: Iterable[date], *, assigned: date, today: date) -> float | None:
    """How much lower stress was on days after the practice; None where it would not be shown."""
    since = max(assigned + timedelta(days=1), today - timedelta(days=WINDOW - 1))
    days = {day: value for day, value in stress.items() if since <= day <= today}
    after, without = _apart(_detrended(days), set(done))
    if (today - since).days + 1 < SHORTEST or min(len(after), len(without)) < _least():
        return None
    lower = mean(without) - mean(after)
    pairs = [1.0 if one < other else 0.5 if one == other else 0.0 for one, other in product(after, without)]
    return lower if lower >= LOWER and mean(pairs) >= SHARE else None


def _least() -> int:
    return measures()["trends"]["practice_link"]["min_each"]


def _detrended(days: Mapping[date, float]) -> dict[date, float]:
    """Each value minus the mean of the other check-in days within seven days; one without neighbours is left out."""
    near = {day: [days[other] for other in days if other != day and abs(other - day) <= NEAR] for day in days}
    return {day: value - mean(near[day]) for day, value in days.items() if near[day]}


def _apart(values: Mapping[date, float], done: set[date]) -> tuple[list[float], list[float]]:
    after = [value for day, value in values.items() if day - timedelta(days=1) in done]
    return after, [value for day, value in values.items() if day - timedelta(days=1) not in done]
