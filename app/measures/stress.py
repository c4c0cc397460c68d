"""Days with reduced stress: how many of this week's check-in days were lighter than the usual ones."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from app.measures.days import baseline

CALM = 2
STEP = 1
MIN_CHECK_IN_DAYS = 3


@dataclass(frozen=True)
class ReducedDays:
    """`k` of `n` check-in days this week. `calm`: the usual level is 2 or lower, so calm days were counted."""

    k: int
    n: int
    calm: bool

    @property
    def text(self) -> str:
        return f"{self.k} of your {self.n} check-in days"


def reduced_stress_days(daily: Mapping[date, float], today: date, *, week_starts: int = 0) -> ReducedDays | None:
    """None without a baseline or with fewer than three check-in days in the calendar week of `today`.

    `week_starts` is the weekday the client's week begins on, Monday 0 to Sunday 6.
    """
    usual = baseline(daily, today).value
    first_day = today - timedelta(days=(today.weekday() - week_starts) % 7)
    week = [value for day, value in daily.items() if first_day <= day <= today]
    if usual is None or len(week) < MIN_CHECK_IN_DAYS:
        return None
    calm = usual <= CALM
    limit = CALM if calm else usual - STEP
    return ReducedDays(k=sum(value <= limit for value in week), n=len(week), calm=calm)
