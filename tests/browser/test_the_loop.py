"""The product's main job in a real browser: a session ends in a letter, a week happens, the coach sees it."""

from playwright.sync_api import Page, expect

from app.checkins.models import CheckIn
from tests.browser import scene
from tests.browser.conftest import DESK, PHONE
from tests.browser.hands import Finger, Keyboard

HEARD = "You keep two jobs going and rest in neither."
HER_WORDS = "I wait for permission to stop."
TO_BRING = "How to say no on Fridays"
PRACTICE = "One good thing, on purpose"
TYPED_ON = {"viewport": PHONE["viewport"]}


def test_the_loop_closes_by_touch(cast, opens):
    amara, maya = Finger(opens(cast.amara)), Finger(opens(cast.maya))
    the_loop(cast, amara, maya)


def test_the_loop_closes_by_keyboard_alone(cast, opens):
    amara, maya = Keyboard(opens(cast.amara, DESK)), Keyboard(opens(cast.maya, TYPED_ON))
    the_loop(cast, amara, maya)


def the_loop(cast, amara, maya) -> None:
    scene.met(cast), scene.keeps(cast)
    publishes(amara)
    reads(maya)
    does_the_practice(maya)
    checks_in(maya)
    ticks_the_habit(maya)
    brings(maya)
    sees_it_all(amara)
    assert amara.page.faults == [] and maya.page.faults == []
    assert scene.count(CheckIn, user_id=cast.maya.id, gone_at=None) == 1


def publishes(amara) -> None:
    page = amara.page
    page.goto("/clients")
    amara.presses(page.get_by_role("link", name="Maya Lindqvist"))
    amara.presses(page.get_by_role("link", name="note").locator("visible=true"))
    amara.writes(page.get_by_label("What I heard"), HEARD)
    amara.writes(page.get_by_label("In her words"), HER_WORDS)
    amara.picks(page.get_by_label("Practice", exact=True), f"{PRACTICE}, 2 min")
    amara.picks(page.get_by_label("How often").first, "Daily")
    assert page.get_by_label("Next time").input_value(), "the next date is preset"
    amara.presses(page.get_by_role("button", name="Publish to Maya"))
    expect(page.get_by_role("status").filter(has_text="Sent to Maya")).to_be_visible()


def reads(maya) -> None:
    page = maya.page
    page.goto("/today")
    with page.expect_response("**/opening") as told:
        maya.presses(page.get_by_role("link", name="Your summary is ready"))
        expect(page.get_by_text(HEARD)).to_be_visible()
    assert told.value.ok
    expect(page.get_by_text(HER_WORDS)).to_be_visible()


def does_the_practice(maya) -> None:
    page = maya.page
    maya.presses(page.get_by_role("link", name=f"Start: {PRACTICE}"))
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
    page.goto("/clients")
    amara.presses(page.get_by_role("link", name="Maya Lindqvist"))
    expect(page.locator("#bring")).to_contain_text(TO_BRING)
    expect(tally(page, PRACTICE)).to_contain_text("1 of 1")
    expect(tally(page, "Phone in the hall")).to_contain_text("1 of 1")
    expect(tally(page, "Check-in days")).to_contain_text("1 of")
    amara.presses(page.get_by_text("Entries of the last 14 days"))
    expect(page.locator("#entries")).to_contain_text("Low; stress: a little")
    amara.presses(page.locator(".brief__label a").first)
    expect(page.get_by_role("status").filter(has_text="Sent to Maya")).to_contain_text("Opened")


def tally(page: Page, title: str):
    return page.locator("#practices > div").filter(has_text=title)
