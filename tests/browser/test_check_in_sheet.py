"""Two taps and it is saved; what a person may do before, during and after."""

from datetime import datetime

import pytest
from playwright.sync_api import Page, expect

from app.checkins.models import CheckIn
from tests.browser import looking, scene

NOTE = "Slept badly, said yes too often."


def test_two_taps_are_enough(cast, opens):
    page = opens(cast.maya)
    checks_in(page)
    saved = standing(cast)
    assert (saved.mood, saved.stress) == (4, 2)
    assert page.faults == []


def test_a_double_tap_makes_one_row(cast, opens):
    page = opens(cast.maya)
    page.goto("/today")
    page.get_by_label("Mood 4 of 5, good").tap()
    bar = page.get_by_role("radio", name="A little").bounding_box()
    for _ in range(2):
        page.touchscreen.tap(bar["x"] + bar["width"] / 2, bar["y"] + bar["height"] / 2)
    expect(page.get_by_text("Thanks. Saved.")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert scene.count(CheckIn, user_id=cast.maya.id) == 1


def test_undo_takes_it_back(cast, opens):
    page = opens(cast.maya)
    checks_in(page)
    page.get_by_role("button", name="Undo").tap()
    expect(page.get_by_text("Nothing was kept of it.")).to_be_visible()
    assert standing(cast) is None


def test_undo_goes_after_ten_seconds(cast, opens):
    page = opens(cast.maya)
    page.clock.install(time=datetime.now())
    checks_in(page)
    page.clock.run_for(8_000)
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    page.clock.run_for(4_000)
    expect(page.get_by_role("button", name="Undo")).to_be_hidden()
    assert standing(cast)


def test_the_rest_is_said_or_not(cast, opens):
    page = opens(cast.maya)
    checks_in(page)
    page.get_by_label("A line for yourself").fill(NOTE)
    page.get_by_role("button", name="Done", exact=True).tap()
    expect(page.get_by_role("dialog")).to_be_hidden()
    saved = standing(cast)
    assert (saved.mood, saved.stress, saved.note, saved.shared_at) == (4, 2, NOTE, None)


@pytest.mark.parametrize("leaves", ["reload", "back"])
def test_words_survive_leaving(leaves, cast, opens):
    page = opens(cast.maya)
    page.goto("/check-in")
    page.get_by_text("A little more, if you like").tap()
    page.get_by_label("A line for yourself").fill(NOTE)
    if leaves == "reload":
        page.reload()
    else:
        page.goto("/help")
        page.go_back()
    expect(page.get_by_label("A line for yourself")).to_have_value(NOTE)


def test_arrows_alone_save_nothing(cast, opens):
    page = opens(cast.maya)
    page.goto("/today")
    page.get_by_label("Mood 1 of 5, very low").focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect(page.get_by_label("Mood 4 of 5, good")).to_be_checked()
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert standing(cast) is None


def test_escape_closes_and_the_face_has_the_focus_again(cast, opens):
    page = opens(cast.maya)
    page.goto("/today")
    page.get_by_label("Mood 4 of 5, good").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Go on").press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert page.evaluate("!!document.activeElement.closest('[data-check-in]')")


def test_the_sheet_is_whole_asked_and_saved(cast, opens):
    page = opens(cast.maya)
    page.goto("/today")
    page.get_by_label("Mood 1 of 5, very low").tap()
    assert looking.faults(page) == []
    page.get_by_role("radio", name="Extremely").tap()
    expect(page.get_by_text("That is a lot.")).to_be_visible()
    assert looking.faults(page) == []


def checks_in(page: Page) -> None:
    page.goto("/today")
    page.get_by_label("Mood 4 of 5, good").tap()
    page.get_by_role("radio", name="A little").tap()
    expect(page.get_by_text("Thanks. Saved.")).to_be_visible()


def standing(cast) -> CheckIn | None:
    return scene.read(CheckIn, user_id=cast.maya.id, gone_at=None)
