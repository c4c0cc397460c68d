"""A client's own page: what happened, newest first; what they have; what the coach wrote. Nothing is marked as read."""

from datetime import timedelta

import pytest

from app.accounts.models import Consent, Pairing
from app.accounts.models.consent import CHECK_INS, PRACTICES
from app.core.db import db
from app.practices.models import Assignment, PracticeVersion
from app.practices.models.copies import make_copy
from app.sessions.models import PrivateNote, Summary
from tests.counting import statements
from tests.review import happened

PARTS = ("", "/timeline", "/practices", "/notes")


@pytest.fixture
def page(http, amara, maya):
    """page("/timeline"): that part of Maya's pages on Amara's screen, as text."""
    return lambda part="", coach=None: http(coach or amara).get(f"/clients/{maya.id}{part}").text


def lived(amara, maya, now, weeks: int = 1) -> None:
    """Days with something of every kind; private words among it."""
    sigh = happened.assignment(maya, amara, "long-sigh", now=now, days=7 * weeks)
    phone = happened.habit(maya, "Phone in the hall", now=now, days=7 * weeks)
    for days in range(1, 7 * weeks):
        then = now - timedelta(days=days)
        happened.run(maya, sigh, then, answers={"line": "canary-answer"})
        happened.not_today(maya, sigh, then, reason="No time")
        happened.check_in(maya, then, tags=["workload"], note="canary-note")
        happened.habit_day(maya, phone, then)
    held = happened.session(amara, maya, now - timedelta(days=2), outcome="done")
    Summary.draft(held, now=now).focus = "You carry two jobs"
    PrivateNote.write(held, amara, "Ask about her brother", now=now)
    soon = happened.session(amara, maya, now + timedelta(days=1))
    happened.agenda(maya, soon, now - timedelta(hours=1), "Dad’s letter")


def test_the_head_says_who_when_and_what_to_do(page, clock, amara, maya):
    maya.zone = "America/New_York"
    happened.session(amara, maya, clock.now + timedelta(days=2))
    text = page()
    assert "she/her" in text and "New York, now 05:00" in text
    assert "Session 1, Friday 10 April 10:00</b></a>, 05:00 New York" in text
    for url in (f"/clients/{maya.id}/brief", f"/library?client={maya.id}", f"/clients/{maya.id}/sessions"):
        assert f'href="{url}"' in text
    assert "/close-out" in text and "Paused" not in text


def test_a_pause_is_said_and_so_is_a_new_client(page, clock, maya):
    membership = maya.membership("client")
    membership.joined_at = clock.now - timedelta(days=2)
    assert ">New</span>" in page("/notes")
    membership.pause(clock.now)
    assert ">Paused</span>" in page("/notes") and ">New</span>" not in page("/notes")


def test_the_timeline_holds_every_kind_newest_first(page, clock, amara, maya):
    lived(amara, maya, clock.now)
    text = page("/timeline")
    order = (
        "To bring",
        "Tue 7 Apr",
        "Check-in: Okay; stress: somewhat; workload",
        "Can’t today: The long sigh: No time",
    )
    order += ("Habits: Phone in the hall", "Mon 6 Apr", "Session, came", "Given: The long sigh, daily")
    places = [text.index(words) for words in order]
    assert places == sorted(places) and "canary" not in text


def test_the_letter_is_there_when_it_was_sent_and_when_it_was_opened(page, clock, amara, maya):
    held = happened.session(amara, maya, clock.now - timedelta(days=3), outcome="done")
    letter = Summary.draft(held, now=clock.now)
    letter.published_at, letter.opened_at = clock.now - timedelta(days=3), clock.now - timedelta(days=1)
    text = page("/timeline")
    assert text.index("Maya opened the summary") < text.index("Summary sent")
    assert text.count(f'href="/sessions/{held.id}/close-out"') == 3


def test_what_came_late_or_was_added_later_says_so(page, clock, amara, maya):
    happened.check_in(maya, clock.now - timedelta(hours=35, minutes=20), received=clock.now)
    walk = happened.habit(maya, "A walk", now=clock.now)
    happened.habit_day(maya, walk, clock.now, day=maya.local_day(clock.now - timedelta(days=2)))
    text = page("/timeline")
    assert "<small>done Mon 22:40, sent Wed 10:00</small>" in text and "Habits: A walk, added later" in text


def test_a_line_shared_stands_at_its_check_in(page, clock, maya):
    happened.check_in(maya, clock.now, note="Said no on Thursday.", share=True)
    assert '<q class="said">Said no on Thursday.</q>' in page("/timeline")


def test_an_own_copy_is_called_by_its_title_long_after_it_was_given(http, page, clock, amara, maya):
    copy = make_copy(PracticeVersion.newest("long-sigh"), amara, now=clock.now)
    given = Assignment.give(maya, copy, coach=amara, rhythm={"type": "daily"}, now=clock.now - timedelta(days=60))
    given.ended_on = maya.local_day(clock.now - timedelta(days=40))
    happened.run(maya, given, clock.now)
    happened.not_today(maya, given, clock.now, reason="No time")
    for text in (page("/timeline"), page("/brief"), http(maya).get("/progress").text):
        assert "The long sigh, our version" in text and ">own-" not in text and "A practice" not in text
    assert "The long sigh, our version: No time" in page("/brief")


def test_four_weeks_are_a_page_and_a_link_leads_further_back(page, clock, maya):
    happened.check_in(maya, clock.now - timedelta(days=27), tags=["family"])
    happened.check_in(maya, clock.now - timedelta(days=28), tags=["money"])
    text = page("/timeline")
    assert "family" in text and "money" not in text
    assert f'href="/clients/{maya.id}/timeline?before=2026-03-12"' in text
    earlier = page("/timeline?before=2026-03-12")
    assert "money" in earlier and "family" not in earlier and "Back to today" in earlier


@pytest.mark.parametrize("before", ["yesterday", "0001-01-01", "9999-12-31", ""])
def test_a_date_that_makes_no_sense_is_no_fault(http, amara, maya, before):
    assert http(amara).get(f"/clients/{maya.id}/timeline?before={before}").status_code == 200


def test_practices_are_done_of_due_with_moment_and_giver(page, clock, amara, daniel, maya):
    sigh = happened.assignment(maya, amara, "long-sigh", now=clock.now, cue="If the kettle goes on")
    happened.run(maya, sigh, clock.now - timedelta(days=1))
    old = happened.assignment(maya, daniel, "one-thing", now=clock.now, days=40)
    old.ended_on = maya.local_day(clock.now - timedelta(days=19))
    text = page("/practices")
    assert "If the kettle goes on" in text and "1 of 14" in text and "1 day in all" in text
    assert "by Daniel Reyes, ended 20 March" in text and text.index("The long sigh") < text.index("The one thing")


def test_own_notes_are_found_by_their_words(page, clock, amara, maya):
    lived(amara, maya, clock.now)
    held = happened.session(amara, maya, clock.now - timedelta(days=9), outcome="done")
    PrivateNote.write(held, amara, "Zürich, perhaps", now=clock.now)
    assert "Ask about her brother" in page("/notes") and "Draft, not sent" in page("/notes")
    assert "Ask about her brother" in page("/notes?q=BROTHER+two+jobs")
    found = page("/notes?q=zurich")
    assert "Zürich, perhaps" in found and "Ask about her brother" not in found and "1 note with" in found


def test_another_coachs_words_are_never_there(page, clock, amara, daniel, maya):
    held = happened.session(daniel, maya, clock.now - timedelta(days=70), outcome="done")
    PrivateNote.write(held, daniel, "canary-private", now=clock.now)
    letter = Summary.draft(held, now=clock.now)
    letter.focus, letter.published_at = "canary-focus", clock.now - timedelta(days=70)
    both = happened.session(amara, maya, clock.now - timedelta(days=3), outcome="done")
    PrivateNote.write(both, daniel, "canary-both", now=clock.now)
    assert not any("canary" in page(part) for part in PARTS)


def test_without_consent_nothing_of_it_is_in_the_bytes(page, clock, amara, maya):
    lived(amara, maya, clock.now)
    Consent.withdraw(maya, PRACTICES, coach_id=amara.id, now=clock.now)
    text = "".join(page(part) for part in PARTS)
    assert "Maya keeps practices and habits to herself." in page("/practices")
    assert "Check-in:" in text and not any(word in text for word in ("long sigh", "No time", "Phone in"))
    Consent.withdraw(maya, CHECK_INS, coach_id=amara.id, now=clock.now)
    text = "".join(page(part) for part in PARTS)
    assert "Maya keeps check-ins, practices and habits to herself." in page("/timeline")
    assert not any(word in text for word in ("Check-in", "workload", "Okay")) and "Dad’s letter" in text


def test_looking_marks_nothing_as_read(page, clock, amara, maya):
    lived(amara, maya, clock.now)
    assert all(page(part) for part in PARTS)
    assert db.session.get(Pairing, maya.pairing.id).read_at is None


@pytest.mark.parametrize("part", PARTS)
def test_a_part_costs_the_same_for_a_week_and_for_ten(http, clock, amara, maya, tomas, part):
    lived(amara, maya, clock.now), lived(amara, tomas, clock.now, weeks=10)
    said = []
    for client_id in (maya.id, tomas.id):
        browser = http(amara)
        with statements() as found:
            assert browser.get(f"/clients/{client_id}{part}").status_code == 200
        said.append(len(found))
    assert said[0] == said[1] <= {"": 32, "/timeline": 20}.get(part, 18)
