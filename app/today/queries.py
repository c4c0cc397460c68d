"""What Today reads of practices, check-ins and sessions: plain rows in two statements, written once."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import (
    Boolean,
    CompoundSelect,
    Date,
    Select,
    String,
    and_,
    bindparam,
    func,
    literal_column,
    null,
    or_,
    select,
    type_coerce,
    union_all,
)

from app.accounts.models import User
from app.checkins.models import CheckIn
from app.core.reads import rows
from app.practices.models import Assignment, Completion, PracticeVersion, Skip, SkippedDay
from app.sessions.models import AgendaNote, CoachingSession, Summary

STILL_RUNNING = timedelta(hours=2)
A_WEEK = timedelta(days=7)


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


class Assigned(NamedTuple):
    """`given`: what a client has now, oldest first. Of the last week `days`, assignment id -> local dates on which
    it was done (two runs on one date are one), and `skips`."""

    given: list[Given]
    days: dict[uuid.UUID, set[date]]
    skips: list[SkippedDay]


def assigned(person: User, today: date) -> Assigned:
    """What this client has to do, and what they did of it: one statement."""
    given, days, skips = [], {}, []
    for kind, id_, day, instead, assigned_at, *more in rows(
        _assigned(), client=person.id, today=today, since=today - A_WEEK
    ):
        if kind == "given":
            given.append((assigned_at, Given(id_, *more)))
        elif kind == "done":
            days.setdefault(id_, set()).add(day)
        else:
            skips.append(SkippedDay(id_, day, instead))
    # By moment, then by id. Put in order here: two or three are, while the database would order all the rows.
    return Assigned([one for _, one in sorted(given)], days, skips)


class LastCheckIn(NamedTuple):
    """What of a CheckIn stands on the card."""

    id: uuid.UUID
    local_date: date
    mood: int
    stress: int | None
    occurred_at: datetime
    tz: str


@dataclass(frozen=True)
class Ahead:
    """`notes`: how many lines the client has put on the agenda of the session that `starts_at`.
    `summary`: of which session the newest unopened summary is, held at `held_at`."""

    starts_at: datetime | None = None
    notes: int = 0
    summary: uuid.UUID | None = None
    held_at: datetime | None = None


def said_and_ahead(person: User, *, now: datetime) -> tuple[LastCheckIn | None, Ahead]:
    """The newest standing check-in, of any day, and what is ahead: one statement."""
    found = rows(_said_and_ahead(), client=person.id, since=now - STILL_RUNNING)
    said = next((LastCheckIn._make(row[:6]) for row in found if row[1]), None)
    return said, _ahead_of(sorted((row[4], row[0], *row[6:]) for row in found if not row[1]))


def _ahead_of(sessions: list[tuple]) -> Ahead:
    """The next booked session with its number of agenda lines, and the newest published summary until it is opened."""
    upcoming = next(((starts_at, notes) for starts_at, _, notes, booked, _ in sessions if booked), (None, 0))
    ready = next(((id_, held_at) for held_at, id_, _, _, ready in reversed(sessions) if ready), (None, None))
    return Ahead(*upcoming, *ready)


# Statements are written at their first use: what kind of column a foreign key is, is known once every table is.


@cache
def _assigned() -> CompoundSelect:
    """Assignments, then the days of what was done and of what was skipped: (kind, assignment, day, instead) of each,
    and of assignments what Given takes."""
    client, since = bindparam("client"), bindparam("since")
    done = Completion.counted(client).where(Completion.local_date >= since, Completion.assignment_id.is_not(None))
    skipped = Skip.standing(client).where(Skip.local_date >= since)
    rest = [null()] * 8
    return union_all(
        _given(client),
        done.with_only_columns(_kind("done"), Completion.assignment_id, Completion.local_date, null(), *rest),
        skipped.with_only_columns(_kind("skipped"), Skip.assignment_id, Skip.local_date, Skip.instead, *rest),
    )


def _given(client) -> Select:
    table, body, today = Assignment, PracticeVersion.body, bindparam("today")
    return (
        select(_kind("given"), table.id, type_coerce(null(), Date), type_coerce(null(), String))
        .add_columns(table.assigned_at, table.rhythm, table.cue, table.smaller_since, table.once_until)
        .add_columns(body["title"].as_string(), body["minutes"].as_integer(), body["tiny", "seconds"].as_integer())
        .join(table.practice)
        .where(table.client_id == client, table.assigned_on <= today)
        .where(table.ended_on.is_(None) | (table.ended_on > today))
    )


def _kind(name: str):
    return literal_column(f"'{name}'", String)


@cache
def _said_and_ahead() -> CompoundSelect:
    """The check-in, with what LastCheckIn takes; then sessions, told apart by having no local date: (id, starts_at,
    agenda lines, booked?, summary ready?)."""
    table, client = CoachingSession, bindparam("client")
    notes = select(func.count(AgendaNote.id)).where(AgendaNote.session_id == table.id, AgendaNote.gone_at.is_(None))
    booked = and_(table.outcome.is_(None), table.starts_at > bindparam("since"))
    ready = and_(Summary.published_at.is_not(None), Summary.opened_at.is_(None))
    said = _last_check_in(client).subquery()
    sessions = (
        select(table.id, *[null()] * 3, table.starts_at, null(), notes.scalar_subquery(), booked, ready)
        .outerjoin(Summary, Summary.session_id == table.id)
        .where(table.client_id == client, or_(booked, ready))
    )
    neither = type_coerce(null(), Boolean)
    return union_all(select(*said.c, null(), neither, neither), sessions)


def _last_check_in(client) -> Select:
    table = CheckIn
    columns = [getattr(table, name) for name in LastCheckIn._fields]
    newest_first = (table.local_date.desc(), table.occurred_at.desc())
    return table.standing(client).with_only_columns(*columns).order_by(*newest_first).limit(1)
