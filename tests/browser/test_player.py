"""The practice player: every kind from start to end, left and taken up again, in the dark and without motion."""

import pytest
from playwright.sync_api import Page, expect

from app.practices.models import Completion, Skip
from tests.browser import looking, scene

WORDS = "He walked past because he was late himself."
# Of each kind one.
KINDS = ["even-breath", "five-senses", "thought-check", "wind-down"]


@pytest.mark.parametrize("slug", KINDS)
def test_a_practice_is_played_to_its_end(slug, cast, opens):
    page = starts(cast, opens, slug)
    walks_through(page)
    page.get_by_role("button", name="Back to today").tap()
    page.wait_for_url("**/today")
    run = scene.read(Completion, user_id=cast.maya.id)
    assert (run.outcome, run.slug) == ("done", slug)
    assert page.faults == []


@pytest.mark.parametrize("slug", KINDS)
def test_every_screen_is_whole(slug, cast, opens):
    page = starts(cast, opens, slug)
    walks_through(page, looks=True)
    assert page.faults == []


def test_a_run_that_was_left_goes_on_where_it_was(cast, opens):
    page = starts(cast, opens, "thought-check")
    page.get_by_role("textbox").locator("visible=true").fill(WORDS)
    goes_on(page)
    place = page.locator("[data-count]").inner_text()
    page.goto("/today")
    page.go_back()
    expect(page.locator("[data-count]")).to_have_text(place)
    page.get_by_role("button", name="Back", exact=True).tap()
    expect(page.get_by_role("textbox").locator("visible=true")).to_have_value(WORDS)


def test_a_pause_holds_the_breath(cast, opens):
    page = starts(cast, opens, "even-breath")
    breathes(page)
    page.get_by_role("button", name="Pause").tap()
    left = page.locator(".pacer__num").text_content()
    page.wait_for_timeout(1_300)
    assert page.locator(".pacer__num").text_content() == left
    page.get_by_role("button", name="Stop here").tap()
    expect(page.get_by_text("You started, that counts as a start.")).to_be_visible()


def test_a_double_tap_at_the_end_is_one_run(cast, opens):
    page = starts(cast, opens, "wind-down")
    walks_through(page)
    page.get_by_role("button", name="Back to today").dblclick()
    page.wait_for_url("**/today")
    assert scene.count(Completion, user_id=cast.maya.id) == 1


def test_without_motion_a_bar_fills_and_the_cup_stands_still(cast, opens):
    page = starts(cast, opens, "even-breath", reduced_motion="reduce")
    breathes(page)
    bar, tea = page.locator(".pacer__bar"), page.locator(".pacer__tea")
    expect(bar).to_be_visible()
    before, still = bar.evaluate("it => it.value"), tea.bounding_box()
    page.wait_for_function("was => document.querySelector('.pacer__bar').value > was", arg=before)
    assert tea.bounding_box() == still


def test_with_motion_the_tea_rises_and_there_is_no_bar(cast, opens):
    page = starts(cast, opens, "even-breath")
    breathes(page)
    expect(page.locator(".pacer__bar")).to_be_hidden()
    assert page.locator(".pacer__tea").evaluate("it => it.getAnimations().length") == 1


def test_not_today_offers_the_small_version(cast, opens):
    page = opens(cast.maya)
    page.goto(f"/practices/{scene.was_given(cast, 'even-breath').id}")
    page.get_by_role("link", name="Can’t today").tap()
    page.locator("input[name=reason]").first.tap()
    page.get_by_role("radio", name="The small version now").tap()
    page.get_by_role("button", name="Note it").tap()
    expect(page.get_by_role("link", name="Start, 30 seconds")).to_be_visible()
    assert scene.read(Skip, user_id=cast.maya.id).instead == "tiny"


def starts(cast, opens, slug: str, **options) -> Page:
    given = scene.was_given(cast, slug).id
    page = opens(cast.maya, **options)
    page.goto(f"/practices/{given}")
    page.get_by_role("button", name="Start", exact=True).tap()
    return page


def breathes(page: Page) -> None:
    """Past the question and the opening words, to the cup."""
    while not page.get_by_role("button", name="Pause").is_visible():
        goes_on(page)


def walks_through(page: Page, *, looks: bool = False) -> None:
    """Next, until the last screen; what has to be written is written."""
    wrong = []
    while not page.get_by_role("button", name="Back to today").is_visible():
        wrong += looking.axe(page) + looking.dark(page) if looks else []
        goes_on(page)
    wrong += looking.faults(page) if looks else []
    assert wrong == []


def goes_on(page: Page) -> None:
    for field in page.locator("[data-step]:not([hidden]) [required]").all():
        field.fill(WORDS[:20])
    page.locator(":is([data-next], [data-go]):visible").first.tap()
