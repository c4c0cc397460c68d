"""A coach's sessions around now, by client: what is next, what today holds, whose note is to be written."""

from __future__ import annotations

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import Select, and_, bindparam, or_, select

from app.accounts.models import User
from app.core.db import db
from app.review.queries.meetings import RUNNING
from app.sessions.models import CoachingSession


@dataclass(slots=True)
class Plan:
    """Of one client. `note`: the session whose note is to be written, the nearest in time, as in Meetings;
    `unwritten`: when the last one was of which nobody has said what came of it; `today`: those of the coach's date."""

    next_at: datetime | None = None
    note: uuid.UUID | None = None
    unwritten: datetime | None = None
    today: tuple[datetime, ...] = ()


def diary(coach: User, *, now: datetime, first: datetime, last: datetime) -> dict[uuid.UUID, Plan]:
    """One statement. `first`, `last`: the first instants of the coach's date and of the next."""
    rows = db.session.connection().execute(_around(), {"coach": coach.id, "first": first, "last": last})
    of_client = defaultdict(list)
    for client_id, *session in rows:
        of_client[client_id].append(session)
    return {client_id: _plan(sessions, now, first, last) for client_id, sessions in of_client.items()}


def _plan(sessions: list, now: datetime, first: datetime, last: datetime) -> Plan:
    booked = [(at, name) for name, at, outcome in sessions if outcome is None]
    past = [at for at, _ in booked if at <= now - RUNNING]
    return Plan(
        next_at=booked[len(past)][0] if len(past) < len(booked) else None,
        note=min(booked, key=lambda one: abs(one[0] - now))[1] if booked else None,
        unwritten=past[-1] if past else None,
        today=tuple(at for _, at, _ in sessions if first <= at < last),
    )


@cache
def _around() -> Select:
    # Written at its first use: what kind of column a foreign key is, is known once every table is.
    at, outcome = CoachingSession.starts_at, CoachingSession.outcome
    held_today = and_(outcome.in_(("done", "no_show")), at >= bindparam("first"), at < bindparam("last"))
    rows = select(CoachingSession.client_id, CoachingSession.id, at, outcome)
    rows = rows.where(CoachingSession.coach_id == bindparam("coach"), or_(outcome.is_(None), held_today))
    return rows.order_by(at)
