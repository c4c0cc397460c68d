"""The run: how long a habit has been kept, with small gaps let go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Literal, Self

from app.streaks import stretches
from app.streaks.days import DayState, History, JudgedDay
from app.streaks.rules import FORGIVE_DAYS, FORGIVE_WEEKS, SHOWN_FROM
from app.streaks.stretches import Counted, Stretch
from app.streaks.weeks import WeekState, weeks_of

Unit = Literal["days", "weeks"]
WINDOW: dict[Unit, int] = {"days": FORGIVE_DAYS, "weeks": FORGIVE_WEEKS}


@dataclass(frozen=True)
class Run:
    """`current` and `best` are in `unit`, that of the schedule in force; the best of the other unit is kept.
    `forgiven` are the days (of weeks the first day) let go in the current stretch, which began `since`."""

    unit: Unit
    current: int
    best_days: int
    best_weeks: int
    since: date | None
    forgiven: tuple[date, ...]

    @classmethod
    def from_history(cls, history: History, today: date) -> Self:
        rows = counted_rows(history, today)
        unit, stretch = current_stretch(history, today, rows)
        return cls._of(unit, stretch, best_days=_best(rows, "days"), best_weeks=_best(rows, "weeks"))

    @classmethod
    def lately(cls, history: History, today: date, *, since: date) -> Self | None:
        """The same from the dates from `since` on alone, its best being what it is now.
        None where the current run may reach further back."""
        rows = counted_rows(history, today, since=since)
        inside = (
            since <= history.since or len(rows) > 1 or any(stretches.broken(row, WINDOW[unit]) for unit, row in rows)
        )
        if not inside:
            return None
        # Only where nothing was judged the schedule of the first date decides.
        unit, stretch = current_stretch(history if rows else history.begun(since), today, rows)
        bests = {"best_days": 0, "best_weeks": 0, f"best_{unit}": stretch.length}
        return cls._of(unit, stretch, **bests)

    @classmethod
    def _of(cls, unit: Unit, stretch: Stretch, **bests: int) -> Self:
        return cls(unit, stretch.length, since=stretch.since, forgiven=stretch.forgiven, **bests)

    @property
    def best(self) -> int:
        return self.best_days if self.unit == "days" else self.best_weeks

    @property
    def shown(self) -> bool:
        """A run is shown from three; below that the consistency says more."""
        return self.current >= SHOWN_FROM


Rows = list[tuple[Unit, list[Counted]]]


def counted_rows(history: History, today: date, *, since: date | None = None) -> Rows:
    """What counts, oldest first, in one row for each time between changes from days to weeks and back:
    such a change starts a new run."""
    judged = history.judged(today, since=since)
    units = {period.schedule.unit for period in history.in_force}
    # Few ever change between days and weeks: then nothing needs to be parted.
    rows = groupby(judged, key=lambda one: one[2].unit) if len(units) > 1 else [(*units, judged)] if judged else []
    return [(unit, _counted(history, unit, list(days), today)) for unit, days in rows]


def current_stretch(history: History, today: date, rows: Rows) -> tuple[Unit, Stretch]:
    """A change of unit that holds today starts anew, though nothing may have been counted under it yet."""
    now = history.schedule_on(today)
    unit: Unit = now.unit if now else (rows[-1][0] if rows else history.in_force[0].schedule.unit)
    row = rows[-1][1] if rows and rows[-1][0] == unit else []
    return unit, stretches.current(row, WINDOW[unit])


def _counted(history: History, unit: Unit, days: list[JudgedDay], today: date) -> list[Counted]:
    if unit == "weeks":
        weeks = [(week.first, week.state) for week in weeks_of(history, days, today)]
        judged = (WeekState.REACHED, WeekState.SHORT)
        return [Counted(first, state is WeekState.REACHED) for first, state in weeks if state in judged]
    done, none = DayState.DONE, DayState.NONE
    return [Counted(day, state is done) for day, state, _ in days if state is done or state is none]


def _best(rows: Rows, unit: Unit) -> int:
    return max(
        (stretches.best(row, WINDOW[unit]) for kind, row in rows if kind == unit),
        default=0,
    )
