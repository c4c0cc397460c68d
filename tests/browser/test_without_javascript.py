"""The same day by plain forms: where scripts are off, or have not arrived."""

import pytest
from playwright.sync_api import Page, expect

from app.checkins.models import CheckIn
from app.habits.models import HabitDay
from app.practices.models import Completion
from app.sessions.models import AgendaNote
from tests.browser import scene

TO_BRING = "How to say no on Fridays"


@pytest.fixture
def page(cast, opens) -> Page:
    return opens(cast.maya, java_script_enabled=False)


def test_a_check_in_is_a_form(cast, page):
    page.goto("/today")
    page.get_by_label("Mood 4 of 5, good").check()
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_label("Mood 4 of 5, good")).to_be_checked()
    page.get_by_role("radio", name="Somewhat").check()
    page.get_by_role("button", name="Save").click()
    saved = scene.read(CheckIn, user_id=cast.maya.id)
    assert (saved.mood, saved.stress, saved.local_date) == (4, 3, cast.maya.local_day(cast.now))


def test_a_double_tap_on_save_makes_one_row(cast, page):
    page.goto("/check-in?mood=4")
    page.get_by_role("radio", name="Somewhat").check()
    page.get_by_role("button", name="Save").dblclick()
    page.wait_for_url("**/check-in/*")
    assert scene.count(CheckIn, user_id=cast.maya.id) == 1


def test_a_habit_is_ticked_and_taken_back(cast, page):
    habit = scene.keeps(cast)
    page.goto("/today")
    page.get_by_role("button", name="mark as done").click()
    assert scene.read(HabitDay, habit_id=habit.id).state == "done"
    page.goto("/habits")
    page.get_by_role("button", name="Undo").first.click()
    assert scene.read(HabitDay, habit_id=habit.id).state == "none"


@pytest.mark.parametrize("slug", ["even-breath", "five-senses", "thought-check", "wind-down"])
def test_a_practice_stands_whole_and_can_be_finished(slug, cast, page):
    page.goto(f"/practices/{scene.was_given(cast, slug).id}")
    for field in page.locator("[required]").all():
        field.fill("In my own words")
    page.get_by_role("button", name="Finish").click()
    expect(page.get_by_text("That counts.")).to_be_visible()
    assert scene.read(Completion, user_id=cast.maya.id).outcome == "done"


def test_something_to_bring_is_a_form(cast, page):
    booked = scene.will_meet(cast)
    page.goto("/coach")
    page.get_by_label("What would you like to talk about?").fill(TO_BRING)
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("heading", name="You bring")).to_be_visible()
    assert scene.read(AgendaNote, session_id=booked.id).text == TO_BRING
