"""Several at the same moment: each in a thread with a connection of its own, as in the server."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import Context
from threading import Barrier

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from app.accounts.models import Invite, Membership, Pairing, SignIn, SignInCode, User
from app.core.db import db
from tests.accounts.mailbox import another, code_for, link_for, mails

NOA = "noa@mail.example"
OURS = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def at_once(app) -> Callable[..., list[int]]:
    """at_once((path, form, cookie), ...): each posted by a browser of its own, all together; their statuses."""

    def post(*sent: tuple[str, dict, dict]) -> list[int]:
        db.session.commit()
        db.session.close()
        start = Barrier(len(sent))
        with ThreadPoolExecutor(len(sent)) as threads:
            # A context of its own for each: in the server none inherits that another one may write.
            tasks = [threads.submit(Context().run, _one, app, start, *one) for one in sent]
            statuses = [task.result() for task in tasks]
        db.session.expire_all()
        return statuses

    return post


def _one(app, start: Barrier, path: str, form: dict, cookie: dict) -> int:
    browser = FlaskClient(app, app.response_class)
    with browser.session_transaction() as kept:
        kept.update(cookie)
    start.wait(10)
    return browser.post(path, data=form, headers=OURS).status_code


def asked(http, email: str) -> dict:
    """The cookie of a browser that has asked for a code."""
    browser = http()
    browser.post("/sign-in", data={"email": email})
    with browser.session_transaction() as cookie:
        return dict(cookie)


def count(model, *where) -> int:
    return db.session.scalar(select(func.count()).select_from(model).where(*where))


def test_ten_guesses_at_once_cost_ten(http, maya, at_once):
    cookie, wrong = asked(http, maya.email), another(code_for(maya.email))
    statuses = at_once(*[("/sign-in/code", {"code": wrong}, cookie)] * 10)
    assert set(statuses) == {422} and db.session.scalar(select(SignInCode.tries)) == 5
    assert at_once(("/sign-in/code", {"code": code_for(maya.email)}, cookie)) == [422]


def test_the_right_code_four_times_at_once_is_one_sign_in(http, maya, at_once):
    cookie, code = asked(http, maya.email), code_for(maya.email)
    statuses = at_once(*[("/sign-in/code", {"code": code}, cookie)] * 4)
    assert statuses == [303] * 4 and count(SignIn) == 1


def test_eight_questions_for_one_address_at_once_mail_five(maya, at_once):
    statuses = at_once(*[("/sign-in", {"email": maya.email}, {})] * 8)
    assert sorted(statuses) == [303] * 5 + [429] * 3 and len(mails(maya.email)) == 5


def test_four_taps_on_a_mailed_link_at_once_make_one_person(http, amara, at_once):
    http(amara).post("/people/invites", data={"name": "Noa Levi", "email": NOA})
    form = {"email": NOA, "terms": "1", "sees": "1"}
    statuses = at_once(*[(link_for(NOA), form, {"browser": "noas"})] * 4)
    assert statuses == [303] * 4
    noa = User.of_address(NOA)
    assert (count(Pairing), count(Membership, Membership.user_id == noa.id), len(SignIn.of(noa))) == (1, 1, 1)


def test_two_invitations_used_with_one_address_at_once_make_one_person(http, amara, daniel, at_once):
    for coach in (amara, daniel):
        http(coach).post("/people/invites", data={"name": "Noa Levi", "email": NOA})
    paths = [f"/join/{invite.mailed_token}" for invite in db.session.scalars(select(Invite))]
    statuses = at_once(*[(path, {"email": NOA, "terms": "1"}, {}) for path in paths])
    # Whoever comes second is asked to prove the address, or told that the link is not for them any more.
    assert 303 in statuses and not {500, 503} & set(statuses)
    assert count(User, User.email == NOA) == 1 and count(Pairing, Pairing.ended_at.is_(None)) == 1


def test_two_people_who_take_one_new_address_at_once_are_not_both_let(http, maya, tomas, at_once):
    cookies = []
    for person in (maya, tomas):
        browser = http(person)
        browser.post("/settings/address", data={"email": "new@mail.example"})
        with browser.session_transaction() as cookie:
            cookies.append(dict(cookie))
    codes = [mail.body[:6] for mail in mails("new@mail.example")]
    forms = [{"code": code} for code in codes]
    statuses = at_once(*[("/settings/address/code", *one) for one in zip(forms, cookies, strict=True)])
    assert sorted(statuses) == [303, 422] and count(User, User.email == "new@mail.example") == 1


def test_a_client_handed_over_twice_at_once_has_one_coach(http, ingrid, maya, daniel, amara, at_once):
    browser = http(ingrid)
    with browser.session_transaction() as cookie:
        hers = dict(cookie)
    goals = [{"coach_id": str(coach.id)} for coach in (daniel, amara, daniel)]
    statuses = at_once(*[(f"/people/{maya.id}/coach", goal, hers) for goal in goals])
    assert statuses == [303] * 3 and count(Pairing, Pairing.ended_at.is_(None)) == 1
