"""The doors: a code from the mail, an invitation, another address. Pages that stand for a minute only."""

import time

import pytest
from playwright.sync_api import Page, expect

from app.accounts.models import Invite, User
from app.core.db import db
from tests.accounts import mailbox
from tests.browser import looking, scene
from tests.browser.hands import Finger, Keyboard

HANDS = pytest.mark.parametrize("hand", [Finger, Keyboard])


@HANDS
def test_a_code_from_the_mail_lets_in(hand, cast, opens):
    page = opens()
    page.goto("/habits")
    hand(page).writes(page.get_by_label("Your email"), cast.maya.email)
    hand(page).presses(page.get_by_role("button", name="Send me a code"))
    types_the_code(hand(page), "Sign in", cast.maya.email)
    page.wait_for_url("**/habits")
    expect(page.get_by_role("link", name="Habits", exact=True)).to_have_attribute("aria-current", "page")


@HANDS
def test_joining_takes_a_name_an_address_and_a_code(hand, cast, opens):
    page, email = opens(), f"noor@{time.time_ns()}.example"
    page.goto(f"/join/{invited(cast)}")
    hand(page).writes(page.get_by_label("Your name"), "Noor Haddad")
    hand(page).writes(page.get_by_label("Your email"), email)
    for box in page.get_by_role("checkbox").all():
        hand(page).chooses(box)
    hand(page).presses(page.get_by_role("button", name="Start"))
    types_the_code(hand(page), "Join", email)
    page.wait_for_url("**/today")
    assert scene.read(User, email=email).zone == "Europe/London"


def test_another_address_is_proven_by_a_code(cast, opens):
    page, email = opens(cast.maya), f"lindqvist@{time.time_ns()}.example"
    page.goto("/settings/address")
    Finger(page).writes(page.get_by_label("New address"), email)
    Finger(page).presses(page.get_by_role("button", name="Send the code"))
    types_the_code(Finger(page), "Use this address", email)
    expect(page.get_by_text(email).first).to_be_visible()
    assert scene.read(User, id=cast.maya.id).email == email


def test_a_wrong_code_is_said_beside_the_field_and_has_the_focus(cast, opens):
    page = opens()
    page.goto("/sign-in")
    page.get_by_label("Your email").fill(cast.maya.email)
    page.get_by_role("button", name="Send me a code").tap()
    expect(page.get_by_role("heading", name="Look in your mail.")).to_be_visible()
    page.locator("input[name=code]").fill(mailbox.another(code_for(cast.maya.email)))
    page.get_by_role("button", name="Sign in").tap()
    field = page.locator("[aria-invalid=true]")
    expect(field).to_be_focused()
    assert page.title().startswith("Error:")
    assert not [each for each in looking.faults(page) if "status of 422" not in each]


def types_the_code(hand: Finger | Keyboard, button: str, email: str) -> None:
    page: Page = hand.page
    expect(page.get_by_role("button", name=button)).to_be_visible()
    assert looking.faults(page) == []
    hand.writes(page.locator("input[name=code]"), code_for(email))
    hand.presses(page.get_by_role("button", name=button))


def invited(cast) -> str:
    """The token of a link Amara gave to somebody."""
    about = {"organization_id": cast.org.id, "coach_id": cast.amara.id, "invited_by_id": cast.amara.id}
    token = Invite.make(role="client", now=cast.now, **about).token
    db.session.commit()
    return token


def code_for(email: str) -> str:
    code = mailbox.code_for(email)
    db.session.commit()
    return code
