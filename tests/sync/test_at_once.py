"""Requests that reach the server together, in two processes: one row, and an answer everybody can act on."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import pytest

from app.checkins.models import CheckIn
from app.core.db import db
from app.habits.models import HabitDay
from tests import people
from tests.sync.phone import feeling
from tests.sync.server import running

ROUNDS = 10


@pytest.fixture(scope="module")
def server(app, database_url, tmp_path_factory):
    with running(app, database_url, tmp_path_factory.mktemp("var")) as started:
        yield started


@pytest.fixture
def at_once(server, phone, maya, clock):
    """at_once(body, body, ...) sends them in the same instant: (status, answer) of each."""
    clock.now = datetime.now(UTC)
    cookie = server.cookie_of(people.token_of(maya, now=clock.now))

    def send(*bodies):
        db.session.commit()
        start = Barrier(len(bodies))

        def one(body):
            start.wait()
            return server.post(cookie, body)

        with ThreadPoolExecutor(len(bodies)) as pool:
            answers = list(pool.map(one, bodies))
        db.session.expire_all()
        return answers

    return send


def fates(answers) -> Counter:
    assert {status for status, _ in answers} == {200}, answers
    return Counter(result["status"] for _, said in answers for result in said["results"])


def test_the_same_request_twice_within_a_moment_is_one_row_and_two_successes(at_once, phone, count):
    for number in range(1, ROUNDS + 1):
        body = phone.body(feeling(phone))
        assert fates(at_once(body, body)) == {"stored": 1, "duplicate": 1}
        assert (count(), count(CheckIn)) == (number, number)


def test_the_same_ten_entries_from_eight_senders_in_any_order(at_once, phone, count):
    entries = [feeling(phone) for _ in range(10)]
    bodies = [phone.body(*entries[turn:], *entries[:turn]) for turn in range(4)]
    bodies += [phone.body(*reversed(entries[turn:])) for turn in range(4)]
    sent = sum(len(body["entries"]) for body in bodies)
    assert fates(at_once(*bodies)) == {"stored": 10, "duplicate": sent - 10}
    assert (count(), count(CheckIn)) == (10, 10)


def test_two_devices_say_the_same_days_at_once(at_once, phone, habit, clock):
    dates = [clock.now.date().replace(day=1), clock.now.date().replace(day=2)]
    for state in ("done", "none"):
        said = {"habit_id": str(habit.id), "state": state}
        said_on = {"local_date": dates[1].isoformat()}
        marks = [phone.entry("habit.set", said | {"day": day.isoformat()}) | said_on for day in dates]
        clock.moves(minutes=1)
        later = [phone.entry("habit.set", mark["payload"]) | said_on for mark in marks]
        assert fates(at_once(phone.body(*marks), phone.body(*reversed(later)))) == {"stored": 4}
        kept = {str(row.entry_id) for row in db.session.scalars(db.select(HabitDay))}
        assert kept == {mark["id"] for mark in later}


def test_a_correction_and_what_it_corrects_at_once(at_once, phone, maya):
    for number in range(1, ROUNDS + 1):
        first = feeling(phone)
        second = phone.entry("mood.checked_in", first["payload"] | {"supersedes": first["id"]})
        assert fates(at_once(phone.body(first), phone.body(second))) == {"stored": 2}
        standing = list(db.session.scalars(CheckIn.standing(maya.id)))
        assert len(standing) == number
