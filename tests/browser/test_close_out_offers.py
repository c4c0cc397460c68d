"""What the close-out offers, in a real browser: one tap or one choice, and no words of the coach are replaced."""

import re

from playwright.sync_api import expect

from app.core.db import db
from tests.browser.closing import at, brings, written
from tests.browser.conftest import DESK

HERS = "I wait for permission to stop."
SAVED = re.compile(r"Draft saved \d\d:\d\d")


def test_phrases_and_suggestions_are_one_tap(cast, met, opens):
    cast.maya.preferences = {"triggers": ["interruptions"]}
    db.session.commit()
    page = opens(cast.amara)
    page.goto(at(met))
    offer = page.get_by_role("button", name="Add: A line you can say")
    offer.tap()
    expect(page.get_by_label("A second practice")).to_have_value("boundary-line")
    expect(page.get_by_label("The moment").locator("visible=true").last).to_have_value(re.compile("^If someone asks"))
    expect(offer).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_text(SAVED)).to_be_visible()
    assert written(met).plan["slug_2"] == "boundary-line"
    offer.tap()
    expect(page.get_by_label("A second practice")).to_have_value("")


def test_a_practice_chosen_by_hand_brings_its_rhythm_and_a_moment(cast, met, opens):
    page = opens(cast.amara)
    page.goto(at(met))
    page.get_by_role("radio", name="Swap").check(force=True)
    page.get_by_label("Swap for").select_option(value="worry-slot")
    moment, often = page.locator("[name=cue_1]"), page.locator("[name=rhythm_1]")
    expect(moment).to_have_value(re.compile("^If a worry comes"))
    page.get_by_label("Swap for").select_option(value="body-scan-three")
    expect(moment).to_have_value(re.compile("^If I lie down"))
    expect(often).to_have_value("n3")
    moment.fill("If the bus stops, then I scan.")
    page.get_by_label("Swap for").select_option(value="long-sigh")
    expect(moment).to_have_value("If the bus stops, then I scan.")
    expect(often).to_have_value("n4")


def test_a_phrase_is_added_and_never_replaces(cast, met, opens):
    brings(cast, met, "Dad’s hospital letter")
    page = opens(cast.amara, DESK)
    page.goto(at(met))
    page.get_by_label("In her words").fill(HERS)
    for _ in range(2):
        page.get_by_role("button", name="Dad’s hospital letter").press("Enter")
    expect(page.get_by_label("In her words")).to_have_value(f"{HERS}\nDad’s hospital letter")
