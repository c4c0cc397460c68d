"""The library in a real browser: given in four taps, by touch and by keyboard; searched, copied, edited, nothing lost."""

import pytest
from playwright.sync_api import expect

from app.practices.models import Assignment, PracticeVersion
from tests.browser import looking, scene
from tests.browser.conftest import DESK, PHONE
from tests.browser.hands import Finger, Keyboard

SIGH = "/library/long-sigh"


class Counted:
    """A hand whose every press is counted."""

    def __init__(self, hand) -> None:
        self.hand, self.page, self.count = hand, hand.page, 0

    def __getattr__(self, name: str):
        def act(*args) -> None:
            self.count += 1
            getattr(self.hand, name)(*args)

        return act


@pytest.mark.parametrize(("hand", "screen"), [(Finger, PHONE), (Keyboard, DESK)])
def test_a_practice_is_given_in_four_taps(hand, screen, cast, opens):
    amara = Counted(hand(opens(cast.amara, screen)))
    page = amara.page
    page.goto(SIGH)
    amara.presses(page.get_by_role("link", name="Give to a client"))
    amara.presses(page.get_by_role("link", name="Maya Lindqvist"))
    amara.chooses(page.get_by_role("radio", name="Daily"))
    amara.presses(page.get_by_role("button", name="Give to Maya"))
    expect(page.get_by_role("heading", name="Maya has it.")).to_be_visible()
    assert (amara.count, page.faults) == (4, [])
    assert scene.read(Assignment, client_id=cast.maya.id).rhythm == {"type": "daily"}


def test_the_usual_rhythm_needs_no_tap_and_half_a_minute_takes_it_back(cast, opens):
    page = opens(cast.amara)
    page.goto(f"{SIGH}/assignment?client={cast.maya.id}")
    page.get_by_role("button", name="Give to Maya").dblclick()
    expect(page.get_by_text("four a week")).to_be_visible()
    assert scene.count(Assignment, client_id=cast.maya.id) == 1
    page.get_by_role("button", name="Undo").tap()
    expect(page.get_by_role("button", name="Give to Maya")).to_be_visible()
    assert scene.count(Assignment, client_id=cast.maya.id) == 0


def test_the_shelf_follows_each_choice_and_the_way_back_finds_it(cast, opens):
    page = opens(cast.amara)
    page.goto("/library")
    page.get_by_label("Kind").select_option(label="Checklist")
    expect(page.get_by_role("heading", name="2 practices")).to_be_visible()
    expect(page.locator("#live")).to_have_text("2 practices")
    page.get_by_role("link", name="Wind-down").tap()
    expect(page.get_by_role("heading", name="The steps")).to_be_visible()
    page.go_back()
    expect(page.get_by_label("Kind")).to_have_value("checklist")
    page.get_by_label("Time").select_option(label="1–2 minutes")
    page.get_by_role("link", name="Without “1–2 minutes”: 2").tap()
    expect(page.locator(".shelf__card")).to_have_count(2)
    assert page.faults == []


def test_the_shelf_is_searched_without_script(cast, opens):
    page = opens(cast.amara, java_script_enabled=False)
    page.goto("/library")
    page.get_by_label("Kind").select_option(label="Checklist")
    page.get_by_role("button", name="Show").tap()
    expect(page.locator(".shelf__card")).to_have_count(2)


@pytest.mark.parametrize("script", [True, False])
def test_a_copy_is_written_and_given_as_it_is_now(script, cast, opens):
    page = opens(cast.amara, java_script_enabled=script)
    page.goto("/library/thought-check")
    page.get_by_role("button", name="Make my own copy").tap()
    page.get_by_label("Title").fill("One thought")
    page.get_by_role("button", name="Remove, step 1").tap()
    page.get_by_role("button", name="A question").tap()
    page.get_by_label("Words").last.fill("What now?")
    page.get_by_label("Name of the field").last.fill("Now")
    page.get_by_role("button", name="Up, step 7").tap()
    expect(page.get_by_label("Title")).to_have_value("One thought")
    page.get_by_role("button", name="Save").tap()
    expect(page.get_by_role("heading", name="One thought")).to_be_visible()
    saved = scene.read(PracticeVersion, organization_id=cast.org.id, version=2)
    assert [step["text"] for step in saved.body["steps"]][-2:] == [
        "What now?",
        "And how true does the first thought feel now?",
    ]
    assert page.faults == []


def test_what_was_typed_into_a_copy_outlives_the_page(cast, opens):
    page = opens(cast.amara)
    page.goto(SIGH)
    page.get_by_role("button", name="Make my own copy").tap()
    page.get_by_label("What it promises").fill("Out, and out again")
    page.goto("/library")
    page.go_back()
    expect(page.get_by_label("What it promises")).to_have_value("Out, and out again")
    page.get_by_label("What it promises").press("Enter")
    expect(page.get_by_text("Version 2")).to_be_visible()
    page.get_by_role("link", name="Edit").tap()
    expect(page.get_by_label("What it promises")).to_have_value("Out, and out again")


def test_a_refused_copy_is_whole_and_says_where(cast, opens):
    page = opens(cast.amara)
    page.goto("/library/square-breath")
    page.get_by_role("button", name="Make my own copy").tap()
    page.get_by_label("Title").fill("")
    page.get_by_label("Words", exact=True).first.fill("")
    page.get_by_role("button", name="Save").tap()
    expect(page.get_by_label("Title")).to_be_focused()
    expect(page.get_by_label("Words", exact=True).first).to_have_attribute("aria-invalid", "true")
    assert [each for each in looking.faults(page, desk=True) if "422" not in each] == []
