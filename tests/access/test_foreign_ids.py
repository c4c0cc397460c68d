"""Ids of somebody else's things in the body of a form: nothing of theirs is read, moved or changed."""

from datetime import date, timedelta

import pytest
from marshmallow import fields
from sqlalchemy import select

from app.core.db import db
from app.core.forms import FormSchema
from app.core.ids import uuid7
from app.habits.models import Habit
from app.practices.models import Assignment, PracticeVersion, Skip
from app.sessions.models import CoachingSession
from tests.access.world import CANARIES, build
from tests.people import pair, person
from tests.sessions.forms import closing

# Every field of a form that holds an id, and where this file sends a foreign one in it.
TOLD = {
    "coach_id": "handover and invitation",
    "client_id": "giving (tests/practices/test_giving.py)",
    "supersedes": "check-in, agenda note, run",
    "assignment_id": "run",
    "habit_id": "mark",
    "entry_id": "check-in",
    "id": "an entry of the outbox (tests/sync/test_order.py)",
    "session_id": "an entry of the outbox (tests/sync/test_kinds.py)",
    "assignment_1": "close-out",
    "assignment_2": "close-out",
}


@pytest.fixture
def world(clock):
    return build(clock.now)


@pytest.fixture
def own(world, clock):
    """What Tomas has of his own: {"session", "assignment", "habit"}."""
    tomas, amara, day = world.actors["tomas"], world.actors["amara"], clock.now.date()
    made = {
        "session": CoachingSession.schedule(
            coach=amara, client=tomas, starts_at=clock.now - timedelta(hours=2), now=clock.now
        ),
        "ahead": CoachingSession.schedule(
            coach=amara, client=tomas, starts_at=clock.now + timedelta(days=2), now=clock.now
        ),
        "assignment": Assignment(
            organization_id=tomas.organization_id, client_id=tomas.id, coach_id=amara.id, rhythm={"type": "daily"},
            practice=PracticeVersion.newest("thought-check"), assigned_at=clock.now, assigned_on=day,
        ),
        "habit": Habit.make(tomas, title="Own habit", rhythm={"type": "daily"}, today=day, now=clock.now),
    }  # fmt: skip
    db.session.add_all(made.values())
    db.session.commit()
    return made


def of_maya(world) -> dict[str, list]:
    """Every row that says whose it is and is Maya's, whole."""
    mine, kept = world.actors["maya"].id, {}
    for name, table in db.metadata.tables.items():
        for column in {"user_id", "client_id"} & set(table.columns.keys()) - (
            {"user_id"} if name == "sign_in" else set()
        ):
            kept[name, column] = sorted(map(str, db.session.execute(select(table).where(table.c[column] == mine))))
    return kept


def ids_of(schema: type[FormSchema]) -> set[str]:
    names = {name for name, field in schema._declared_fields.items() if isinstance(field, fields.UUID)}
    return names.union(*map(ids_of, schema.__subclasses__()))


def test_every_field_that_holds_an_id_is_tried_here(app):
    assert ids_of(FormSchema) == TOLD.keys()


def feeds(world, own) -> list[tuple[str, str, dict]]:
    """(path of Tomas's own, the form) with one of Maya's ids in each form."""
    ids, tiny = world.ids, {"version": "1", "outcome": "done"}
    feeling, run = {"mood": "3", "stress": "3"}, f"/practices/{own['assignment'].id}/completions"
    day = {"state": "done", "day": date(2026, 4, 8).isoformat()}
    return [
        ("/check-in", feeling | {"entry_id": ids["check_in_id"]}),
        ("/check-in", feeling | {"supersedes": ids["check_in_id"]}),
        ("/f/check-ins", feeling | {"supersedes": ids["check_in_id"]}),
        (run, tiny | {"assignment_id": ids["assignment_id"]}),
        (run, tiny | {"supersedes": ids["completion_id"]}),
        (f"/habits/{own['habit'].id}/days", day | {"habit_id": ids["habit_id"]}),
        (f"/f/habits/{own['habit'].id}/days", day | {"habit_id": ids["habit_id"]}),
        (f"/sessions/{own['ahead'].id}/agenda", {"text": "Mine", "supersedes": ids["note_id"]}),
    ]


def test_another_clients_forms_change_nothing_of_hers(http, world, own):
    browser, before = http(world.actors["tomas"]), of_maya(world)
    for path, form in feeds(world, own):
        answer = browser.post(path, data={"entry_id": uuid7()} | form)
        assert answer.status_code in (200, 204, 303, 404, 422), (path, form)
        assert not [word for word in CANARIES if word.encode() in answer.data], (path, form)
        assert of_maya(world) == before, (path, form)


@pytest.mark.parametrize("row", [1, 2])
def test_a_close_out_takes_no_practice_of_another_client(http, world, own, row):
    browser, before = http(world.actors["amara"]), of_maya(world)
    form = closing(focus="Words", next_at="") | {
        f"choice_{row}": "keep",
        f"assignment_{row}": world.ids["assignment_id"],
    }
    answer = browser.post(f"/sessions/{own['session'].id}/publication", data=form)
    assert answer.status_code == 422 and b"canary" not in answer.data
    assert of_maya(world) == before


def test_a_coach_of_elsewhere_is_given_nobody(http, world, clock):
    browser, before = http(world.actors["ingrid"]), of_maya(world)
    foreign = world.actors["stranger"].id
    assert browser.post(f"/people/{world.ids['client_id']}/coach", data={"coach_id": foreign}).status_code == 422
    form = {"role": "client", "name": "Noa", "coach_id": foreign}
    assert browser.post("/people/invites", data=form).status_code == 404
    assert http(world.actors["amara"]).post("/people/invites", data=form).status_code == 422
    assert of_maya(world) == before


def test_nobody_is_given_a_coach_who_has_left_or_is_themself(http, world, clock):
    browser = http(world.actors["ingrid"])
    gone = person(world.actors["ingrid"].organization, "Gil Gone", "coach", now=clock.now, state="ended")
    both = person(world.actors["ingrid"].organization, "Bo Both", "coach", "client", now=clock.now)
    pair(both, world.actors["amara"], now=clock.now)
    for client, coach in ((world.actors["maya"], gone), (both, both)):
        assert browser.post(f"/people/{client.id}/coach", data={"coach_id": coach.id}).status_code == 422


def test_a_skip_is_looked_up_by_whose_it_is(world):
    asked_by = [world.actors[name].id for name in ("maya", "tomas")]
    assert [bool(Skip.of(person_id, world.ids["skip_id"])) for person_id in asked_by] == [True, False]


def test_no_form_takes_a_field_it_does_not_know(app):
    open_to_all = [schema.__name__ for schema in _all(FormSchema) if schema.Meta.unknown != "raise"]
    assert set(open_to_all) <= {"LibraryFilter"}  # of a GET: what stands in an address


def _all(schema: type) -> list[type]:
    return [one for child in schema.__subclasses__() for one in [child, *_all(child)]]
