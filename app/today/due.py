"""Which practice is the one thing now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from app.accounts.models import User
from app.practices.models import done_and_skipped, practices_due
from app.today.queries import Given, given


@dataclass(frozen=True)
class Practices:
    """`due`: to do today, in order; `done`: how many of the assigned ones were done today."""

    due: list[Given]
    done: int


def practices_today(person: User, today: date) -> Practices:
    """Two statements: what is assigned, and the days it was done or moved this week."""
    assignments = given(person, today)
    days, skips = done_and_skipped(person.id, today - timedelta(days=7))
    due = practices_due(assignments, days, skips, today)
    return Practices(due, sum(today in days.get(one.id, ()) for one in assignments))
