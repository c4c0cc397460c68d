"""What the log holds: ids and codes. Not one word, name, address, code or token of anybody, even where things go wrong."""

import logging

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from app.core.db import db
from app.core.logs import JsonLine
from tests.access.policy import DOORS
from tests.access.test_every_route import path_of, rules
from tests.access.world import CANARIES, build
from tests.accounts.mailbox import code_for, link_for

SAID = ("canary-typed", "Canary Person", "canary@mail.example", "evil-canary")


class Lines(logging.Handler):
    """Keeps the lines as they would stand in the log."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(JsonLine())
        self.kept: list[str] = []

    def emit(self, record) -> None:
        self.kept.append(self.format(record))


@pytest.fixture
def lines(app):
    handler, root, level = Lines(), logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel("INFO")
    yield handler.kept
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.fixture
def world(clock):
    return build(clock.now)


def typed(form: dict | None = None) -> dict:
    fields = (
        "name",
        "title",
        "text",
        "note",
        "private",
        "focus",
        "cue",
        "reason_own",
        "place",
        "answer-thought",
        "q",
    )
    return dict.fromkeys(fields, SAID[0]) | (form or {})


def leaks(lines: list[str], *more: str) -> list[str]:
    assert lines
    secrets = [word for word in (*CANARIES, *SAID, *more) if word]
    return [line for line in lines if any(secret in line for secret in secrets)]


def test_every_page_and_every_form_of_everybody(app, http, world, lines):
    browsers = {name: http(world.actors[name]) for name in ("maya", "amara", "ingrid", "nobody")}
    for rule, method in rules(app):
        for name in DOORS[rule.endpoint] & browsers.keys():
            browsers[name].open(path_of(rule, world.ids), method=method, query_string={"q": SAID[3]}, data=typed())
    assert leaks(lines, world.ids["token"]) == []


def test_inviting_joining_and_signing_in(http, amara, lines):
    http(amara).post("/people/invites", data={"name": SAID[1], "email": SAID[2]})
    link, phone = link_for(SAID[2]), http()
    phone.post(link, data={"email": SAID[2], "terms": "1"})
    phone.post("/sign-out")
    phone.post("/sign-in", data={"email": SAID[2]}, headers={"User-Agent": SAID[3]})
    code = code_for(SAID[2])
    phone.post("/sign-in/code", data={"code": code}, headers={"Referer": f"http://localhost{link}"})
    assert phone.get("/settings").status_code == 200
    assert leaks(lines, code, link.rpartition("/")[2]) == []


@pytest.mark.parametrize(
    "fault", [OperationalError("INSERT", {"x": "canary-typed"}, Exception(SAID[2])), ValueError(SAID[1])]
)
def test_where_things_go_wrong(http, world, lines, fault):
    def breaks(*_) -> None:
        raise fault

    browser, path = http(world.actors["maya"]), f"/join/{world.ids['token']}"
    db.session.close()
    event.listen(db.engine, "before_cursor_execute", breaks)
    try:
        answers = [browser.get("/today"), browser.post(path, data=typed()), browser.get("/no/canary-typed")]
    finally:
        event.remove(db.engine, "before_cursor_execute", breaks)
    assert {answer.status_code for answer in answers[:2]} <= {500, 503}
    assert leaks(lines, world.ids["token"]) == []
