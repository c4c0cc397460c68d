"""What people recorded, for the tests of the coach's pages: each maker adds an admitted entry and its row."""

from datetime import datetime, timedelta

from app.accounts.models import User
from app.checkins.models import KIND as CHECKED_IN
from app.checkins.models import CheckIn
from app.core.db import db
from app.core.ids import uuid7
from app.entries.models import Entry, Sent
from app.habits.models import KIND as HABIT_SET
from app.habits.models import Habit, HabitDay
from app.practices.models import Assignment, Completion, PracticeVersion, Skip
from app.practices.models.runs import COMPLETED, SKIPPED
from app.sessions.models import AgendaNote, CoachingSession
from app.sessions.models.agenda import KIND as AGENDA_NOTED


def check_in(person: User, at: datetime, *, received: datetime | None = None, **said) -> CheckIn:
    return CheckIn.record(entry(person, CHECKED_IN, at, {"mood": 3, "stress": 3} | said, received=received))


def assignment(client: User, coach: User, slug: str, *, now: datetime, days: int = 20, **columns) -> Assignment:
    row = Assignment(
        organization_id=client.organization_id,
        client_id=client.id,
        coach_id=coach.id,
        practice_version_id=PracticeVersion.newest(slug).id,
        rhythm=columns.pop("rhythm", {"type": "daily"}),
        assigned_at=now - timedelta(days=days),
        assigned_on=client.local_day(now) - timedelta(days=days),
        **columns,
    )
    db.session.add(row)
    db.session.flush()
    return row


def run(person: User, given: Assignment, at: datetime, *, received: datetime | None = None, **said) -> Completion:
    payload = {"assignment_id": str(given.id), "outcome": "done"} | said
    return Completion.record(entry(person, COMPLETED, at, payload, received=received))


def not_today(person: User, given: Assignment, at: datetime, *, reason: str, **said) -> Skip:
    payload = {"assignment_id": str(given.id), "reason": reason} | said
    return Skip.record(entry(person, SKIPPED, at, payload))


def habit(person: User, title: str, *, now: datetime, days: int = 20) -> Habit:
    then = now - timedelta(days=days)
    row = Habit.make(person, title=title, rhythm={"type": "daily"}, today=person.local_day(then), now=then)
    db.session.flush()
    return row


def habit_day(person: User, on: Habit, at: datetime, *, day=None, state: str = "done") -> HabitDay:
    payload = {"habit_id": str(on.id), "day": str(day or person.local_day(at)), "state": state}
    return HabitDay.set(entry(person, HABIT_SET, at, payload))


def agenda(person: User, session: CoachingSession, at: datetime, text: str) -> AgendaNote:
    return AgendaNote.record(entry(person, AGENDA_NOTED, at, {"session_id": str(session.id), "text": text}))


def session(coach: User, client: User, starts_at: datetime, *, outcome: str | None = None) -> CoachingSession:
    row = CoachingSession(
        organization_id=client.organization_id,
        coach_id=coach.id,
        client_id=client.id,
        starts_at=starts_at,
        created_at=starts_at - timedelta(days=7),
        outcome=outcome,
        outcome_at=starts_at if outcome else None,
    )
    db.session.add(row)
    db.session.flush()
    return row


def entry(person: User, kind: str, at: datetime, payload: dict, *, received: datetime | None = None) -> Entry:
    sent = Sent(
        id=uuid7(ms=round(at.timestamp() * 1000)),
        kind=kind,
        occurred_at=at,
        tz=person.zone,
        local_date=person.local_day(at),
        payload=payload,
    )
    return Entry.admit(person, sent, now=received or at).entry
