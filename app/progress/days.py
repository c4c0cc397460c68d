"""A client's days: what was said and done on each, newest first."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import or_, select

from app.accounts.models import User
from app.checkins.models import CheckIn
from app.core.db import db
from app.practices.models import Completion

DAYS_A_PAGE = 14


@dataclass
class Day:
    """One local date with at least one thing on it."""

    date: date
    check_ins: list[CheckIn] = field(default_factory=list)
    completions: list[Completion] = field(default_factory=list)


def days(person: User, *, last: date) -> list[Day]:
    """The fourteen local dates up to `last`; dates with nothing on them are left out. Two statements."""
    first = last - timedelta(days=DAYS_A_PAGE - 1)
    found: dict[date, Day] = {}
    for check_in in CheckIn.between(person.id, first, last):
        found.setdefault(check_in.local_date, Day(check_in.local_date)).check_ins.append(check_in)
    runs = Completion.standing(person.id).where(Completion.local_date.between(first, last))
    for run in db.session.scalars(runs.order_by(Completion.occurred_at)):
        found.setdefault(run.local_date, Day(run.local_date)).completions.append(run)
    return sorted(found.values(), key=lambda day: day.date, reverse=True)


def anything_before(person: User, day: date) -> bool:
    """Was there a check-in or a practice on an earlier local date?"""
    earlier = [one.standing(person.id).where(one.local_date < day).exists() for one in (CheckIn, Completion)]
    return bool(db.session.scalar(select(or_(*earlier))))
