"""Who is here and who is not: the answers, and what they cost, do not tell."""

import re

import pytest
from sqlalchemy import event

from app.channels.mail.models import Mail
from app.core.db import db
from tests import people


@pytest.fixture
def statements():
    seen: list[str] = []
    listener = lambda _c, _cur, sql, *_: seen.append(re.sub(r"\s+", " ", sql))  # noqa: E731
    event.listen(db.engine, "before_cursor_execute", listener)
    yield seen
    event.remove(db.engine, "before_cursor_execute", listener)


@pytest.fixture
def gone(harbour_lane, clock):
    return people.person(harbour_lane, "Gone Client", "client", now=clock.now, state="ended")


def pages(browser, email: str) -> list[tuple]:
    """Everything a browser sees on the way, the address itself taken out."""
    asked = browser.post("/sign-in", data={"email": email})
    typing = browser.get("/sign-in/code")
    wrong = browser.post("/sign-in/code", data={"code": "000000"})
    shown = [(one.status_code, one.text.replace(email, "ADDRESS")) for one in (asked, typing, wrong)]
    return [*shown, asked.headers["Location"]]


def test_known_unknown_and_ended_addresses_get_the_same_bytes(http, maya, gone):
    known = pages(http(), maya.email)
    assert known == pages(http(), "nobody@harbour.example") == pages(http(), gone.email)


def test_and_they_cost_the_same_statements(http, maya, gone, statements):
    costs = []
    http().post("/sign-in", data={"email": "warm@up.example"})
    for email in (maya.email, "nobody@harbour.example", gone.email):
        statements.clear()
        http().post("/sign-in", data={"email": email})
        costs.append(list(statements))
    assert costs[0] == costs[1] == costs[2]


def test_a_guess_costs_the_same_for_an_unknown_address(http, maya, statements):
    costs = []
    for email in (maya.email, "nobody@harbour.example"):
        browser = http()
        browser.post("/sign-in", data={"email": email})
        statements.clear()
        browser.post("/sign-in/code", data={"code": "000000"})
        costs.append(list(statements))
    assert costs[0] == costs[1]


def test_an_unknown_address_gets_no_mail(http, maya):
    http().post("/sign-in", data={"email": "nobody@harbour.example"})
    assert Mail.waiting() == []


def test_a_link_that_never_was_looks_like_one_taken_back(http, amara, clock):
    from app.accounts.models import Invite

    invite = Invite.make(
        organization_id=amara.organization_id, role="client", coach_id=amara.id, invited_by_id=amara.id, now=clock.now
    )
    invite.revoke(clock.now)
    taken_back, never = (http().get(f"/join/{token}") for token in (invite.token, "x" * 22))
    assert taken_back.status_code == never.status_code == 410
    assert taken_back.text.replace(invite.token, "T") == never.text.replace("x" * 22, "T")
    assert "Amara" not in taken_back.text
