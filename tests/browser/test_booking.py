"""Booking in a real browser: what was typed is kept until it is booked, and whatever stands there fits the screen."""

from playwright.sync_api import expect

from app.core.db import db
from app.sessions.models import CoachingSession
from tests.browser import looking, scene

CALL = "https://meet.example/" + "a-very-long-room-name-" * 3


def sessions_of(cast) -> str:
    return f"/clients/{cast.maya.id}/sessions"


def test_what_was_typed_is_kept_on_the_device_until_it_is_booked(cast, opens):
    page = opens(cast.amara)
    page.goto(sessions_of(cast))
    page.get_by_label("Date").fill("2031-05-05")
    page.get_by_label("Place or link").fill(CALL)
    page.goto("/clients")
    page.goto(sessions_of(cast))
    expect(page.get_by_label("Date")).to_have_value("2031-05-05")
    expect(page.get_by_label("Place or link")).to_have_value(CALL)
    page.get_by_label("Date").fill(f"{cast.now.year + 1}-05-05")
    page.get_by_label("Time").fill("18:30")
    page.get_by_role("button", name="Book").click()
    expect(page.get_by_text("No session is booked.")).to_have_count(0)
    expect(page.get_by_label("Date").last).to_have_value("")
    assert scene.read(CoachingSession, client_id=cast.maya.id).place == CALL and page.faults == []


def test_another_time_is_kept_until_it_is_saved(cast, opens):
    scene.will_meet(cast)
    page = opens(cast.amara)
    for _ in range(2):
        page.goto(sessions_of(cast))
        page.locator("details summary").click()
        place = page.get_by_label("Place or link").first
        if not place.input_value():
            place.fill("Room 2")
    expect(place).to_have_value("Room 2")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("details summary")).to_contain_text("Room 2")


def test_a_cancelled_session_is_brought_back_with_one_tap(cast, opens):
    scene.will_meet(cast)
    page = opens(cast.amara)
    page.goto(sessions_of(cast))
    page.locator("details summary").tap()
    page.get_by_role("button", name="Maya cancelled").tap()
    expect(page.get_by_text("No session is booked.")).to_be_visible()
    page.get_by_role("button", name="Book again").tap()
    expect(page.get_by_text("No session is booked.")).to_have_count(0)
    assert scene.read(CoachingSession, client_id=cast.maya.id).outcome is None and page.faults == []


def test_it_is_whole_with_everything_that_can_stand_on_it(cast, opens):
    scene.met(cast, hours_ago=3), scene.will_meet(cast, in_days=8)
    scene.will_meet(cast).settle("cancelled_by_client", now=cast.now)
    db.session.execute(db.update(CoachingSession).where(CoachingSession.client_id == cast.maya.id).values(place=CALL))
    db.session.commit()
    page = opens(cast.amara)
    page.goto(sessions_of(cast))
    for words in ("Maya did not come", "Book again"):
        expect(page.get_by_text(words)).to_be_visible()
    assert looking.faults(page, desk=True) == []
