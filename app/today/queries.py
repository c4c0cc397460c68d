"""What Today reads of practices, check-ins and sessions: plain rows, a statement each, written once."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, bindparam, func, or_, select

from app.accounts.models import User
from app.checkins.models import CheckIn
from app.core.reads import rows
from app.practices.models import Assignment, PracticeVersion
from app.sessions.models import AgendaNote, CoachingSession, Summary

STILL_RUNNING = timedelta(hours=2)


class Given(NamedTuple):
    """What of an Assignment says whether it is due, and what stands on its card."""

    id: uuid.UUID
    rhythm: dict[str, Any]
    cue: str | None
    smaller_since: datetime | None
    once_until: date | None
    title: str
    minutes: int
    tiny_seconds: int

    schedule, once, smaller = Assignment.schedule, Assignment.once, Assignment.smaller


def given(person: User, today: date) -> list[Given]:
    """What this client has now, oldest first."""
    return [Given._make(row) for row in rows(_given(), client=person.id, today=today)]


class LastCheckIn(NamedTuple):
    """What of a CheckIn stands on the card."""

    id: uuid.UUID
    local_date: date
    mood: int
    stress: int | None
    occurred_at: datetime
    tz: str


def last_check_in(person: User) -> LastCheckIn | None:
    """The newest standing one, of any day."""
    return next((LastCheckIn._make(row) for row in rows(_last_check_in(), person=person.id)), None)


@dataclass(frozen=True)
class Ahead:
    """`notes`: how many lines the client has put on the agenda of the session that `starts_at`.
    `summary`: of which session the newest unopened summary is, held at `held_at`."""

    starts_at: datetime | None = None
    notes: int = 0
    summary: uuid.UUID | None = None
    held_at: datetime | None = None


def ahead(person: User, *, now: datetime) -> Ahead:
    """The next booked session with its number of agenda lines, and the newest published summary until it is opened."""
    found = rows(_ahead(), client=person.id, since=now - STILL_RUNNING)
    upcoming = next(((starts_at, notes) for _, starts_at, notes, booked, _ in found if booked), (None, 0))
    ready = next(((id_, held_at) for id_, held_at, _, _, ready in reversed(found) if ready), (None, None))
    return Ahead(*upcoming, *ready)


# Statements are written at their first use: what kind of column a foreign key is, is known once every table is.


@cache
def _given() -> Select:
    table, body, today = Assignment, PracticeVersion.body, bindparam("today")
    return (
        select(table.id, table.rhythm, table.cue, table.smaller_since, table.once_until)
        .add_columns(body["title"].as_string(), body["minutes"].as_integer(), body["tiny", "seconds"].as_integer())
        .join(table.practice)
        .where(table.client_id == bindparam("client"), table.assigned_on <= today)
        .where(table.ended_on.is_(None) | (table.ended_on > today))
        .order_by(table.assigned_at, table.id)
    )


@cache
def _last_check_in() -> Select:
    table = CheckIn
    columns = [getattr(table, name) for name in LastCheckIn._fields]
    newest_first = (table.local_date.desc(), table.occurred_at.desc())
    return table.standing(bindparam("person")).with_only_columns(*columns).order_by(*newest_first).limit(1)


@cache
def _ahead() -> Select:
    table = CoachingSession
    notes = select(func.count(AgendaNote.id)).where(AgendaNote.session_id == table.id, AgendaNote.gone_at.is_(None))
    booked = and_(table.outcome.is_(None), table.starts_at > bindparam("since"))
    ready = and_(Summary.published_at.is_not(None), Summary.opened_at.is_(None))
    return (
        select(table.id, table.starts_at, notes.scalar_subquery(), booked, ready)
        .outerjoin(Summary, Summary.session_id == table.id)
        .where(table.client_id == bindparam("client"), or_(booked, ready))
        .order_by(table.starts_at)
    )
