"""The close-out in a real browser: a minute long, and nothing that was typed is ever lost."""

import re

import pytest
from playwright.sync_api import Page, expect

from app.sessions.models import CoachingSession, PrivateNote
from tests.browser import looking, scene
from tests.browser.closing import at, brings, written
from tests.browser.conftest import DESK
from tests.browser.hands import Counting, Finger, Keyboard

HEARD, HERS = "You carry two jobs.", "I wait for permission to stop."
OFFLINE = "No connection. Your words are kept; publish when you are back."
KEYS = 40  # apart from the letters of the two lines
SAVED = re.compile(r"Draft saved \d\d:\d\d")


def closes_out(cast, hand) -> None:
    page = hand.page
    page.goto(f"/clients/{cast.maya.id}/brief")
    hand.presses(page.get_by_role("link", name="note").locator("visible=true"))
    hand.writes(page.get_by_label("What I heard"), HEARD)
    hand.writes(page.get_by_label("In her words"), HERS)
    expect(page.get_by_role("radio", name="Keep")).to_be_checked()
    assert page.get_by_label("Next time").input_value()
    hand.presses(page.get_by_role("button", name="Publish to Maya"))
    expect(page.get_by_role("status").filter(has_text="Sent to Maya")).to_be_visible()
    assert page.faults == []


def test_five_taps_and_two_lines(cast, met, opens):
    finger = Counting(Finger(opens(cast.amara)))
    closes_out(cast, finger)
    assert finger.count <= 5
    assert (written(met).focus, written(met).insight) == (HEARD, HERS)
    assert scene.count(CoachingSession, client_id=cast.maya.id, outcome=None) == 1


def test_the_same_by_keyboard_alone(cast, met, opens):
    keyboard = Counting(Keyboard(opens(cast.amara, DESK)))
    closes_out(cast, keyboard)
    assert keyboard.count <= KEYS


def test_one_key_publishes_from_any_field(cast, met, opens):
    page = opens(cast.amara, DESK)
    page.goto(at(met))
    page.get_by_label("What I heard").fill(HEARD)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Sent to Maya")).to_be_visible()


def test_what_is_typed_is_saved_by_itself_and_says_when(cast, met, opens):
    page = opens(cast.amara)
    page.goto(at(met))
    page.get_by_label("What I heard").fill(HEARD)
    expect(page.get_by_text(SAVED)).to_be_visible()
    page.get_by_label("What I heard").fill(f"{HEARD} One has no end.")
    page.get_by_label("In her words").focus()
    expect(page.locator("input[name=version]")).to_have_value("2")
    assert written(met).focus == f"{HEARD} One has no end." and page.faults == []


def test_a_browser_closed_in_mid_sentence_loses_nothing(cast, met, opens):
    page = opens(cast.amara)
    page.goto(at(met))
    page.route("**/f/**", lambda route: route.abort())  # the server is gone as well
    page.get_by_label("What I heard").fill("You carry two jo")
    page.get_by_label("Smaller").check(force=True)
    page.get_by_label("Missed").check(force=True)
    page.get_by_label("Next time").fill("2031-05-05T18:30")
    page.get_by_text("My private note").click()
    page.get_by_label("Only you read this").fill("Half a thou")
    context = page.context
    page.close()
    again = context.new_page()
    again.goto(at(met))
    expect(again.get_by_label("What I heard")).to_have_value("You carry two jo")
    for label in ("Smaller", "Missed"):
        expect(again.get_by_label(label)).to_be_checked()
    expect(again.get_by_label("Next time")).to_have_value("2031-05-05T18:30")
    expect(again.locator("#private")).to_have_value("Half a thou")
    expect(again.get_by_text(SAVED)).to_be_visible()
    assert scene.read(PrivateNote, session_id=met.id).text == "Half a thou"


@pytest.mark.parametrize("reply", [None, 502, 503, 401])
def test_without_a_connection_publish_says_so_and_waits(cast, met, opens, reply):
    page = opens(cast.amara)
    page.goto(at(met))
    page.get_by_label("What I heard").fill(HEARD)
    page.route("**/publication", lambda route: route.fulfill(status=reply) if reply else route.abort())
    page.get_by_role("button", name="Publish to Maya").click()
    expect(page.get_by_text("Please sign in again." if reply == 401 else OFFLINE)).to_be_visible()
    expect(page.get_by_label("What I heard")).to_have_value(HEARD)
    page.unroute("**/publication")
    page.get_by_role("button", name="Publish to Maya").click()
    expect(page.get_by_text("Sent to Maya")).to_be_visible()


def test_offline_nothing_is_tried_and_nothing_is_lost(cast, met, opens):
    page = opens(cast.amara)
    page.goto(at(met))
    page.context.set_offline(True)
    page.get_by_label("What I heard").fill(HEARD)
    page.get_by_role("button", name="Publish to Maya").click()
    expect(page.get_by_text(OFFLINE)).to_be_visible()
    expect(page.get_by_text("Kept on this device")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_text(OFFLINE)).to_be_hidden()
    expect(page.get_by_text(SAVED)).to_be_visible()
    page.get_by_role("button", name="Publish to Maya").click()
    expect(page.get_by_text("Sent to Maya")).to_be_visible()


def test_a_publish_whose_reply_was_lost_is_pressed_again_and_sent_once(cast, met, opens):
    page, lost = opens(cast.amara), []

    def arrive_only(route) -> None:
        lost.append(route.fetch())
        route.abort()

    page.goto(at(met))
    page.get_by_label("What I heard").fill(HEARD)
    page.route("**/f/**/publication", arrive_only, times=1)
    page.get_by_role("button", name="Publish to Maya").click()
    expect(page.get_by_text(OFFLINE)).to_be_visible()
    page.get_by_role("button", name="Publish to Maya").dblclick()
    expect(page.get_by_text("Sent to Maya")).to_be_visible()
    assert lost[0].status == 204 and scene.count(CoachingSession, client_id=cast.maya.id, outcome=None) == 1


def test_publishing_while_a_draft_is_on_its_way(cast, met, opens):
    page, held = opens(cast.amara), []
    page.goto(at(met))
    page.route("**/draft", lambda route: held.append(route))
    page.get_by_label("What I heard").fill(HEARD)
    page.get_by_label("In her words").focus()  # the draft is sent, and stays on its way
    page.get_by_label("In her words").fill(HERS)
    page.get_by_role("button", name="Publish to Maya").click()
    expect(page.get_by_text("Sent to Maya")).to_be_visible()
    late = held[0].request
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}
    assert page.request.post(late.url, data=late.post_data, headers=headers).ok
    assert (written(met).focus, written(met).insight) == (HEARD, HERS)


def test_two_tabs_are_told_of_each_other(cast, met, opens):
    first = opens(cast.amara)
    first.goto(at(met))
    second = first.context.new_page()
    second.goto(at(met))
    writes(first, "From the first")
    expect(first.get_by_text(SAVED)).to_be_visible()
    writes(second, "From the second")
    expect(second.get_by_role("alert").filter(has_text="changed in another window")).to_contain_text("From the first")
    expect(second.get_by_label("What I heard")).to_have_value("From the second")
    assert written(met).focus == "From the first"
    second.get_by_role("button", name="Save mine instead").click()
    expect(second.get_by_text(SAVED)).to_be_visible()
    assert written(met).focus == "From the second"


def test_the_other_version_can_be_taken_instead(cast, met, opens):
    first, second = opens(cast.amara), opens(cast.amara)
    for page in (first, second):
        page.goto(at(met))
    writes(first, "From the first")
    expect(first.get_by_text(SAVED)).to_be_visible()
    writes(second, "From the second")
    second.get_by_role("link", name="Go on with the other one").click()
    expect(second.get_by_label("What I heard")).to_have_value("From the first")
    expect(second.get_by_text("another window")).to_have_count(0)


def test_the_button_says_when_nothing_is_sent(cast, met, opens):
    page = opens(cast.amara)
    page.goto(at(met))
    page.get_by_label("Missed").check(force=True)
    expect(page.get_by_role("button", name="Save, send nothing")).to_be_visible()
    page.get_by_label("Came").check(force=True)
    expect(page.get_by_role("button", name="Publish to Maya")).to_be_visible()


def test_the_preview_takes_turns_with_the_form_on_a_phone(cast, met, opens):
    page = opens(cast.amara)
    page.goto(at(met))
    page.get_by_label("What I heard").fill(HEARD)
    page.get_by_role("link", name="Preview").tap()
    expect(page.locator("#preview").get_by_text(HEARD)).to_be_visible()
    expect(page.get_by_label("What I heard")).to_be_hidden()
    expect(page.get_by_role("button", name="Publish to Maya")).to_be_in_viewport()
    page.get_by_role("link", name="Write").tap()
    expect(page.get_by_label("What I heard")).to_have_value(HEARD)


def test_what_cannot_be_published_stands_beside_its_field(cast, met, opens):
    page = opens(cast.amara)
    page.goto(at(met))
    page.get_by_role("button", name="Publish to Maya").click()
    expect(page.get_by_text("Please write a line or two.")).to_be_visible()
    expect(page.get_by_label("What I heard")).to_be_focused()
    assert written(met) is None or written(met).published_at is None


def test_it_is_whole_with_everything_that_can_stand_on_it(cast, met, opens):
    cast.maya.preferences = {"triggers": ["interruptions"]}
    brings(cast, met, "Dad’s hospital letter, and everything else that comes with it on a Friday afternoon")
    first, page = opens(cast.amara), opens(cast.amara)
    for each in (first, page):
        each.goto(at(met))
    writes(first, "From the first")
    expect(first.get_by_text(SAVED)).to_be_visible()
    page.get_by_role("button", name="Add: A line you can say").tap()
    expect(page.get_by_role("alert").filter(has_text="another window")).to_be_visible()
    page.faults.clear()  # the refusal is in the console
    assert looking.faults(page, desk=True) == []


def test_without_a_script_it_is_a_plain_form(cast, met, opens):
    page = opens(cast.amara, DESK, java_script_enabled=False)
    page.goto(at(met))
    page.get_by_label("What I heard").fill(HEARD)
    page.get_by_role("button", name="Save draft").last.click()
    expect(page.get_by_text(SAVED)).to_be_visible()
    page.get_by_role("button", name="Publish to Maya").click()
    expect(page.get_by_text("Sent to Maya")).to_be_visible()


def writes(page: Page, words: str) -> None:
    page.get_by_label("What I heard").fill(words)


def test_at_large_text_the_bar_does_not_take_the_screen(cast, met, opens):
    page = opens(cast.amara)
    page.goto(at(met))
    bar, where = page.locator(".publish"), "it => getComputedStyle(it).position"
    assert bar.evaluate(where) == "sticky"
    page.evaluate("document.documentElement.dataset.text = '200'")
    assert bar.evaluate(where) == "static"
