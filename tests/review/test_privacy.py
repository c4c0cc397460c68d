"""What a coach's pages never hold: private lines, other people's notes, anything without consent."""

from datetime import timedelta

import pytest

from app.accounts.models import Consent, Pairing
from app.accounts.models.consent import CHECK_INS, PRACTICES
from app.core.db import db
from app.sessions.models import PrivateNote
from tests.review import happened

CANARY = "canary-of-maya"


@pytest.fixture
def full(clock, amara, maya):
    """A client about whom there is something to see of every kind, private words among it."""
    sigh = happened.assignment(maya, amara, "long-sigh", now=clock.now)
    then = clock.now - timedelta(days=1)
    happened.run(maya, sigh, then, answers={"line": f"{CANARY}-answer"})
    happened.not_today(maya, sigh, clock.now, reason="Canary-reason")
    happened.habit_day(maya, happened.habit(maya, "Canary-habit", now=clock.now), then)
    happened.check_in(maya, then, mood=5, tags=["loneliness"], note=f"{CANARY}-note")
    return maya


def brief(http, coach, client) -> str:
    return http(coach).get(f"/clients/{client.id}/brief").text


def test_private_lines_and_unshared_answers_are_nowhere(http, amara, full):
    text = brief(http, amara, full) + http(amara).get("/clients").text
    assert CANARY not in text and "Canary-habit" in text


def test_what_was_shared_is_there(http, clock, amara, full):
    happened.check_in(full, clock.now, note="Said no on Thursday.", share=True)
    given = happened.assignment(full, amara, "one-thing", now=clock.now)
    happened.run(full, given, clock.now, answers={"thing": "The tax letter"}, share=True)
    text = brief(http, amara, full)
    assert "<q>Said no on Thursday.</q>" in text and "<q>The tax letter</q>" in text
    assert "What would you like to tell me about Wednesday?" in text


def test_at_most_three_shared_notes_stand_there_the_newest_first(http, clock, amara, maya):
    for days in range(5):
        happened.check_in(maya, clock.now - timedelta(days=days), note=f"Line-{days}", share=True)
    text = brief(http, amara, maya)
    assert all(f"Line-{days}" in text for days in (0, 1, 2)) and "Line-3" not in text


def test_without_consent_no_check_in_is_in_the_bytes(http, clock, amara, full):
    Consent.withdraw(full, CHECK_INS, coach_id=amara.id, now=clock.now)
    text = brief(http, amara, full)
    assert "Maya keeps check-ins to herself." in text and "Canary-habit" in text
    for word in ("loneliness", "Great", "Check-in", 'check-ins"', "Stress", '<svg class="spark"'):
        assert word not in text


def test_without_consent_no_practice_and_no_habit_is_in_the_bytes(http, clock, amara, full):
    Consent.withdraw(full, PRACTICES, coach_id=amara.id, now=clock.now)
    text = brief(http, amara, full)
    assert "Maya keeps practices and habits to herself." in text and "loneliness" in text
    for word in ("Canary-habit", "Canary-reason", "Can’t today", "long sigh", "practice-"):
        assert word not in text


def test_a_line_shared_one_by_one_is_seen_without_a_yes_and_nothing_around_it(http, clock, amara, full):
    given = happened.assignment(full, amara, "one-thing", now=clock.now)
    run = happened.run(full, given, clock.now, answers={"thing": "The tax letter"}, share=True)
    line = happened.check_in(full, clock.now, mood=1, stress=5, tags=["money"], note="Said no.", share=True)
    for purpose in (CHECK_INS, PRACTICES):
        Consent.withdraw(full, purpose, coach_id=amara.id, now=clock.now)
    timeline = f"/clients/{full.id}/timeline"
    pages = [brief(http, amara, full), http(amara).get(f"/clients/{full.id}").text, http(amara).get(timeline).text]
    for text in pages:
        assert ">Said no.</q>" in text and ">The tax letter</q>" in text and "Shared from The one thing" in text
        assert not any(word in text for word in (CANARY, "Canary", "money", "Low", "xtremely", "Check-in", "entry-"))
    assert all(
        f'href="{timeline}#moment-{one.id}"' in pages[0] and f'id="moment-{one.id}"' in pages[2]
        for one in (line, run)
    )


def test_with_neither_the_page_still_says_who_and_when(http, clock, amara, full):
    full.pronouns = None
    happened.session(amara, full, clock.now + timedelta(hours=1))
    for purpose in (CHECK_INS, PRACTICES):
        Consent.withdraw(full, purpose, coach_id=amara.id, now=clock.now)
    text = brief(http, amara, full)
    assert "Maya keeps check-ins, practices and habits private." in text and "Maya wants to bring" in text
    assert "What would make today useful?" in text


def test_another_coach_finds_nobody_there(http, daniel, full):
    for browser in (http(daniel), http(full)):
        assert browser.get(f"/clients/{full.id}/brief").status_code == 404
        assert browser.post(f"/f/clients/{full.id}/reading").status_code == 404


def test_after_a_handover_the_former_coach_sees_nothing_at_once(http, clock, amara, daniel, full):
    last = happened.session(amara, full, clock.now - timedelta(days=3), outcome="done")
    PrivateNote.write(last, amara, f"{CANARY}-private", now=clock.now)
    mine, theirs = http(amara), http(daniel)
    assert mine.get(f"/clients/{full.id}/brief").status_code == 200
    Pairing.begin(coach=daniel, client=full, now=clock.now)
    assert mine.get(f"/clients/{full.id}/brief").status_code == 404 and "Maya" not in mine.get("/clients").text
    text = theirs.get(f"/clients/{full.id}/brief").text
    assert "Maya has not chosen yet whether you see check-ins, practices and habits." in text and CANARY not in text
    assert "Canary" not in text and "loneliness" not in text


def test_a_stranger_finds_nobody_there(http, stranger, full):
    assert http(stranger).get(f"/clients/{full.id}/brief").status_code == 404
    assert db.session.get(Pairing, full.pairing.id).read_at is None
