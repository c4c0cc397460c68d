"""A coach's clients on one page: rows, not entities, in the same few statements for three or three hundred."""

from __future__ import annotations

import unicodedata
import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Select, and_, exists, func, or_, select

from app.accounts.models import Consent, Membership, User
from app.accounts.models.consent import CHECK_INS, PRACTICES
from app.checkins.models import KIND as CHECKED_IN
from app.checkins.models import CheckIn
from app.core import clock
from app.core.db import db
from app.entries.models import Entry
from app.habits.models import KIND as HABIT_SET
from app.practices.models import Completion
from app.practices.models.runs import COMPLETED, SKIPPED, STARTED
from app.review.marks import DAYS, Marks
from app.sessions.models import CoachingSession
from app.sessions.models.agenda import KIND as AGENDA_NOTED

Days = dict[uuid.UUID, set[date]]
RUNNING = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Row:
    """`next_at`: None when nothing is booked; `soon`: today; `last_on`: the date of what they last recorded."""

    id: uuid.UUID
    name: str
    paused: bool
    next_at: datetime | None
    soon: bool
    last_on: date | None
    marks: Marks


@dataclass(frozen=True, slots=True)
class Caseload:
    """The coach's clients by next session, those with nothing booked last."""

    rows: list[Row]
    sessions_today: int

    def named(self, sought: str) -> set[uuid.UUID]:
        """Ids of those whose name holds what was typed, whatever the case and the accents."""
        return {row.id for row in self.rows if _plain(sought) in _plain(row.name)}


def caseload(coach: User, *, now: datetime) -> Caseload:
    """Five statements."""
    since = now.date() - timedelta(days=DAYS)
    checked_in, practised = _check_in_days(coach, since), _practice_days(coach, since)
    today, booked = _today(coach, now), _next_sessions(coach, now)
    rows = [
        _row(person, booked.get(person.id), checked_in, practised, today=today, now=now)
        for person in db.session.execute(_people(coach))
    ]
    rows.sort(key=lambda row: (row.next_at is None, row.next_at or now, row.name))
    return Caseload(rows, sessions_today=_sessions_within(coach, *today))


def _row(person, next_at: datetime | None, checked_in: Days, practised: Days, *, today, now: datetime) -> Row:
    seen = [checked_in[person.id] if person.check_ins else None, practised[person.id] if person.practices else None]
    last = [person.last_on, *(max(days) for days in seen if days)]
    return Row(
        id=person.id,
        name=person.name,
        paused=person.paused_at is not None,
        next_at=next_at,
        soon=next_at is not None and today[0] <= next_at < today[1],
        last_on=max((day for day in last if day), default=None),
        marks=Marks.of(clock.local_day(now, person.zone), checked_in=seen[0], practised=seen[1]),
    )


def _people(coach: User) -> Select:
    check_ins, practices = _lets(coach, CHECK_INS), _lets(coach, PRACTICES)
    return coach.clients().with_only_columns(
        User.id,
        User.name,
        User.zone,
        Membership.paused_at,
        check_ins.label("check_ins"),
        practices.label("practices"),
        _last_on(check_ins, practices).label("last_on"),
        maintain_column_froms=True,
    )


def _lets(coach: User, purpose: str):
    """Has this very client said yes? Correlated by name: deeper inside, it would ask whether anybody has."""
    yes = exists().where(
        Consent.user_id == User.id,
        Consent.coach_id == coach.id,
        Consent.purpose == purpose,
        Consent.withdrawn_at.is_(None),
    )
    return yes.correlate(User)


def _last_on(check_ins, practices):
    """The day of the last client event this coach may know of. Names of entries sort by time."""
    known = or_(
        Entry.kind == AGENDA_NOTED,
        and_(Entry.kind == CHECKED_IN, check_ins),
        and_(Entry.kind.in_((STARTED, COMPLETED, SKIPPED, HABIT_SET)), practices),
    )
    newest = select(Entry.local_date).where(Entry.user_id == User.id, known).order_by(Entry.id.desc())
    return newest.limit(1).correlate(User).scalar_subquery()


def _next_sessions(coach: User, now: datetime) -> dict[uuid.UUID, datetime]:
    rows = select(CoachingSession.client_id, func.min(CoachingSession.starts_at)).where(
        CoachingSession.coach_id == coach.id,
        CoachingSession.outcome.is_(None),
        CoachingSession.starts_at > now - RUNNING,
    )
    return {client_id: at for client_id, at in db.session.execute(rows.group_by(CoachingSession.client_id))}


def _check_in_days(coach: User, since: date) -> Days:
    rows = select(CheckIn.user_id, CheckIn.local_date).where(
        CheckIn.user_id.in_(_letting(coach, CHECK_INS)), CheckIn.local_date >= since, CheckIn.gone_at.is_(None)
    )
    return _by_person(rows)


def _practice_days(coach: User, since: date) -> Days:
    rows = select(Completion.user_id, Completion.local_date).where(
        Completion.user_id.in_(_letting(coach, PRACTICES)),
        Completion.local_date >= since,
        Completion.gone_at.is_(None),
        Completion.outcome != "stopped",
    )
    return _by_person(rows)


def _letting(coach: User, purpose: str) -> Select:
    """Ids of this coach's clients who let them see `purpose`: nothing else is read."""
    return coach.clients().with_only_columns(User.id).where(_lets(coach, purpose))


def _by_person(rows: Select) -> Days:
    days: Days = defaultdict(set)
    for person_id, day in db.session.execute(rows.distinct()):
        days[person_id].add(day)
    return days


def _today(coach: User, now: datetime) -> tuple[datetime, datetime]:
    """The first instant of the coach's calendar date, and of the next one."""
    today = now.astimezone(ZoneInfo(coach.zone)).date()
    return tuple(clock.at_wall(day, time.min, coach.zone) for day in (today, today + timedelta(days=1)))


def _sessions_within(coach: User, first: datetime, last: datetime) -> int:
    """Done ones too, cancelled ones not."""
    rows = select(func.count(CoachingSession.id)).where(
        CoachingSession.coach_id == coach.id,
        CoachingSession.client_id.in_(coach.clients().with_only_columns(User.id)),
        CoachingSession.starts_at >= first,
        CoachingSession.starts_at < last,
        CoachingSession.outcome.is_(None) | CoachingSession.outcome.in_(("done", "no_show")),
    )
    return db.session.scalar(rows)


def _plain(words: str) -> str:
    return "".join(
        sign for sign in unicodedata.normalize("NFKD", words.casefold()) if not unicodedata.combining(sign)
    )
