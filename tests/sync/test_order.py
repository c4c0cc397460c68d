"""Corrections, undoing and two devices: whatever arrives first, the same stands at the end."""

from datetime import timedelta
from itertools import permutations

import pytest

from app.checkins.models import CheckIn
from app.core.db import db
from app.entries.models import Entry
from app.habits.models import HabitDay
from app.practices.models import Completion
from app.sessions.models import AgendaNote
from tests.sync.phone import FELT, Phone, feeling


def correction(phone, of, **said):
    return phone.entry(of["kind"], of["payload"] | said | {"supersedes": of["id"]})


def undo(phone, of):
    return phone.entry("entry.withdrawn", {"supersedes": of["id"]})


def standing(person):
    """What of this person's check-ins stands: mood and moment."""
    rows = db.session.scalars(CheckIn.standing(person.id).order_by(CheckIn.id))
    return [(row.mood, row.occurred_at, row.local_date) for row in rows]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_chain_of_corrections_in_any_order_is_about_the_first_moment(phone, maya, clock, order):
    said_at, first = clock.now, feeling(phone)
    clock.moves(days=1)
    second = correction(phone, first, mood=2)
    clock.moves(days=1)
    entries = [first, second, correction(phone, second, mood=5)]
    assert [fate for one in order for fate in phone.fate(entries[one])] == ["stored"] * 3
    assert standing(maya) == [(5, said_at, said_at.date())]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_undoing_a_correction_in_any_order_leaves_nothing(phone, maya, order):
    first = feeling(phone)
    second = correction(phone, first, mood=2)
    entries = [first, second, undo(phone, second)]
    phone.send(*(entries[one] for one in order))
    assert standing(maya) == []


def test_a_correction_after_three_days_is_kept_like_any_other(phone, maya, clock):
    first = feeling(phone)
    phone.send(first)
    clock.moves(days=30)
    assert phone.fate(correction(phone, first, mood=1)) == ["stored"]
    assert [mood for mood, *_ in standing(maya)] == [1]


def test_corrections_that_correct_each_other_end(phone):
    first, second = feeling(phone), feeling(phone)
    first["payload"] = FELT | {"supersedes": second["id"]}
    second["payload"] = FELT | {"supersedes": first["id"]}
    assert phone.fate(first, second) == ["stored", "stored"]
    assert phone.fate(feeling(phone, id=first["id"])) == ["id_reused_with_other_content"]


def test_nothing_corrects_or_undoes_itself(phone):
    entry = feeling(phone)
    entry["payload"] = FELT | {"supersedes": entry["id"]}
    undoing = undo(phone, entry) | {"id": entry["id"]}
    assert phone.fate(entry, undoing) == ["payload_invalid", "payload_invalid"]


def test_another_persons_entry_cannot_be_undone(phone, http, maya, tomas, clock):
    entry, other = feeling(phone), Phone(http, tomas, clock)
    phone.send(entry)
    assert other.fate(undo(other, entry), correction(other, entry, mood=1)) == ["stored", "stored"]
    assert [mood for mood, *_ in standing(maya)] == [3]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_note_and_its_undoing(phone, ahead, maya, order):
    note = phone.entry("agenda.noted", {"session_id": str(ahead.id), "text": "Sleep"})
    entries = [note, undo(phone, note)]
    phone.send(*(entries[one] for one in order))
    assert AgendaNote.for_session(maya.id, ahead.id) == []


@pytest.fixture
def ran(phone, given):
    said = {"assignment_id": str(given.id), "version": 1, "outcome": "done", "before": 4}
    return phone.entry("practice.completed", said)


def test_answers_after_a_run_fill_up_the_run_they_name(phone, ran, maya):
    after = phone.entry("practice.completed", {"supersedes": ran["id"], "after": 2, "useful": 3})
    assert phone.fate(after, ran, after) == ["deferred", "stored", "stored"]
    row = db.session.scalars(Completion.standing(maya.id)).one()
    assert (row.outcome, row.before, row.after, row.useful) == ("done", 4, 2, 3)
    assert phone.fate(after, ran) == ["duplicate", "duplicate"]


def test_answers_after_a_run_by_form_and_by_outbox_are_one(phone, ran):
    phone.send(ran)
    after = phone.entry("practice.completed", {"supersedes": ran["id"], "after": 2, "share": "1"})
    form = {name: after[name] for name in ("occurred_at", "tz", "local_date")} | {"entry_id": after["id"]}
    phone.browser.post(f"/practices/done/{ran['id']}/corrections", data=form | {"after": 2, "share": "1"})
    assert phone.fate(after) == ["duplicate"]


def test_answers_can_name_only_a_run(phone):
    entry = feeling(phone)
    after = phone.entry("practice.completed", {"supersedes": entry["id"], "after": 2})
    assert phone.fate(entry, after) == ["stored", "payload_invalid"]


@pytest.fixture
def mark(phone, habit):
    """mark("done", seq=3) is an entry about Wednesday; `of` another phone."""

    def say(state, of=phone, day="2026-04-08", **more):
        said = {"habit_id": str(habit.id), "state": state, "day": day}
        return of.entry("habit.set", said | more.pop("payload", {})) | more

    return say


def states():
    return [row.state for row in db.session.scalars(db.select(HabitDay).order_by(HabitDay.day))]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_of_two_devices_the_latest_corrected_word_about_a_day_stands(http, phone, maya, clock, mark, order):
    tablet = Phone(http, maya, clock, off=timedelta(days=-3), device="tablet")
    said = [(phone, mark("done"))]
    clock.moves(hours=1)
    said.append((tablet, mark("rest", of=tablet)))
    clock.moves(hours=-2)
    said.append((phone, mark("none")))
    clock.moves(hours=9)
    for one in order:
        sender, entry = said[one]
        assert sender.fate(entry) == ["stored"]
    assert states() == ["rest"]


def test_at_the_same_moment_the_later_number_then_the_later_name_stands(phone, mark):
    low, middle, high = sorted(feeling(phone)["id"] for _ in range(3))
    phone.send(mark("done", seq=5, id=low), mark("rest", seq=4, id=middle))
    assert states() == ["done"]
    phone.send(mark("none", seq=5, id=high))
    assert states() == ["none"]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_day_said_and_taken_back_is_what_it_was_before(phone, mark, clock, order):
    entries = [mark("rest")]
    clock.moves(hours=1)
    entries.append(mark("done"))
    clock.moves(hours=1)
    entries.append(undo(phone, entries[1]))
    for one in order:
        phone.send(entries[one])
    assert states() == ["rest"]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_mark_moved_to_another_day_leaves_the_first(phone, mark, clock, order):
    first = mark("done")
    clock.moves(minutes=1)
    entries = [first, mark("done", day="2026-04-07", payload={"supersedes": first["id"]})]
    phone.send(*(entries[one] for one in order))
    assert [row.day.isoformat() for row in db.session.scalars(db.select(HabitDay))] == ["2026-04-07"]


def test_nothing_leaves_the_ledger(phone, count):
    first = feeling(phone)
    phone.send(first, correction(phone, first, mood=1), undo(phone, first))
    assert count(Entry) == 3
