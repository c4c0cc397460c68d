"""Maya and Amara have a session, and a little of what surrounds it."""

from datetime import UTC, datetime, timedelta

import pytest

from app.core.db import db
from app.practices.models import Assignment, PracticeVersion
from app.sessions.models import CoachingSession, Summary

KETTLE = "If I put the kettle on after work, then I take the long sigh."


@pytest.fixture
def tuesday(maya, amara, clock):
    """The session of yesterday evening, 18:30 in London, not closed yet."""
    return session(maya, amara, datetime(2026, 4, 7, 17, 30, tzinfo=UTC), now=clock.now)


@pytest.fixture
def next_week(maya, amara, clock):
    """Booked for Tuesday 14 April, 18:30 in London."""
    return session(maya, amara, datetime(2026, 4, 14, 17, 30, tzinfo=UTC), now=clock.now)


@pytest.fixture
def long_sigh(maya, amara, clock):
    """Maya has the long sigh, three a week, for two weeks now."""
    return given(maya, amara, "long-sigh", now=clock.now - timedelta(days=14))


@pytest.fixture
def letter(tuesday, maya, long_sigh, clock):
    """Yesterday's summary, published this morning: the long sigh was kept."""
    summary = Summary.draft(tuesday, now=clock.now)
    summary.revise(focus="You carry two jobs.", insight="I wait for permission.", bring=None, plan={}, now=clock.now)
    tuesday.settle("done", now=clock.now)
    summary.choose(long_sigh)
    summary.publish(now=clock.now)
    db.session.commit()
    return summary


def session(client, coach, starts_at: datetime, *, now: datetime, outcome: str | None = None) -> CoachingSession:
    row = CoachingSession.schedule(coach=coach, client=client, starts_at=starts_at, now=now, place="Room 2")
    row.settle(outcome, now=now)
    db.session.commit()
    return row


def given(client, coach, slug: str, *, now: datetime) -> Assignment:
    row = Assignment(
        organization_id=client.organization_id,
        client_id=client.id,
        coach_id=coach.id,
        practice_version_id=PracticeVersion.newest(slug).id,
        rhythm={"type": "n_per_week", "n": 3},
        cue=KETTLE,
        assigned_at=now,
        assigned_on=client.local_day(now),
    )
    db.session.add(row)
    db.session.commit()
    return row
