"""The client's page about the coach: next session, letters, and what the coach does not do."""

from app.core.db import db
from tests.sessions.conftest import session


def test_it_says_when_where_and_how_long(http, maya, next_week):
    page = http(maya).get("/coach").text
    assert "Tuesday 14 April, 18:30" in page and "50 minutes" in page and "Room 2" in page
    assert "for Amara in" not in page


def test_both_clocks_are_named_when_they_differ(http, maya, amara, next_week):
    amara.zone = "America/New_York"
    assert "13:30 for Amara in New York" in http(maya).get("/coach").text


def test_a_link_opens_the_call_and_nothing_else_is_a_link(http, maya, next_week):
    next_week.place = "https://meet.example/amara"
    assert 'href="https://meet.example/amara"' in http(maya).get("/coach").text
    next_week.place = "javascript:alert(1)"
    assert 'href="javascript' not in http(maya).get("/coach").text


def test_without_a_booked_session_it_says_so_and_asks_nothing(http, maya):
    page = http(maya).get("/coach").text
    assert "No session is booked yet." in page and "agenda" not in page
    assert "Your first summary arrives after your session" in page


def test_without_a_coach_it_says_so(http, maya, clock):
    maya.pairing.ended_at = clock.now
    db.session.commit()
    page = http(maya).get("/coach").text
    assert "You have no coach here at the moment." in page


def test_it_never_pretends_that_somebody_is_watching(http, maya):
    page = http(maya).get("/coach").text
    assert "Amara does not read this around the clock." in page and 'href="/help"' in page


def test_a_new_letter_is_marked_until_it_was_read(http, maya, letter):
    browser = http(maya)
    assert "New" in browser.get("/coach").text
    browser.post(f"/f/sessions/{letter.session_id}/opening")
    assert "pill--new" not in browser.get("/coach").text


def test_a_cancelled_session_is_not_the_next_one(http, maya, amara, next_week, clock):
    session(maya, amara, clock.now.replace(day=9), now=clock.now, outcome="cancelled_by_coach")
    assert "14 April" in http(maya).get("/coach").text


def test_a_session_that_has_ended_gives_way_to_the_next(http, maya, tuesday, next_week, clock):
    tuesday.starts_at = clock.now.replace(hour=8, minute=5)
    assert "14 April" in http(maya).get("/coach").text
    tuesday.minutes = 60
    assert "Today, 09:05" in http(maya).get("/coach").text
