"""One plan of the next seven days, asked for beside the practices."""

import re
from datetime import date, timedelta

import pytest

from app.core.db import db
from app.core.ids import uuid7
from app.practices.models import Assignment, PracticeVersion
from app.practices.models.assignment import PROMPT
from app.sessions.models import CoachingSession, Pick, Summary
from tests.sessions.conftest import given
from tests.sessions.forms import closing, page_of, publish, undo


def current(maya, clock) -> list[str]:
    db.session.expire_all()
    return [one.title for one in Assignment.current(maya.id, maya.local_day(clock.now))]


@pytest.fixture
def asked(http, maya, amara, tuesday, long_sigh) -> Assignment:
    """The session of Tuesday, published on Wednesday, kept the long sigh and asked for a plan."""
    publish(http(amara), tuesday, closing(long_sigh, focus="Two jobs", next_at="2026-04-14T18:30", prompt="1"))
    return db.session.scalar(db.select(Assignment).where(Assignment.once_until.is_not(None)))


def test_it_is_given_once_for_seven_days(maya, asked, clock):
    assert asked.practice.slug == PROMPT and asked.once_until == date(2026, 4, 15)
    assert current(maya, clock) == ["The long sigh", "Next seven days"]


def test_it_is_named_in_the_letter_and_due_on_today(http, maya, asked, clock):
    letter = http(maya).get("/sessions/last").text
    assert "Next seven days, once, by Wednesday 15 April" in letter and f"/practices/{asked.id}" in letter
    assert http(maya).get(f"/practices/{asked.id}").status_code == 200


def test_it_stands_on_today_until_it_was_done(http, maya, amara, tuesday):
    publish(http(amara), tuesday, closing(focus="Two jobs", prompt="1"))
    client, asked = http(maya), db.session.scalar(db.select(Assignment))
    assert "Next seven days" in client.get("/today").text
    run = {"entry_id": str(uuid7()), "version": "1", "outcome": "tiny"}
    assert client.post(f"/practices/{asked.id}/completions", data=run).status_code == 303
    assert "Your one thing now" not in client.get("/today").text
    brief = http(amara).get(f"/clients/{maya.id}/brief").text
    assert re.search(r"<dt>Next seven days.*?1 of 1", brief, re.S)


def test_the_preview_says_the_same(http, amara, tuesday):
    answer = http(amara).post(f"/f/sessions/{tuesday.id}/preview", data=closing(prompt="1"))
    assert "Next seven days, once, by Wednesday 15 April" in answer.text


def test_it_takes_no_row_and_is_on_again_next_time(http, amara, asked, clock):
    following = CoachingSession.after(asked_in(asked), now=clock.now)
    clock.moves(days=7)
    page = page_of(http(amara), following)
    assert 'name="prompt" value="1" checked' in page and "Next seven days</b>" not in page
    assert "The long sigh</b>" in page and "Ends when you publish" not in page


def test_it_is_off_at_first(http, amara, tuesday, long_sigh):
    assert 'name="prompt" value="1">' in page_of(http(amara), tuesday)


@pytest.mark.parametrize("again", ["1", ""])
def test_publishing_replaces_the_one_of_last_time(http, maya, amara, asked, long_sigh, clock, again):
    following = CoachingSession.after(asked_in(asked), now=clock.now)
    clock.moves(days=7)
    form = closing(long_sigh, focus="Again", next_at="2026-04-28T18:30", prompt=again)
    assert publish(http(amara), following, form).status_code == 303
    assert current(maya, clock) == ["The long sigh", *(["Next seven days"] if again else [])]
    assert db.session.get(Assignment, asked.id).ended_on == maya.local_day(clock.now)
    undo(http(amara), following)
    assert current(maya, clock) == ["The long sigh", "Next seven days"]
    assert db.session.get(Assignment, asked.id).ended_on is None


def test_an_undo_takes_it_away(http, maya, amara, tuesday, asked, clock):
    undo(http(amara), tuesday)
    assert current(maya, clock) == ["The long sigh"]


def test_two_practices_and_one_prompt_are_the_most(http, maya, amara, tuesday, clock):
    two = {"slug_1": "worry-slot", "slug_2": "long-sigh", "prompt": "1", "focus": "Two jobs"}
    answer = publish(http(amara), tuesday, closing(**two, slug_3="body-scan-three"))
    assert answer.status_code == 422 and "At most two practices and one plan of the next seven days." in answer.text
    assert publish(http(amara), tuesday, closing(**two)).status_code == 303
    assert current(maya, clock) == ["Worry slot", "The long sigh", "Next seven days"]


def test_the_model_refuses_more_than_that_too(tuesday, clock):
    summary, practice = Summary.draft(tuesday, now=clock.now), PracticeVersion.newest("worry-slot")
    for picks in ([Pick(practice=practice)] * 3, [Pick(practice=practice, once=True)] * 2):
        with pytest.raises(ValueError, match="at most two practices and one prompt"):
            summary.conclude(picks, current=[], outcome="done", next_at=None, now=clock.now)


def test_as_a_practice_already_it_is_not_asked_for_as_well(http, maya, amara, tuesday, clock):
    weekly = given(maya, amara, PROMPT, now=clock.now)
    assert 'name="prompt"' not in page_of(http(amara), tuesday)
    answer = publish(http(amara), tuesday, closing(weekly, focus="Two jobs", prompt="1"))
    assert answer.status_code == 422 and "This one is chosen already." in answer.text


def test_what_was_given_elsewhere_meanwhile_stays(http, maya, tomas, amara, tuesday, long_sigh, clock):
    slot, his = given(maya, amara, "worry-slot", now=clock.now), given(tomas, amara, "long-sigh", now=clock.now)
    publish(http(amara), tuesday, closing(long_sigh, focus="Two jobs", ends=str(his.id)))
    assert current(maya, clock) == ["The long sigh", "Worry slot"] and current(tomas, clock) == ["The long sigh"]
    assert slot.ended_on is None


def test_what_the_form_said_would_end_ends(http, maya, amara, tuesday, long_sigh, clock):
    old = given(maya, amara, "worry-slot", now=clock.now - timedelta(days=30))
    given(maya, amara, "name-it", now=clock.now - timedelta(days=2))
    page = page_of(http(amara), tuesday)
    assert "Ends when you publish: Worry slot" in page and f'name="ends" value="{old.id}"' in page
    publish(http(amara), tuesday, closing(long_sigh, focus="Two jobs", ends=str(old.id)))
    assert "Worry slot" not in current(maya, clock)


def asked_in(prompt: Assignment) -> CoachingSession:
    return db.session.get(CoachingSession, prompt.session_id)
