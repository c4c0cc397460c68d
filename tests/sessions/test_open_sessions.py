"""Sessions whose note was not written at once: closing one later touches no other."""

from datetime import UTC, datetime

import pytest

from app.core.db import db
from app.sessions.models import CoachingSession
from tests.sessions.conftest import session
from tests.sessions.forms import closing, page_of, publish


@pytest.fixture
def two_weeks_ago(maya, amara, clock):
    """Tuesday 24 March, never closed out; so is the one of yesterday."""
    return session(maya, amara, datetime(2026, 3, 24, 18, 30, tzinfo=UTC), now=clock.now)


def test_closing_an_earlier_one_does_not_move_one_that_took_place(http, amara, two_weeks_ago, tuesday):
    assert 'value="2026-04-21T18:30"' in page_of(http(amara), two_weeks_ago)
    assert publish(http(amara), two_weeks_ago, closing(focus="Two jobs")).status_code == 303
    db.session.refresh(tuesday)
    assert tuesday.starts_at == datetime(2026, 4, 7, 17, 30, tzinfo=UTC)
    assert CoachingSession.next_of(tuesday.client_id, now=datetime(2026, 4, 10, tzinfo=UTC)).starts_at.day == 21


def test_its_letter_names_the_session_that_is_to_come(http, maya, amara, two_weeks_ago, tuesday, next_week):
    form = closing(focus="Two jobs", next_at="2026-04-14T18:30")
    publish(http(amara), two_weeks_ago, form)
    assert "Tuesday 14 April, 18:30." in http(maya).get("/sessions/last").text
    db.session.refresh(next_week)
    assert next_week.starts_at == datetime(2026, 4, 14, 17, 30, tzinfo=UTC)


def test_the_next_session_is_not_one_of_this_morning(http, amara, tuesday):
    answer = publish(http(amara), tuesday, closing(focus="Two jobs", next_at="2026-04-08T08:00"))
    assert answer.status_code == 422 and "That time has passed. Please choose a later one." in answer.text
