"""Which practice is the one thing now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.accounts.models import User
from app.practices.models import practices_due
from app.today.queries import Given, assigned


@dataclass(frozen=True)
class Practices:
    """`due`: to do today, in order; `done`: how many of the assigned ones were done today."""

    due: list[Given]
    done: int


def practices_today(person: User, today: date) -> Practices:
    """One statement: what is assigned, and the days it was done or moved this week."""
    given, days, skips = assigned(person, today)
    due = practices_due(given, days, skips, today)
    return Practices(due, sum(today in days.get(one.id, ()) for one in given))
