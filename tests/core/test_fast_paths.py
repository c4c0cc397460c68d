"""What is done once, or past a layer, answers as if it were not."""

import uuid

import pytest
from flask import url_for
from itsdangerous import BadSignature, SignatureExpired
from jinja2 import pass_context
from sqlalchemy import bindparam, select, text
from sqlalchemy.exc import DBAPIError

from app.accounts.models import User
from app.core import cookies, pages
from app.core.reads import rows
from tests.counting import statements


def test_rows_are_what_the_entities_say(maya, amara):
    told = select(User.id, User.name, User.preferences, User.created_at).where(User.name == bindparam("name"))
    assert rows(told, name=maya.name) == [(maya.id, maya.name, maya.preferences, maya.created_at)]
    assert rows(told, name="Nobody") == []


def test_rows_are_counted_as_statements(maya):
    with statements() as seen:
        rows(select(User.id))
    assert len(seen) == 1


def test_what_the_driver_refuses_is_an_error_of_the_database(maya):
    with pytest.raises(DBAPIError):
        rows(select(User.id).where(text("no_such_column = 1")))


def test_an_address_is_built_once_for_all_ids(app):
    address, one, other = pages.addresses(), uuid.uuid4(), uuid.uuid4()
    with app.test_request_context("/"):
        for id_ in (one, other):
            assert address("habits.show", habit_id=id_) == url_for("habits.show", habit_id=id_)
            assert address("practices.player", assignment_id=id_, tiny=1) == f"/practices/{id_}?tiny=1"
        assert address("today.show") == "/today"
        assert address("sessions.coach", _anchor="agenda") == url_for("sessions.coach", _anchor="agenda")


def test_a_cookie_that_held_still_grows_old(app, monkeypatch):
    signatures = app.session_interface.get_signing_serializer(app)
    cookie = signatures.dumps({"_user_id": "token"})
    assert signatures.loads(cookie, max_age=60) == signatures.loads(cookie, max_age=60) == {"_user_id": "token"}
    later = cookies.time() + 61
    monkeypatch.setattr(cookies, "time", lambda: later)
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: later)
    with pytest.raises(SignatureExpired):
        signatures.loads(cookie, max_age=60)


def test_who_asks_for_the_context_is_told_it(app):
    @pass_context
    def told(context, word: str) -> str:
        return context["greeting"] + word

    macro = "{% macro m(word) %}<{{ word }}>{% endmacro %}"
    page = macro + "{% for one in 'ab' %}{{ told(one) }}{{ m(one) }}{{ up(one) }} {% endfor %}"
    given = {"greeting": "hello ", "told": told, "up": lambda word: word.upper()}
    with app.test_request_context("/"):
        assert app.jinja_env.from_string(page).render(given) == "hello a<a>A hello b<b>B "


@pytest.mark.parametrize("said", [{"_user_id": "token"}, {"_flashes": [["note", "kept"]]}])
def test_what_one_request_makes_of_a_cookie_the_next_does_not_see(app, said):
    signatures = app.session_interface.get_signing_serializer(app)
    cookie = signatures.dumps(said)
    first = signatures.loads(cookie, max_age=60)
    first["more"] = 1
    for value in first.values():
        if isinstance(value, list):
            value.clear()
    assert signatures.loads(cookie, max_age=60) == said


def test_a_cookie_of_another_key_does_not_hold(app):
    signatures = app.session_interface.get_signing_serializer(app)
    with pytest.raises(BadSignature):
        signatures.loads(signatures.dumps({"_user_id": "token"}) + "x", max_age=60)
