"""Consistency: done of due over four weeks, the headline number."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from app.streaks.days import DayState, History, JudgedDay
from app.streaks.rules import WINDOW_DAYS

DUE = (DayState.DONE, DayState.NONE)


@dataclass(frozen=True)
class Consistency:
    """`done` is never more than `due`. The window ends with the last date that counts: today once done."""

    done: int
    due: int

    @classmethod
    def from_history(cls, history: History, today: date) -> Self:
        since = history.last(today) - timedelta(days=WINDOW_DAYS - 1)
        counted = [one for one in history.judged(today, since=since) if one[1] in DUE]
        due = _due(counted)
        return cls(done=min(_done(counted), due), due=due)

    @property
    def ratio(self) -> float | None:
        """0 to 1, or None while nothing was due."""
        return self.done / self.due if self.due else None

    def words(self) -> str:
        return f"{self.done} of your last {self.due}" if self.due else "Nothing due yet"


def _due(counted: Iterable[JudgedDay]) -> int:
    """A scheduled day is one, a day of N per week N sevenths, the sum rounded half up."""
    sevenths = sum(schedule.n if schedule.weekly else 7 for _, _, schedule in counted)
    return (2 * sevenths + 7) // 14


def _done(counted: Iterable[JudgedDay]) -> int:
    """At most N of a calendar week, by the N it ended with."""
    days, done, most = 0, Counter(), {}
    for day, state, schedule in counted:
        if schedule.weekly:
            week = schedule.week_of(day)
            done[week] += state is DayState.DONE
            most[week] = schedule.n
        else:
            days += state is DayState.DONE
    return days + sum(min(count, most[week]) for week, count in done.items())
