"""What Maya has when her phone comes back: a practice, a habit, a session with its letter, one ahead."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.core.db import db
from app.entries.models import Entry
from app.habits.models import Habit
from app.practices.models import Assignment, PracticeVersion
from app.sessions.models import CoachingSession, Summary
from tests.sync.phone import Phone


@pytest.fixture
def phone(http, maya, clock):
    return Phone(http, maya, clock)


@pytest.fixture
def given(maya, amara, clock):
    """A thought check, agreed three days ago."""
    return give(maya, amara, clock.now - timedelta(days=3))


@pytest.fixture
def habit(maya, clock):
    return keep_habit(maya, clock.now - timedelta(days=10))


@pytest.fixture
def ahead(maya, amara, clock):
    """Her next session."""
    return meet(maya, amara, clock.now + timedelta(days=2), clock.now)


@pytest.fixture
def letter(maya, amara, clock):
    """The published summary of the session before."""
    met = meet(maya, amara, clock.now - timedelta(days=2), clock.now - timedelta(days=9))
    met.settle("done", now=clock.now - timedelta(days=2))
    summary = Summary.draft(met, now=clock.now - timedelta(days=1))
    summary.focus = "We spoke about evenings."
    db.session.flush()
    summary.publish(now=clock.now - timedelta(days=1))
    db.session.commit()
    return summary


@pytest.fixture
def count():
    """How many entries the ledger has; of a table, how many rows stand in it."""
    return lambda table=Entry: db.session.scalar(select(func.count()).select_from(table))


def give(client, coach, at, slug="thought-check") -> Assignment:
    practice = PracticeVersion.newest(slug)
    made = Assignment.give(client, practice, coach=coach, rhythm={"type": "daily"}, now=at)
    db.session.commit()
    return made


def keep_habit(client, at) -> Habit:
    made = Habit.make(client, title="A walk", rhythm={"type": "daily"}, today=at.date(), now=at)
    db.session.commit()
    return made


def meet(client, coach, starts_at, now) -> CoachingSession:
    made = CoachingSession.schedule(coach=coach, client=client, starts_at=starts_at, now=now)
    db.session.commit()
    return made
