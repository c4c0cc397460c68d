"""When several rest days in a week suggest that a pause would serve better."""

from datetime import date, timedelta

from app.streaks.days import DayState, History
from app.streaks.rules import REST_HINT, REST_HINT_DAYS


def rest_hint(history: History, today: date) -> bool:
    """Whether some seven days around today, rest marked ahead included, hold three. Not while paused."""
    reach = range(1 - REST_HINT_DAYS, REST_HINT_DAYS)
    rests = [history.day(today + timedelta(days=away), today) is DayState.REST for away in reach]
    weeks = (rests[start : start + REST_HINT_DAYS] for start in range(REST_HINT_DAYS))
    return today not in history.paused and any(sum(week) >= REST_HINT for week in weeks)
