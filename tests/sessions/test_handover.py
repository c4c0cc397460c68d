"""What happens to booked sessions, and to what was said for them, when a client is handed to another coach."""

import pytest

from app.accounts.models import Consent, Pairing
from app.accounts.models.consent import PRACTICES
from app.core.db import db
from app.core.ids import uuid7
from app.practices.models import Assignment
from app.sessions.models import CoachingSession, PrivateNote, Summary
from tests.sessions.forms import closing, page_of, publish, save, undo
from tests.sessions.test_agenda import bring


@pytest.fixture
def hand_over(http, ingrid, maya, clock):
    def to(coach):
        clock.moves(hours=1)
        return http(ingrid).post(f"/people/{maya.id}/coach", data={"coach_id": str(coach.id)})

    return to


def test_a_booked_session_goes_along(http, maya, amara, daniel, next_week, hand_over):
    assert hand_over(daniel).status_code == 303
    brief, booked = (http(daniel).get(f"/clients/{maya.id}/{page}").text for page in ("brief", "sessions"))
    assert "Tuesday 14 April 11:30 Denver" in brief and "Tuesday 14 April, 11:30" in booked
    assert "Tue 14 Apr 11:30" in http(daniel).get("/clients").text
    assert http(amara).get(f"/sessions/{next_week.id}/close-out").status_code == 404
    assert "11:30 for Daniel in Denver" in http(maya).get("/coach").text


def test_the_new_coach_can_hold_and_move_it(http, maya, daniel, next_week, hand_over):
    hand_over(daniel)
    moved = {"day": "2026-04-15", "time": "11:30", "minutes": "50", "place": "Room 2"}
    assert http(daniel).post(f"/sessions/{next_week.id}/time", data=moved).status_code == 303
    assert "Wednesday 15 April, 18:30" in http(maya).get("/coach").text


def test_what_took_place_stays_with_whoever_held_it(amara, daniel, tuesday, letter, hand_over):
    hand_over(daniel)
    assert db.session.get(CoachingSession, tuesday.id).coach_id == amara.id


def test_a_line_said_to_the_former_coach_is_not_read_by_the_new_one(http, maya, daniel, next_week, hand_over):
    bring(http(maya), next_week, "Between Amara and me")
    hand_over(daniel)
    brief = f"/clients/{maya.id}/brief"
    assert "Between Amara and me" not in http(daniel).get(brief).text
    assert "Said before Daniel was your coach. Only you see it now." in http(maya).get("/coach").text
    bring(http(maya), next_week, "For Daniel")
    page = http(daniel).get(brief).text
    assert "For Daniel" in page and "Between Amara and me" not in page


def test_a_line_saved_again_is_for_the_new_coach(http, maya, daniel, next_week, hand_over):
    bring(http(maya), next_week, "The letter", entry_id=(name := uuid7()))
    hand_over(daniel)
    bring(http(maya), next_week, "The letter", supersedes=str(name))
    assert "The letter" in http(daniel).get(f"/clients/{maya.id}/brief").text
    assert "Said before Daniel" not in http(maya).get("/coach").text


def test_it_goes_along_when_the_client_comes_back_by_an_invitation(http, maya, amara, daniel, next_week, clock):
    Pairing.begin(coach=daniel, client=maya, now=clock.now)
    http(daniel).post(f"/f/clients/{maya.id}/reading")
    assert "Tuesday 14 April 11:30 Denver" in http(daniel).get(f"/clients/{maya.id}/brief").text


def test_what_a_former_coach_gave_is_shown_with_consent_only_and_stays(
    http, maya, daniel, next_week, long_sigh, hand_over, clock
):
    hand_over(daniel)
    clock.moves(days=7)
    browser, today = http(daniel), maya.local_day(clock.now)
    assert "The long sigh</b>" not in page_of(browser, next_week)
    publish(browser, next_week, closing(focus="Two jobs", slug_1="worry-slot", next_at="2026-04-28T11:30"))
    assert [one.title for one in Assignment.current(maya.id, today)] == ["The long sigh", "Worry slot"]
    Consent.give(maya, PRACTICES, coach_id=daniel.id, now=clock.now)
    undo(browser, next_week)
    assert "Ends when you publish: The long sigh" in page_of(browser, next_week)


def test_words_begun_for_it_are_not_handed_over(http, amara, daniel, next_week, hand_over):
    save(http(amara), next_week, closing(focus="To say on Tuesday", private="Mine alone"))
    hand_over(daniel)
    page = http(daniel).get(f"/sessions/{next_week.id}/close-out").text
    assert "To say on Tuesday" not in page and "Mine alone" not in page
    assert Summary.of_session(next_week) is None and PrivateNote.read(next_week, amara) == "Mine alone"
