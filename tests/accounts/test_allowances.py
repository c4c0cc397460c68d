"""Asking and guessing have limits, and a stranger's asking keeps nobody out."""

import pytest

from app.accounts.allowances import network_of
from tests.accounts.mailbox import another, code_for, mails


def ask(browser, email: str, *, at: str = "203.0.113.1"):
    return browser.post("/sign-in", data={"email": email}, environ_base={"REMOTE_ADDR": at})


def guess(browser, code: str, *, at: str = "203.0.113.1"):
    return browser.post("/sign-in/code", data={"code": code}, environ_base={"REMOTE_ADDR": at})


def test_the_sixth_question_for_one_address_waits(http, maya):
    answers = [ask(http(), maya.email, at=f"203.0.113.{n}") for n in range(6)]
    assert [one.status_code for one in answers] == [303] * 5 + [429]
    assert answers[5].headers["Retry-After"] == "180" and "Please wait three minutes" in answers[5].text
    assert len(mails(maya.email)) == 5


def test_an_unknown_address_waits_just_so(http):
    codes = [ask(http(), "nobody@harbour.example").status_code for _ in range(6)]
    assert codes == [303] * 5 + [429]


def test_three_minutes_later_one_more_is_allowed(http, maya, clock):
    for _ in range(6):
        ask(http(), maya.email)
    clock.moves(minutes=3, seconds=1)
    assert [ask(http(), maya.email).status_code for _ in range(2)] == [303, 429]


def test_one_network_asks_for_thirty_addresses_at_most(http):
    answers = [ask(http(), f"n{n}@harbour.example") for n in range(31)]
    assert [one.status_code for one in answers] == [303] * 30 + [429]
    assert ask(http(), "more@harbour.example", at="203.0.113.2").status_code == 303


def test_an_ipv6_network_is_its_first_half():
    assert network_of("2001:db8:1:2:3:4:5:6") == network_of("2001:db8:1:2::1") == "2001:db8:1:2::/64"
    assert network_of("::ffff:192.0.2.7") == "192.0.2.7"
    assert network_of(None) == network_of("not an address") == "unknown"


def test_thirty_guesses_without_a_code_and_the_network_waits(http):
    answers = [guess(http(), f"{n:06}").status_code for n in range(31)]
    assert answers == [422] * 30 + [429]


def test_a_browser_with_a_living_code_still_gets_in(http, maya):
    phone = http()
    ask(phone, maya.email)
    for n in range(31):
        guess(http(), f"{n:06}")
    for n in range(6):
        ask(http(), maya.email, at=f"198.51.100.{n}")
    assert guess(phone, mails(maya.email)[0].body[:6]).status_code == 303


def test_a_browser_she_has_used_before_can_ask_while_strangers_keep_asking(http, maya):
    phone = http()
    ask(phone, maya.email)
    guess(phone, code_for(maya.email))
    phone.post("/sign-out")
    for n in range(8):
        ask(http(), maya.email, at=f"198.51.100.{n}")
    assert ask(phone, maya.email).status_code == 303


def test_a_strangers_guesses_use_up_none_of_her_tries(http, maya):
    phone, stranger = http(), http()
    ask(phone, maya.email)
    code = code_for(maya.email)
    ask(stranger, maya.email, at="198.51.100.9")
    for _ in range(7):
        guess(stranger, another(code), at="198.51.100.9")
    assert guess(phone, code).status_code == 303


@pytest.mark.parametrize("header", ["198.51.100.1", "198.51.100.2, 198.51.100.3"])
def test_what_a_forwarded_header_says_is_not_believed(http, header):
    browser = http()
    codes = [
        browser.post("/sign-in", data={"email": f"a{n}@b.example"}, headers={"X-Forwarded-For": f"{n}, {header}"})
        for n in range(31)
    ]
    assert codes[-1].status_code == 429
