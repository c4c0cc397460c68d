"""Steadiness: how settled a habit is, fading slowly instead of falling to nothing."""

from collections import deque
from dataclasses import dataclass
from datetime import date
from math import sqrt
from typing import Self

from app.streaks.days import DayState, History
from app.streaks.rules import BANDS, HALF_LIFE, STEADY_DAYS
from app.streaks.schedule import Schedule


@dataclass(frozen=True)
class Steadiness:
    """0 to 100. The formula is the exponential smoothing published by Loop Habit Tracker
    (`rules.json` `habits.steadiness`)."""

    value: int

    @classmethod
    def from_history(cls, history: History, today: date) -> Self:
        level = 0.0
        recent: deque[bool] = deque(maxlen=STEADY_DAYS)
        for day, state, schedule in history.judged(today):
            if not _frozen(history, day, state):
                recent.append(state is DayState.DONE)
                level = _moved(level, state, schedule, recent)
        return cls(int(level * 100 + 0.5))

    @property
    def band(self) -> str:
        return next(word for low, high, word in BANDS if low <= self.value <= high)


def _frozen(history: History, day: date, state: DayState) -> bool:
    return state in (DayState.REST, DayState.OPEN) or day in history.paused or day in history.short_days


def _moved(level: float, state: DayState, schedule: Schedule, recent: deque[bool]) -> float:
    if state in (DayState.OFF, DayState.BONUS):
        return level
    due = schedule.due_a_day
    if schedule.weekly:
        aim, memory = (
            min(1, sum(recent) / (2 * schedule.n)),
            0.5 ** (sqrt(due) / HALF_LIFE),
        )
    else:
        # Only scheduled days come here: fewer of them a week, so each one weighs more. Daily has due 1.
        aim, memory = (
            float(state is DayState.DONE),
            0.5 ** (1 / (HALF_LIFE * sqrt(due))),
        )
    return level * memory + aim * (1 - memory)
