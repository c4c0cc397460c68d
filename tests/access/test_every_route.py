"""Every route x method x actor: who is not meant is refused, nothing changes, and no word of Maya's is in the answer."""

import uuid

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.routing import Rule

from app.core.db import db
from app.core.guard import SAFE_METHODS, allowed_roles
from tests.access.policy import ANYONE, DOORS, declared
from tests.access.world import CANARIES, build

REFUSED = {303, 401, 404}


@pytest.fixture
def world(clock):
    return build(clock.now)


def rules(app) -> list[tuple[Rule, str]]:
    return [
        (rule, method) for rule in app.url_map.iter_rules() for method in sorted(rule.methods - {"HEAD", "OPTIONS"})
    ]


def path_of(rule: Rule, ids: dict) -> str:
    unknown = rule.arguments - ids.keys()
    assert not unknown, f"teach tests/access/world.py what {unknown} of {rule} may be"
    return rule.build({name: ids[name] for name in rule.arguments})[1]


def counts() -> dict[str, int]:
    return {
        name: db.session.scalar(select(func.count()).select_from(table)) for name, table in db.metadata.tables.items()
    }


def refusal(answer) -> str | None:
    """What is wrong with an answer that should have been a refusal; None if nothing is."""
    if answer.status_code not in REFUSED:
        return f"answered {answer.status_code}"
    if answer.status_code == 303 and not answer.location.startswith("/sign-in"):
        return f"led to {answer.location}"
    leaked = [word for word in CANARIES if word.encode() in answer.data]
    return f"leaked {leaked}" if leaked else None


def test_every_route_declares_whom_it_is_for(app):
    undeclared = {rule.endpoint for rule, _ in rules(app) if rule.endpoint not in DOORS}
    unguarded = {rule.endpoint for rule, _ in rules(app) if not allowed_roles(rule.endpoint)}
    gone = DOORS.keys() - {rule.endpoint for rule, _ in rules(app)}
    assert (undeclared, unguarded, gone) == (set(), set(), set())


def test_every_view_asks_for_the_roles_it_is_for_and_no_others(app):
    doors = {rule.endpoint for rule, _ in rules(app)}
    wrong = {name: sorted(allowed_roles(name)) for name in doors if allowed_roles(name) != declared(name)}
    assert wrong == {}


@pytest.mark.parametrize("actor", sorted(ANYONE))
def test_what_is_not_theirs_is_refused_and_says_nothing(app, http, world, actor):
    browser, faults = http(world.actors[actor]), []
    before = counts()
    for rule, method in rules(app):
        if actor in DOORS[rule.endpoint]:
            continue
        answer = browser.open(path_of(rule, world.ids), method=method, data={})
        if wrong := refusal(answer):
            faults.append(f"{method} {rule}: {wrong}")
    assert faults == []
    assert counts() == before


@pytest.mark.parametrize("actor", sorted(ANYONE))
def test_what_is_theirs_opens(app, http, world, actor):
    faults = []
    for rule, method in rules(app):
        if method != "GET" or actor not in DOORS[rule.endpoint] or rule.endpoint == "health.ready":
            continue
        answer = http(world.actors[actor]).get(path_of(rule, world.ids))
        if answer.status_code not in (200, 303) or _to_sign_in(answer, rule.endpoint):
            faults.append(f"GET {rule}: {answer.status_code} {answer.location or ''}")
    assert faults == []


def _to_sign_in(answer, endpoint: str) -> bool:
    return DOORS[endpoint] != ANYONE and (answer.location or "").startswith("/sign-in")


@pytest.mark.parametrize("actor", ["tomas", "amara", "daniel", "stranger", "stranger_client", "ingrid"])
def test_no_page_of_anybody_else_holds_her_words(app, http, world, actor):
    words = [word for word in CANARIES if word.startswith("canary")]
    hers = {
        "canary-agenda",
        "canary-focus",
        "canary-insight",
        "canary-private",
        "canary-habit",
        "canary-cue",
        "canary-reason",
    }
    if actor == "amara":
        words = [word for word in words if word not in hers]
    faults = []
    for rule, method in rules(app):
        if method == "GET" and actor in DOORS[rule.endpoint]:
            page = http(world.actors[actor]).get(path_of(rule, world.ids)).data
            faults += [f"{rule}: {word}" for word in words if word.encode() in page]
    assert faults == []


def test_her_private_words_of_the_coach_are_on_no_page_of_hers(app, http, world):
    for rule, method in rules(app):
        if method == "GET" and "maya" in DOORS[rule.endpoint]:
            assert b"canary-private" not in http(world.actors["maya"]).get(path_of(rule, world.ids)).data, rule


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://localhost"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "", "Origin": "null"},
    ],
)
def test_writes_from_elsewhere_are_refused_on_every_route(app, http, world, headers):
    browser = http(world.actors["maya"])
    before = counts()
    for rule, method in rules(app):
        if method not in SAFE_METHODS:
            assert browser.open(path_of(rule, world.ids), method=method, headers=headers).status_code == 403, rule
    assert counts() == before


def test_a_write_that_does_not_say_where_it_comes_from_is_refused(app):
    # Flask's own client sends neither header.
    assert (
        FlaskClient(app, app.response_class).post("/sign-in", data={"email": "maya@harbour.example"}).status_code
        == 403
    )


def test_an_id_nobody_has_is_not_there(app, http, world):
    made_up = dict.fromkeys((name for name, value in world.ids.items() if isinstance(value, uuid.UUID)), uuid.uuid4())
    browser = http(world.actors["amara"])
    for rule, method in rules(app):
        if rule.arguments & made_up.keys() and "amara" in DOORS[rule.endpoint] and method == "GET":
            assert browser.get(path_of(rule, world.ids | made_up)).status_code == 404, rule
