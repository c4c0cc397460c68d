"""Runs, consistency and steadiness of a habit, from its days and a date. Nothing else is known here.

All of it is derived on reading, so an entry that arrives late heals everything it touches.
"""

from app.streaks.consistency import Consistency
from app.streaks.days import DayState, History, Mark, marks_of
from app.streaks.ledger import LedgerRow, ledger
from app.streaks.rests import rest_hint
from app.streaks.rules import BACKDATE_DAYS, PAUSE_MAX_DAYS
from app.streaks.runs import Run
from app.streaks.schedule import Period, Schedule
from app.streaks.steadiness import Steadiness
from app.streaks.travel import lived_hours, short_days
from app.streaks.weeks import Week, WeekState, this_week

__all__ = [
    "BACKDATE_DAYS",
    "PAUSE_MAX_DAYS",
    "Consistency",
    "DayState",
    "History",
    "LedgerRow",
    "Mark",
    "Period",
    "Run",
    "Schedule",
    "Steadiness",
    "Week",
    "WeekState",
    "ledger",
    "lived_hours",
    "marks_of",
    "rest_hint",
    "short_days",
    "this_week",
]
