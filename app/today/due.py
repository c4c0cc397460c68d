"""Which practice is the one thing now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from app.accounts.models import User
from app.practices.models import Assignment, Completion, Skip, practices_due


@dataclass(frozen=True)
class Practices:
    """`due`: to do today, in order; `done`: how many of the assigned ones were done today."""

    due: list[Assignment]
    done: int


def practices_today(person: User, today: date) -> Practices:
    """Three statements: what is assigned, the days it was done this week, what was moved."""
    assignments = Assignment.current(person.id, today)
    days = Completion.days(person.id, today - timedelta(days=7))
    due = practices_due(assignments, days, Skip.recent(person.id, today - timedelta(days=7)), today)
    return Practices(due, sum(today in days.get(one.id, ()) for one in assignments))
