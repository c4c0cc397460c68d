"""The product's main job in a real browser: a session ends in a letter, a week happens, the coach sees it and gives
what fits, and the next session takes five taps and two lines."""

import re

import pytest
from playwright.sync_api import Page, expect

from app.checkins.models import CheckIn
from tests.browser import scene
from tests.browser.conftest import DESK, PHONE
from tests.browser.hands import Counting, Finger, Keyboard

HEARD = "You keep two jobs going and rest in neither."
HER_WORDS = "I wait for permission to stop."
TO_BRING = "How to say no on Fridays"
PRACTICE, ANOTHER = "One good thing, on purpose", "Worry slot"
FOR_HERSELF = "Ask about her sister"
# What a coach's hand may do at most: taps, or keys apart from the letters of the two lines.
TAPS, KEYS = {"brief": 1, "close-out": 5, "library": 5}, {"brief": 2, "close-out": 30, "library": 70}
TOUCH = {"has_touch": True}
SCREENS = {"phone": {"viewport": PHONE["viewport"]}, "desk": DESK}


@pytest.mark.parametrize("screen", SCREENS)
def test_the_loop_closes_by_touch(cast, opens, screen):
    amara, maya = (Finger(opens(one, SCREENS[screen] | TOUCH)) for one in (cast.amara, cast.maya))
    the_loop(cast, Counting(amara), maya)


@pytest.mark.parametrize("screen", SCREENS)
def test_the_loop_closes_by_keyboard_alone(cast, opens, screen):
    amara, maya = (Keyboard(opens(one, SCREENS[screen])) for one in (cast.amara, cast.maya))
    the_loop(cast, Counting(amara), maya)


def the_loop(cast, amara, maya) -> None:
    scene.met(cast, hours_ago=24 * 7 + 1), scene.keeps(cast)
    publishes(amara)
    reads(maya)
    does_the_practice(maya)
    checks_in(maya)
    ticks_the_habit(maya)
    brings(maya)
    sees_it_all(amara)
    gives_from_the_library(amara)
    finds_it(maya)
    scene.met(cast)
    publishes_again(amara)
    assert amara.page.faults == [] and maya.page.faults == []
    assert scene.count(CheckIn, user_id=cast.maya.id, gone_at=None) == 1


def at_most(amara, what: str) -> None:
    """Since it was last asked, the hand did no more than this may take."""
    assert amara.count <= (TAPS if amara.taps else KEYS)[what], (what, amara.count)
    amara.count = 0


def opens_the_brief(amara) -> None:
    page = amara.page
    page.goto("/clients")
    amara.count = 0
    if amara.taps:
        amara.presses(page.get_by_role("link", name="Maya Lindqvist"))
    else:
        page.keyboard.press("j"), page.keyboard.press("b")
    page.wait_for_url("**/brief")
    at_most(amara, "brief")


def publishes(amara) -> None:
    page = amara.page
    opens_the_brief(amara)
    amara.presses(page.get_by_role("link", name="note").locator("visible=true"))
    expect(page.get_by_label("Came")).to_be_checked()
    amara.writes(page.get_by_label("What I heard"), HEARD)
    amara.writes(page.get_by_label("In her words"), HER_WORDS)
    amara.picks(page.get_by_label("Practice", exact=True), f"{PRACTICE}, 2 min")
    expect(page.get_by_label("The moment").first).to_have_value(re.compile("^If "))
    amara.picks(page.get_by_label("How often").first, "Daily")
    amara.chooses(page.get_by_role("switch", name="Ask for a plan"))
    assert page.get_by_label("Next time").input_value(), "the next date is preset"
    amara.presses(page.locator(".private summary"))
    amara.writes(page.get_by_label("Only you read this"), FOR_HERSELF)
    looks_at_the_letter(amara)
    amara.presses(page.get_by_role("button", name="Publish to Maya"))
    expect(page.get_by_role("status").filter(has_text="Sent to Maya")).to_be_visible()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()


def looks_at_the_letter(amara) -> None:
    """Beside the form on a desk, in its place on a phone."""
    page = amara.page
    look = page.get_by_role("link", name="Preview")
    narrow = look.is_visible()
    if narrow:
        amara.presses(look)
    for words in (HEARD, PRACTICE, "Next seven days, once"):
        expect(page.locator("#preview").get_by_text(words)).to_be_visible()
    if narrow:
        amara.presses(page.get_by_role("link", name="Write"))


def publishes_again(amara) -> None:
    """What she has is kept, the date stands: two lines are all there is to do."""
    page = amara.page
    opens_the_brief(amara)
    amara.presses(page.get_by_role("link", name="note").locator("visible=true"))
    amara.writes(page.get_by_label("What I heard"), HEARD)
    amara.writes(page.get_by_label("In her words"), HER_WORDS)
    if amara.taps:
        amara.presses(page.get_by_role("button", name="Publish to Maya"))
    else:
        page.keyboard.press("Control+Enter")
    expect(page.get_by_role("status").filter(has_text="Sent to Maya")).to_be_visible()
    at_most(amara, "close-out")
    for practice in (PRACTICE, ANOTHER):
        expect(page.locator("#letter")).to_contain_text(practice)


def reads(maya) -> None:
    page = maya.page
    page.goto("/today")
    with page.expect_response("**/opening") as told:
        maya.presses(page.get_by_role("link", name="Your summary is ready"))
        expect(page.get_by_text(HEARD)).to_be_visible()
    assert told.value.ok
    expect(page.get_by_text(HER_WORDS)).to_be_visible()
    expect(page.get_by_text("Next seven days, once")).to_be_visible()
    assert FOR_HERSELF not in page.content()


def does_the_practice(maya) -> None:
    does(maya, f"Start: {PRACTICE}")


def does(maya, start: str) -> None:
    page = maya.page
    maya.presses(page.get_by_role("link", name=start))
    maya.chooses(page.get_by_role("radio", name="The small version"))
    maya.presses(page.get_by_role("button", name="Start", exact=True))
    maya.presses(page.get_by_role("button", name="Finish"))
    expect(page.get_by_text("Small counts.")).to_be_visible()
    maya.presses(page.get_by_role("button", name="Back to today"))
    page.wait_for_url("**/today")


def checks_in(maya) -> None:
    page = maya.page
    maya.chooses(page.get_by_label("Mood 2 of 5, low"))
    if isinstance(maya, Keyboard):
        maya.presses(page.get_by_role("button", name="Go on"))
    maya.chooses(page.get_by_role("radio", name="A little"))
    if isinstance(maya, Keyboard):
        maya.presses(page.get_by_role("button", name="Save"))
    expect(page.get_by_text("Thanks. Saved.")).to_be_visible()
    maya.presses(page.get_by_role("button", name="Done", exact=True))
    expect(page.get_by_role("dialog")).to_be_hidden()


def ticks_the_habit(maya) -> None:
    mark = maya.page.locator("main .mark").first
    maya.presses(mark)
    expect(mark).to_have_attribute("aria-pressed", "true")


def brings(maya) -> None:
    page = maya.page
    maya.presses(page.get_by_role("link", name="Add something to bring"))
    maya.writes(page.get_by_label("What would you like to talk about?"), TO_BRING)
    maya.presses(page.get_by_role("button", name="Add", exact=True))
    expect(page.get_by_role("heading", name="You bring")).to_be_visible()


def sees_it_all(amara) -> None:
    page = amara.page
    opens_the_brief(amara)
    expect(page.locator("#bring")).to_contain_text(TO_BRING)
    expect(tally(page, PRACTICE)).to_contain_text("1 of 1")
    expect(tally(page, "Phone in the hall")).to_contain_text("1 of 1")
    expect(tally(page, "Check-in days")).to_contain_text("1 of")
    amara.presses(page.get_by_text("Entries of the last 14 days"))
    expect(page.locator("#entries")).to_contain_text("Low; stress: a little")
    amara.presses(page.locator(".brief__label a").first)
    expect(page.get_by_role("status").filter(has_text="Sent to Maya")).to_contain_text("Opened")


def gives_from_the_library(amara) -> None:
    page = amara.page
    amara.count = 0
    amara.presses(page.get_by_role("link", name="Library").locator("visible=true"))
    amara.presses(page.get_by_role("link", name=ANOTHER))
    amara.presses(page.get_by_role("link", name="Give to a client"))
    amara.presses(page.get_by_role("link", name="Maya Lindqvist"))
    amara.presses(page.get_by_role("button", name="Give to Maya"))
    expect(page.get_by_role("heading", name="Maya has it.")).to_be_visible()
    at_most(amara, "library")


def finds_it(maya) -> None:
    """One thing at a time: first the plan that the letter asked for."""
    maya.page.goto("/today")
    does(maya, "Start, 3 minutes")
    expect(maya.page.get_by_text(ANOTHER)).to_be_visible()


def tally(page: Page, title: str):
    return page.locator("#practices > div").filter(has_text=title)
