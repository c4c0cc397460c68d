"""Calendar weeks of a habit meant N times a week."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from itertools import groupby

from app.streaks.days import DayState, History, JudgedDay


class WeekState(Enum):
    REACHED = "reached"
    SHORT = "short"
    NEUTRAL = "neutral"
    OPEN = "open"


@dataclass(frozen=True)
class Week:
    """`first` is its calendar start, which may lie before the habit's. `dates` are those of the habit,
    `resting` those of them marked rest or off; `cut` by a pause or a change of its number."""

    first: date
    n: int
    done: int = 0
    dates: int = 0
    resting: int = 0
    cut: bool = False
    running: bool = False

    @property
    def last(self) -> date:
        return self.first + timedelta(days=6)

    @property
    def state(self) -> WeekState:
        if self.done >= self.n:
            return WeekState.REACHED
        if self.running:
            return WeekState.OPEN
        if self.cut or self.dates < 7 or 7 - self.resting < self.n:
            return WeekState.NEUTRAL
        return WeekState.SHORT


def weeks_of(history: History, days: Iterable[JudgedDay], today: date) -> list[Week]:
    """The weeks of a row of judged days that are all N per week. A week in which N changed is judged
    once, by the new N (`rules.json` `schedule_change`)."""
    by_week = groupby(days, key=lambda one: (one[2].week_starts, one[2].week_of(one[0])))
    weeks = (_week(history, first, list(of_week)) for (_, first), of_week in by_week)
    return [_running(week, history, today) for week in weeks]


def this_week(history: History, today: date) -> Week | None:
    """The running week so far ("2 of 3 this week"); None when today is not N per week."""
    schedule = history.schedule_on(today)
    if not schedule or not schedule.weekly:
        return None
    first = schedule.week_of(today)
    days = [one for one in history.judged(today, since=first) if one[0] <= today and one[2].weekly]
    weeks = weeks_of(history, days, today)
    return weeks[-1] if weeks and weeks[-1].first == first else Week(first, schedule.n, running=True)


def _week(history: History, first: date, days: list[JudgedDay]) -> Week:
    dates = [day for day, _, _ in days]
    paused = [day for day in dates if day in history.paused]
    resting = [day for day in dates if history.rested(day) or day in history.short_days]
    return Week(
        first,
        n=days[-1][2].n,
        done=sum(state is DayState.DONE for _, state, _ in days),
        dates=len(dates),
        resting=len(resting),
        cut=bool(paused) or len({schedule.n for _, _, schedule in days}) > 1,
    )


def _running(week: Week, history: History, today: date) -> Week:
    """Still open by the calendar and by a schedule that holds today; its N is then the one of today."""
    schedule = history.schedule_on(today)
    if schedule and schedule.weekly and week.last >= today and week.first >= schedule.week_of(today):
        return replace(week, n=schedule.n, running=True)
    return week
