"""Why a number is what it is: the run told day by day, newest first."""

from __future__ import annotations

from dataclasses import dataclass

from app.habits.board import HabitView
from app.streaks import LedgerRow, ledger
from app.streaks.rules import WINDOW_DAYS


@dataclass(frozen=True)
class Why:
    """`rows`: the days or weeks back to the start of the run, four weeks at least, newest first."""

    rows: list[LedgerRow]
    later: frozenset

    @classmethod
    def of(cls, view: HabitView) -> Why:
        since = view.run.since or view.today
        days = max(WINDOW_DAYS, (view.today - since).days + 1)
        rows = ledger(view.history, view.today, days)
        later = frozenset(day for day, row in view.rows.items() if row.added_later and row.state != "none")
        return cls(rows[::-1], later)
