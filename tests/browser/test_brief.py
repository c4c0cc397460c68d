"""The brief in a real browser: one tap away, one screen, one printed page, and said to have been read."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from app.accounts.models import Pairing
from app.core.db import db
from app.sessions.models import Summary
from tests.browser import scene
from tests.browser.conftest import DESK, PHONE
from tests.browser.hands import Finger, Keyboard
from tests.review import happened

LONG = "Dad’s hospital letter came on Monday, and I read it three times before I could put it down. "
CUE = "If I have put the kettle on after work and nobody needs me, then I take the long sigh by the window."
SLUGS = ("long-sigh", "one-thing", "worry-slot")
SHEETS = {"A4": {"format": "A4"}, "Letter": {"format": "Letter"}}


@pytest.fixture
def usual(cast):
    """Maya half an hour before a session: one line to bring, one practice, one habit, one shared note."""
    soon = happened.session(cast.amara, cast.maya, cast.now + timedelta(minutes=30))
    happened.agenda(cast.maya, soon, cast.now, "Dad’s hospital letter, and saying no to the Friday meeting")
    sigh = happened.assignment(cast.maya, cast.amara, "long-sigh", now=cast.now)
    phone = happened.habit(cast.maya, "Phone in the hall by nine", now=cast.now)
    for days in range(1, 27):
        then = cast.now - timedelta(days=days)
        happened.check_in(cast.maya, then, stress=2 if days < 14 else 4, tags=["workload"])
        happened.run(cast.maya, sigh, then), happened.habit_day(cast.maya, phone, then)
    happened.check_in(cast.maya, cast.now, note="Said no on Thursday, nothing collapsed.", share=True)
    db.session.commit()
    return cast


@pytest.fixture
def full(usual):
    """The same with as much of everything as a brief can hold."""
    maya, amara, now = usual.maya, usual.amara, usual.now
    soon, last = (
        scene.will_meet(usual, in_days=0),
        happened.session(amara, maya, now - timedelta(days=7), outcome="done"),
    )
    letter = Summary.draft(last, now=now)
    letter.bring, letter.published_at = LONG, now
    for slug in SLUGS[1:]:
        given = happened.assignment(maya, amara, slug, now=now, cue=CUE)
        letter.choose(given)
        happened.not_today(
            maya, given, now - timedelta(days=2), reason="Too much on that day, and then the phone rang"
        )
    for days in range(3):
        happened.agenda(maya, soon, now, (LONG * 3)[:280])
        happened.check_in(maya, now - timedelta(days=days), note=LONG, share=True)
    for title in ("A walk before lunch, without the phone", "Lights out by eleven"):
        happened.habit(maya, title, now=now)
    db.session.commit()
    return usual


def brief_of(cast) -> str:
    return f"/clients/{cast.maya.id}/brief"


def pages_in(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@pytest.mark.parametrize(("hand", "screen"), [(Finger, PHONE), (Keyboard, DESK)])
def test_it_is_one_tap_from_the_roster_and_leads_to_the_client_and_back(usual, opens, hand, screen):
    page = opens(usual.amara, screen)
    page.goto("/clients")
    hand(page).presses(page.get_by_role("link", name="Maya Lindqvist"))
    expect(page).to_have_url(re.compile("/brief$"))
    hand(page).presses(page.get_by_role("link", name="Good to know"))
    hand(page).presses(page.get_by_role("link", name="Timeline", exact=True))
    expect(page.get_by_text("Check-in: Okay").first).to_be_visible()
    hand(page).presses(page.get_by_role("link", name="Brief", exact=True))
    expect(page).to_have_url(re.compile("/brief$"))
    assert page.faults == [] and page.foreign == []


def test_on_a_desk_it_is_one_screen(usual, opens):
    page = opens(usual.amara, DESK)
    page.goto(brief_of(usual))
    last = page.get_by_role("link", name="Offer a habit").bounding_box()
    assert last["y"] + last["height"] <= DESK["viewport"]["height"]


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("text", ["100", "200"])
def test_it_prints_on_one_page(full, opens, sheet, text):
    page = opens(full.amara, DESK)
    page.goto(brief_of(full))
    page.evaluate("size => document.documentElement.dataset.text = size", text)
    assert page.locator(".tally > div").count() >= 6 and page.locator("q.said, .said q").count() == 3
    assert pages_in(page.pdf(**SHEETS[sheet])) == 1


def test_nothing_of_it_is_cut_off_on_paper(full, opens):
    page = opens(full.amara, DESK)
    page.goto(brief_of(full))
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 673, "height": 1016})  # A4 without its margins
    foot = page.locator(".brief__foot").bounding_box()
    assert foot["y"] + foot["height"] <= 1016 and page.evaluate("document.documentElement.scrollWidth") <= 673


def test_a_figure_opens_what_it_rests_on(usual, opens):
    page = opens(usual.amara, DESK)
    page.goto(brief_of(usual))
    page.get_by_role("link", name="14 of 14").first.press("Enter")
    expect(page.locator("#entries li").first).to_be_visible()


def test_smaller_is_a_choice_for_the_note(usual, opens):
    page = opens(usual.amara, DESK)
    page.goto(brief_of(usual))
    Keyboard(page).presses(page.get_by_role("link", name="Smaller"))
    expect(page.get_by_role("group", name="The long sigh").get_by_role("radio", name="Smaller")).to_be_checked()


def test_once_it_was_on_the_screen_she_reads_that_it_was(usual, opens):
    page = opens(usual.amara, DESK)
    with page.expect_response("**/reading") as told:
        page.goto(brief_of(usual))
    assert told.value.status == 204 and scene.read(Pairing, client_id=usual.maya.id).read_at
    hers = opens(usual.maya)
    hers.goto("/progress")
    expect(hers.get_by_text("Read by Amara").first).to_be_visible()
