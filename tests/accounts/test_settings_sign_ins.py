"""The browsers where a person is signed in, and the address they sign in with."""

import re

import pytest

from app.accounts.models import SignIn, User
from app.channels.mail.models import Mail
from app.core.db import db
from tests.accounts.mailbox import another


def newest(user) -> SignIn:
    return db.session.scalars(db.select(SignIn).where(SignIn.user_id == user.id).order_by(SignIn.id.desc())).first()


def code_for(email: str) -> str:
    mail = next(one for one in reversed(Mail.waiting()) if one.to == email)
    return re.search(r"\d{6}", mail.body)[0]


def address(maya) -> str:
    return db.session.get(User, maya.id).email


@pytest.fixture
def asked(http, maya):
    """Maya's browser, which has asked to use a new address."""
    browser = http(maya)
    browser.post("/settings/address", data={"email": " Maya@New.example "})
    return browser


def test_a_person_ends_another_browser(http, maya, clock):
    here, there = http(maya), http(maya)
    other = newest(maya)
    assert f"/settings/sign-ins/{other.id}/ending" in here.get("/settings/sign-ins").text
    assert here.post(f"/settings/sign-ins/{other.id}/ending").status_code == 303
    assert there.get("/settings").location.startswith("/sign-in")
    assert here.get("/settings").status_code == 200


def test_somebody_elses_sign_in_is_not_there(http, maya, tomas):
    http(tomas)
    theirs = newest(tomas)
    assert http(maya).post(f"/settings/sign-ins/{theirs.id}/ending").status_code == 404
    assert newest(tomas).ended_at is None


def test_all_others_end_with_one_tap(http, maya, tomas):
    here, there, elsewhere = http(maya), http(maya), http(tomas)
    here.post("/settings/sign-ins/ending")
    assert here.get("/settings").status_code == 200
    assert there.get("/settings").status_code == 303
    assert elsewhere.get("/settings").status_code == 200


def test_a_sign_in_that_ran_out_is_not_listed(http, maya, clock):
    http(maya)
    clock.moves(days=91)
    page = http(maya).get("/settings/sign-ins").text
    assert page.count('id="sign-in-') == 1


def test_the_new_address_counts_once_its_code_is_typed(asked, maya):
    assert address(maya) == "maya@harbour.example"
    answer = asked.post("/settings/address/code", data={"code": code_for("maya@new.example")})
    assert (answer.status_code, address(maya)) == (303, "maya@new.example")


def test_the_old_address_is_told(asked, maya):
    asked.post("/settings/address/code", data={"code": code_for("maya@new.example")})
    told = [mail for mail in Mail.waiting() if mail.to == "maya@harbour.example"]
    assert len(told) == 1 and "maya@new.example" not in told[0].body


def test_the_same_code_twice_within_a_moment_tells_once(asked, maya):
    code = code_for("maya@new.example")
    for _ in range(2):
        assert asked.post("/settings/address/code", data={"code": code}).status_code == 303
    assert len([mail for mail in Mail.waiting() if mail.to == "maya@harbour.example"]) == 1


def test_a_wrong_code_changes_nothing_and_five_are_enough(asked, maya):
    right = code_for("maya@new.example")
    wrong = "000000" if right != "000000" else "111111"
    for _ in range(5):
        answer = asked.post("/settings/address/code", data={"code": wrong})
        assert answer.status_code == 422 and f'value="{wrong}"' in answer.text
    assert asked.post("/settings/address/code", data={"code": right}).status_code == 422
    assert address(maya) == "maya@harbour.example"


def test_a_code_rests_after_ten_minutes(asked, maya, clock):
    clock.moves(minutes=10)
    assert asked.post("/settings/address/code", data={"code": code_for("maya@new.example")}).status_code == 422
    assert asked.get("/settings/address/code").location == "/settings/address"


def test_another_browser_cannot_use_the_code(asked, http, maya):
    answer = http(maya).post("/settings/address/code", data={"code": code_for("maya@new.example")})
    assert (answer.status_code, address(maya)) == (422, "maya@harbour.example")


def test_a_taken_address_is_told_only_to_whoever_reads_its_mail(http, maya, tomas):
    browser = http(maya)
    assert browser.post("/settings/address", data={"email": tomas.email}).status_code == 303
    answer = browser.post("/settings/address/code", data={"code": code_for(tomas.email)})
    assert answer.status_code == 422 and "already" in answer.text
    assert address(maya) == "maya@harbour.example"


def test_an_address_that_is_none_keeps_what_was_typed(http, maya):
    answer = http(maya).post("/settings/address", data={"email": "maya at new"})
    assert answer.status_code == 422 and 'value="maya at new"' in answer.text
    assert not Mail.waiting()


def test_asking_has_a_limit(http, maya):
    browser = http(maya)
    codes = [browser.post("/settings/address", data={"email": f"m{n}@new.example"}).status_code for n in range(6)]
    assert codes == [303] * 5 + [429]


@pytest.fixture
def left_open(http, maya, clock):
    """A phone where Maya signed in yesterday, and where somebody has asked to use another address."""
    browser = http(maya)
    clock.moves(days=1)
    browser.post("/settings/address", data={"email": "maya@new.example"})
    return browser


def test_a_phone_left_open_is_not_enough_to_take_an_account(left_open, maya):
    assert "Code sent to your address of now" in left_open.get("/settings/address/code").text
    for own in ({}, {"own_code": code_for("maya@new.example")}):
        form = {"code": code_for("maya@new.example")} | own
        answer = left_open.post("/settings/address/code", data=form)
        assert answer.status_code == 422 and "mail to your address of now" in answer.text
    assert address(maya) == "maya@harbour.example"


def test_with_both_codes_the_address_changes_and_a_slip_in_one_spares_the_other(left_open, maya, clock):
    codes = {"code": code_for("maya@new.example"), "own_code": code_for("maya@harbour.example")}
    assert left_open.post("/settings/address/code", data=codes | {"code": "123123"}).status_code == 422
    clock.moves(minutes=2)
    assert left_open.post("/settings/address/code", data=codes).status_code == 303
    assert address(maya) == "maya@new.example"


def test_guessing_the_old_addresss_code_has_five_tries(left_open, maya):
    right = {"code": code_for("maya@new.example"), "own_code": code_for("maya@harbour.example")}
    for _ in range(5):
        left_open.post("/settings/address/code", data=right | {"own_code": another(right["own_code"])})
    assert left_open.post("/settings/address/code", data=right).status_code == 422
    assert address(maya) == "maya@harbour.example"
