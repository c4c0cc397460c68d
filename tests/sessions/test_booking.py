"""Amara books, moves and cancels sessions."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from app.core.db import db
from app.sessions.models import CoachingSession
from tests.sessions.conftest import session

TUESDAY = {"day": "2026-04-21", "time": "18:30", "minutes": "50", "place": "Room 2"}


def booked(client) -> list[CoachingSession]:
    rows = db.select(CoachingSession).where(CoachingSession.client_id == client.id)
    return list(db.session.scalars(rows.order_by(CoachingSession.starts_at)))


def test_the_time_is_read_on_the_coachs_clock(http, maya, amara):
    amara.zone = "America/New_York"
    answer = http(amara).post(f"/clients/{maya.id}/sessions", data=TUESDAY)
    assert answer.status_code == 303
    assert booked(maya)[0].starts_at == datetime(2026, 4, 21, 22, 30, tzinfo=UTC)
    assert "23:30 for Maya" in http(amara).get(f"/clients/{maya.id}/sessions").text


def test_another_day_on_the_other_clock_is_named(http, maya, amara):
    maya.zone = "Asia/Tokyo"
    http(amara).post(f"/clients/{maya.id}/sessions", data=TUESDAY)
    assert "Wednesday 02:30 for Maya" in http(amara).get(f"/clients/{maya.id}/sessions").text
    assert "Tuesday 18:30 for Amara in London" in http(maya).get("/coach").text


def test_booking_twice_is_one_session(http, maya, amara):
    browser = http(amara)
    for _ in range(2):
        browser.post(f"/clients/{maya.id}/sessions", data=TUESDAY)
    assert len(booked(maya)) == 1


def test_booking_twice_at_the_same_moment_is_one_session(app, http, maya, amara, monkeypatch):
    browsers, at = [http(amara) for _ in range(4)], f"/clients/{maya.id}/sessions"
    looked = CoachingSession._booked_at
    # Long enough between looking and booking that all four would have looked first.
    monkeypatch.setattr(CoachingSession, "_booked_at", lambda *of: (looked(*of), time.sleep(0.05))[0])

    def send(browser) -> int:
        with app.app_context():
            return browser.post(at, data=TUESDAY).status_code

    db.session.commit()
    with ThreadPoolExecutor(4) as together:
        assert list(together.map(send, browsers)) == [303] * 4
    assert len(booked(maya)) == 1


def test_an_hour_that_the_clocks_skip_moves_on(http, maya, amara):
    http(amara).post(f"/clients/{maya.id}/sessions", data=TUESDAY | {"day": "2027-03-28", "time": "01:30"})
    assert booked(maya)[0].starts_at == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("day", "2026-04-06", "more than a day ago"),
        ("day", "2029-04-06", "more than two years away"),
        ("day", "soon", "Please choose a date."),
        ("time", "", "Please choose a time."),
        ("minutes", "3", "Between 10 minutes and 4 hours, please."),
    ],
)
def test_what_cannot_be_booked_comes_back_with_words(http, maya, amara, field, value, words):
    answer = http(amara).post(f"/clients/{maya.id}/sessions", data=TUESDAY | {field: value})
    assert answer.status_code == 422 and words in answer.text and 'value="Room 2"' in answer.text
    assert booked(maya) == []


def test_a_session_of_this_morning_can_be_noted_afterwards(http, maya, amara):
    http(amara).post(f"/clients/{maya.id}/sessions", data=TUESDAY | {"day": "2026-04-08", "time": "08:00"})
    assert len(booked(maya)) == 1


def test_a_session_can_be_moved(http, maya, amara, next_week):
    answer = http(amara).post(f"/sessions/{next_week.id}/time", data=TUESDAY | {"minutes": "30"})
    assert answer.status_code == 303
    assert [(one.starts_at.day, one.minutes) for one in booked(maya)] == [(21, 30)]
    assert http(amara).post(f"/sessions/{next_week.id}/time", data=TUESDAY | {"time": ""}).status_code == 422


@pytest.mark.parametrize("by", ["client", "coach"])
def test_a_session_can_be_cancelled_once(http, maya, amara, next_week, by):
    browser = http(amara)
    for _ in range(2):
        assert browser.post(f"/sessions/{next_week.id}/cancellation", data={"by": by}).status_code == 303
    assert booked(maya)[0].outcome == f"cancelled_by_{by}"
    assert "No session is booked yet." in http(maya).get("/coach").text


def test_a_cancelled_session_is_booked_again_as_it_was(http, maya, amara, next_week):
    browser, at = http(amara), f"/clients/{maya.id}/sessions"
    browser.post(f"/sessions/{next_week.id}/cancellation", data={"by": "client"})
    assert "Cancelled by Maya" in browser.get(at).text and "Book again" in browser.get(at).text
    for _ in range(2):
        assert browser.post(f"/sessions/{next_week.id}/cancellation/withdrawal").headers["Location"] == at
    assert [(one.outcome, one.place, one.minutes) for one in booked(maya)] == [(None, "Room 2", 50)]
    assert "18:30" in http(maya).get("/coach").text and "Book again" not in browser.get(at).text


def test_another_one_booked_for_that_moment_stands(http, maya, amara, next_week, clock):
    browser = http(amara)
    browser.post(f"/sessions/{next_week.id}/cancellation", data={"by": "coach"})
    session(maya, amara, next_week.starts_at, now=clock.now)
    assert "Book again" not in browser.get(f"/clients/{maya.id}/sessions").text
    assert browser.post(f"/sessions/{next_week.id}/cancellation/withdrawal").status_code == 303
    assert sorted(str(one.outcome) for one in booked(maya)) == ["None", "cancelled_by_coach"]


def test_what_is_over_is_not_booked_again(http, maya, amara, next_week, clock):
    http(amara).post(f"/sessions/{next_week.id}/cancellation", data={"by": "coach"})
    clock.moves(days=7)
    answer = http(amara).post(f"/sessions/{next_week.id}/cancellation/withdrawal")
    assert answer.status_code == 409 and "settled already: cancelled by you" in answer.text
    assert booked(maya)[0].outcome == "cancelled_by_coach" and "Book again" not in answer.text


def test_what_took_place_is_neither_moved_nor_cancelled(http, maya, amara, tuesday, clock):
    tuesday.settle("done", now=clock.now)
    browser = http(amara)
    assert browser.post(f"/sessions/{tuesday.id}/cancellation", data={"by": "coach"}).status_code == 409
    assert browser.post(f"/sessions/{tuesday.id}/time", data=TUESDAY).status_code == 409
    assert booked(maya)[0].outcome == "done"


def test_only_the_coach_of_today_books(http, maya, amara, daniel, stranger, ingrid, next_week, clock):
    for other in (daniel, stranger, ingrid, maya):
        browser = http(other)
        answers = [
            browser.get(f"/clients/{maya.id}/sessions"),
            browser.post(f"/clients/{maya.id}/sessions", data=TUESDAY),
        ]
        answers += [browser.post(f"/sessions/{next_week.id}/time", data=TUESDAY)]
        answers += [browser.post(f"/sessions/{next_week.id}/cancellation", data={"by": "coach"})]
        assert [one.status_code for one in answers] == [404] * 4
    maya.pairing.ended_at = clock.now
    assert http(amara).get(f"/clients/{maya.id}/sessions").status_code == 404


def test_past_sessions_wait_for_their_close_out(http, maya, amara, tuesday):
    page = http(amara).get(f"/clients/{maya.id}/sessions").text
    assert "To close out" in page and f"/sessions/{tuesday.id}/close-out" in page


@pytest.mark.parametrize("minutes", [20, 120])
def test_whoever_did_not_come_is_one_tap_away(http, maya, amara, next_week, clock, minutes):
    clock.moves(days=6, hours=8, minutes=30 + minutes)
    browser = http(amara)
    at = f"/sessions/{next_week.id}/close-out?attendance=no_show"
    assert f'href="{at}">Maya did not come' in browser.get(f"/clients/{maya.id}/sessions").text
    assert 'value="no_show" checked' in browser.get(at).text


def test_before_it_begins_nobody_has_missed_it(http, maya, amara, next_week):
    assert "did not come" not in http(amara).get(f"/clients/{maya.id}/sessions").text


def test_another_clients_sessions_are_not_on_the_page(http, maya, tomas, amara, next_week, clock):
    theirs = session(tomas, amara, clock.now.replace(day=16), now=clock.now)
    assert str(theirs.id) not in http(amara).get(f"/clients/{maya.id}/sessions").text


def test_a_session_moved_over_a_change_of_clocks_is_right_on_both(http, maya, amara, next_week):
    # London changes on 25 October 2026, New York on 1 November: for a week they are four hours apart.
    amara.zone = "America/New_York"
    at, move = f"/clients/{maya.id}/sessions", f"/sessions/{next_week.id}/time"
    for day, for_maya in (("2026-10-20", "18:30"), ("2026-10-27", "17:30"), ("2026-11-03", "18:30")):
        http(amara).post(move, data=TUESDAY | {"day": day, "time": "13:30"})
        page = http(amara).get(at).text
        assert f"{for_maya} for Maya" in page and f'value="{day}"' in page and 'value="13:30"' in page
        assert f"{for_maya}</p>" in http(maya).get("/coach").text


def test_the_rhythm_keeps_the_hour_over_a_change_of_clocks(http, maya, amara, clock):
    clock.moves(days=196)  # 21 October
    for day in (6, 20):
        held = session(maya, amara, datetime(2026, 10, day, 17, 30, tzinfo=UTC), now=clock.now)
        held.settle("done" if day == 6 else None, now=clock.now)
    assert 'value="2026-11-03T18:30"' in http(amara).get(f"/sessions/{held.id}/close-out").text
