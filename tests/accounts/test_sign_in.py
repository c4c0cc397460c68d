"""Signing in by a code: it works where it was asked for, a few times, for a while."""

import pytest

from app.accounts.models import SignIn, SignInCode
from app.core.db import db
from tests import people
from tests.accounts.mailbox import another, code_for, mails


@pytest.fixture
def phone(http, maya):
    """A browser that has asked for Maya's code."""
    browser = http()
    browser.get("/sign-in")
    browser.post("/sign-in", data={"email": " Maya@harbour.EXAMPLE "})
    return browser


def type_in(browser, code: str):
    return browser.post("/sign-in/code", data={"code": code})


def test_the_code_from_the_mail_signs_in(phone, maya):
    answer = type_in(phone, code_for(maya.email))
    assert (answer.status_code, answer.headers["Location"]) == (303, "/today")
    assert phone.get("/settings").status_code == 200


def test_the_code_may_be_typed_with_a_space(phone, maya):
    code = code_for(maya.email)
    assert type_in(phone, f" {code[:3]} {code[3:]} ").status_code == 303


def test_a_wrong_code_says_so_beside_the_field(phone, maya):
    answer = type_in(phone, another(code_for(maya.email)))
    assert answer.status_code == 422
    assert "You have 4 more tries" in answer.text and 'aria-describedby="code-help code-error"' in answer.text


def test_after_five_tries_even_the_right_code_is_refused(phone, maya):
    code = code_for(maya.email)
    answers = [type_in(phone, another(code)) for _ in range(5)]
    assert "one more try" in answers[3].text and "Ask for a new one" in answers[4].text
    assert "Ask for a new one" in type_in(phone, code).text


def test_five_letters_cost_no_try(phone, maya):
    assert "Six digits" in type_in(phone, "abcde").text
    assert db.session.scalar(db.select(SignInCode.tries)) == 0


def test_a_code_rests_after_ten_minutes(phone, maya, clock):
    clock.moves(minutes=10)
    assert type_in(phone, code_for(maya.email)).status_code == 422


def test_another_browser_cannot_use_the_code(phone, maya, http):
    answer = type_in(http(), code_for(maya.email))
    assert answer.status_code == 422
    assert type_in(phone, code_for(maya.email)).status_code == 303


def test_a_code_for_one_person_is_not_good_for_another(phone, maya, tomas, http):
    other = http()
    other.post("/sign-in", data={"email": tomas.email})
    assert type_in(other, code_for(maya.email)).status_code == 422


def test_five_looks_at_the_page_use_nothing_up(phone, maya):
    for _ in range(5):
        assert phone.get("/sign-in/code").status_code == 200
    assert type_in(phone, code_for(maya.email)).status_code == 303


def test_the_same_code_sent_twice_signs_in_once(phone, maya, http, clock):
    twin = http()
    with phone.session_transaction() as cookie, twin.session_transaction() as other:
        other.update(cookie)
    code = code_for(maya.email)
    first = type_in(phone, code)
    clock.moves(seconds=9)
    assert first.headers["Location"] == type_in(twin, code).headers["Location"] == "/today"
    assert db.session.scalar(db.select(db.func.count(SignIn.id))) == 1
    assert twin.get("/settings").status_code == 200


def test_ten_seconds_later_the_code_is_used_up(phone, maya, clock):
    code = code_for(maya.email)
    type_in(phone, code)
    clock.moves(seconds=11)
    assert type_in(phone, code).status_code == 422


def test_each_sign_in_has_a_name_of_its_own(phone, maya, http):
    with phone.session_transaction() as cookie:
        cookie["_user_id"] = "planted"
    type_in(phone, code_for(maya.email))
    with phone.session_transaction() as cookie:
        assert cookie["_user_id"] != "planted"
        kept = cookie["_user_id"]
    assert kept not in [row.token_hash for row in SignIn.of(maya)]


def test_nothing_planted_in_the_cookie_survives_signing_in(phone, maya):
    with phone.session_transaction() as cookie:
        cookie["planted"] = "by the one before"
    type_in(phone, code_for(maya.email))
    with phone.session_transaction() as cookie:
        assert "planted" not in cookie


def test_the_cookie_outlives_the_browser_and_scripts_do_not_read_it(phone, maya):
    cookie = type_in(phone, code_for(maya.email)).headers["Set-Cookie"]
    assert "Expires=" in cookie and "HttpOnly" in cookie and "SameSite=Lax" in cookie


def test_signed_in_people_go_to_their_first_page(http, maya, amara, ingrid):
    goals = [http(who).get("/sign-in").headers["Location"] for who in (maya, amara, ingrid)]
    assert goals == [http(who).get("/").headers["Location"] for who in (maya, amara, ingrid)]
    assert goals == ["/today", "/clients", "/people"]


def test_signed_out_the_front_is_signing_in(http):
    assert http().get("/").headers["Location"] == "/sign-in"


def test_signing_out_ends_the_sign_in_everywhere_it_is_kept(phone, maya):
    type_in(phone, code_for(maya.email))
    with phone.session_transaction() as cookie:
        kept = dict(cookie)
    phone.post("/sign-out")
    with phone.session_transaction() as cookie:
        cookie.update(kept)
    assert phone.get("/settings").headers["Location"].startswith("/sign-in")


def test_an_ended_person_is_told_by_mail_and_gets_no_code(http, harbour_lane, clock):
    gone = people.person(harbour_lane, "Gone Client", "client", now=clock.now, state="ended")
    browser = http()
    browser.post("/sign-in", data={"email": gone.email})
    assert "Access for this address has ended" in mails(gone.email)[0].body
    assert [type_in(browser, f"{guess:06}").status_code for guess in (0, 123456)] == [422, 422]


def test_a_paused_coach_goes_round_in_no_circles(http, harbour_lane, clock):
    rests = people.person(harbour_lane, "Resting Coach", "coach", now=clock.now, state="paused")
    assert http(rests).get("/sign-in").status_code == 200


def test_the_list_of_browsers_says_which_one_it_is(http, maya):
    agent = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36"
    browser = http()
    browser.post("/sign-in", data={"email": maya.email}, headers={"User-Agent": agent})
    browser.post("/sign-in/code", data={"code": code_for(maya.email)}, headers={"User-Agent": agent})
    assert SignIn.of(maya)[0].browser == "Chrome on Android"
