"""Practices and habits of one client: what they have now, what they had, and how much of it was done."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager

from app.accounts.models import User
from app.core.db import db
from app.habits.models import Habit
from app.practices.models import Assignment, Completion
from app.review.queries.practised import Tally, practised


@dataclass(frozen=True, slots=True)
class Given:
    """`tally`: of 14 days, None for what ended before them; `days`: on how many it was ever done; `by`: who gave it,
    None for this coach."""

    assignment: Assignment
    tally: Tally | None
    days: int
    by: str | None


@dataclass(frozen=True, slots=True)
class Practices:
    """Newest first. `habits`: with their tally, None for what is offered or was let go."""

    current: list[Given]
    earlier: list[Given]
    habits: list[tuple[Habit, Tally | None]]


def practices(coach: User, client: User, today: date) -> Practices:
    """Twelve statements, for one practice or a hundred. Only for whoever may see them."""
    seen = practised(client, today)
    tallies = {one.id: one for one in [*seen.practices, *seen.habits]}
    days, names = _days(client), _others(coach, client)
    given = [
        Given(one, tallies.get(f"practice-{one.id}"), days.get(one.id, 0), names.get(one.coach_id))
        for one in _assignments(client)
    ]
    return Practices(
        current=[one for one in given if not _over(one.assignment, today)],
        earlier=[one for one in given if _over(one.assignment, today)],
        habits=[(habit, tallies.get(f"habit-{habit.id}")) for habit in Habit.every(client.id)],
    )


def _over(one: Assignment, today: date) -> bool:
    return one.ended_on is not None and one.ended_on <= today


def _assignments(client: User) -> list[Assignment]:
    rows = select(Assignment).join(Assignment.practice).options(contains_eager(Assignment.practice))
    rows = rows.where(Assignment.client_id == client.id)
    return list(db.session.scalars(rows.order_by(Assignment.assigned_at.desc(), Assignment.id.desc())))


def _days(client: User) -> dict[uuid.UUID, int]:
    """Assignment id -> on how many days it was done, in full or tiny."""
    days = func.count(Completion.local_date.distinct())
    rows = Completion.counted(client.id).with_only_columns(Completion.assignment_id, days)
    return dict(db.session.execute(rows.group_by(Completion.assignment_id)).all())


def _others(coach: User, client: User) -> dict[uuid.UUID, str]:
    """Id -> name of other coaches who gave this client something."""
    gave = select(Assignment.coach_id).where(Assignment.client_id == client.id)
    rows = select(User.id, User.name).where(User.id.in_(gave), User.id != coach.id)
    return dict(db.session.execute(rows).all())
