"""Each kind of entry does what its form does, whenever it arrives; what belongs to somebody else is nowhere."""

from datetime import timedelta

import pytest

from app.checkins.models import CheckIn
from app.core.db import db
from app.core.ids import uuid7
from app.entries.models import HeldEntry
from app.habits.models import HabitDay
from app.practices.models import Completion, Skip, Start
from app.sessions.models import AgendaNote, CoachingSession, Summary
from tests.sync.conftest import give, keep_habit, meet
from tests.sync.phone import FELT, Phone, feeling

ANSWERED = {"outcome": "done", "seconds": 184, "before": 4, "after": 3, "version": 1}


def run(phone, given, **said):
    return phone.entry("practice.completed", ANSWERED | {"assignment_id": str(given.id)} | said)


def day(phone, habit, state="done", **said):
    return phone.entry("habit.set", {"habit_id": str(habit.id), "state": state, **said})


def the(table):
    return db.session.scalars(db.select(table)).one()


def test_a_run_of_an_assigned_practice(phone, given):
    assert phone.fate(run(phone, given, answers={"thought": "They all saw it"})) == ["stored"]
    row = the(Completion)
    assert (row.assignment_id, row.slug, row.version) == (given.id, "thought-check", 1)
    assert (row.outcome, row.seconds, row.before, row.after) == ("done", 184, 4, 3)
    assert row.answers == {"thought": "They all saw it"}


def test_answers_named_as_in_the_form_are_the_same_answers(phone, given):
    together = run(phone, given, answers={"thought": "Words"})
    flat = together | {"payload": run(phone, given, **{"answer-thought": "Words"})["payload"]}
    assert phone.fate(together, flat) == ["stored", "duplicate"]


def test_a_run_sent_by_the_players_form_and_by_the_outbox_is_one(phone, given, count):
    entry = run(phone, given, **{"answer-thought": "Words"})
    form = {name: entry[name] for name in ("occurred_at", "tz", "local_date")} | {"entry_id": entry["id"]}
    phone.browser.post(f"/practices/{given.id}/completions", data=form | entry["payload"])
    assert (phone.fate(entry), count(Completion)) == (["duplicate"], 1)


def test_a_run_of_an_assignment_that_was_ended_meanwhile(phone, given, clock):
    entry = run(phone, given)
    given.end(clock.now.date() - timedelta(days=2))
    db.session.commit()
    clock.moves(days=30)
    assert phone.fate(entry) == ["stored"]


def test_the_minute_of_breathing_needs_no_assignment(phone):
    said = ANSWERED | {"slug": "even-breath"}
    assert phone.fate(phone.entry("practice.completed", said), phone.entry("practice.started", {"version": 1})) == [
        "stored",
        "stored",
    ]
    assert (the(Completion).slug, the(Start).slug, the(Start).assignment_id) == ("even-breath", "even-breath", None)


@pytest.mark.parametrize("said", [{"version": 0}, {"version": 2**70}, {"version": 99}, {"slug": "long-sigh"}])
def test_a_practice_that_cannot_have_been_that_one(phone, given, said):
    assert phone.fate(run(phone, given, **said)) == ["payload_invalid"]


def test_the_page_it_changed_is_named(phone, given):
    assert f"/practices/{given.id}" in phone.post(run(phone, given)).json["refresh"]


def test_cant_today_with_a_reason_and_another_day(phone, given, clock):
    said = {
        "assignment_id": str(given.id),
        "reason": "Too tired",
        "reason_own": "a long day",
        "instead": "2026-04-10",
    }
    entry = phone.entry("practice.skipped", said)
    clock.moves(days=9)
    assert phone.fate(entry) == ["stored"]
    assert (the(Skip).reason, the(Skip).instead) == ("Too tired: a long day", "2026-04-10")


@pytest.mark.parametrize("instead", ["20260410", "soon", "2026-W15"])
def test_another_day_has_to_be_one(phone, given, instead):
    said = {"assignment_id": str(given.id), "reason": "Too tired", "instead": instead}
    assert phone.fate(phone.entry("practice.skipped", said)) == ["payload_invalid"]


def test_a_day_of_a_habit_without_a_date_is_the_day_of_the_tap(phone, habit):
    assert phone.fate(day(phone, habit, view="row")) == ["stored"]
    assert (the(HabitDay).day.isoformat(), the(HabitDay).state) == ("2026-04-08", "done")


def test_a_habit_let_go_meanwhile_still_takes_what_was_said(phone, habit, clock):
    entry = day(phone, habit)
    habit.close(today=clock.now.date(), now=clock.moves(days=5))
    db.session.commit()
    assert phone.fate(entry) == ["stored"]


def test_a_day_that_looks_closed_by_now_is_taken_and_shown_as_added_later(phone, habit, maya):
    assert phone.fate(day(phone, habit, day="2026-04-01"), day(phone, habit, day="0001-01-01")) == [
        "stored",
        "payload_invalid",
    ]
    assert [one.added_later for one in HabitDay.of(maya.id)[habit.id]] == [True]


def test_a_note_for_a_session_that_went_by_meanwhile(phone, ahead, clock):
    entry = phone.entry("agenda.noted", {"session_id": str(ahead.id), "text": " Sleep "})
    clock.moves(days=20)
    assert phone.fate(entry) == ["stored"]
    assert the(AgendaNote).text == "Sleep"


def test_a_letter_is_opened_when_it_was_on_the_screen_and_only_once(phone, letter, clock):
    first = phone.entry("summary.opened", {"session_id": str(letter.session_id)})
    read_at = clock.now
    sent_at = clock.moves(hours=5)
    again = phone.entry("summary.opened", {"session_id": str(letter.session_id)})
    assert phone.fate(first, again) == ["stored", "stored"] and sent_at > read_at
    assert db.session.get(Summary, letter.session_id).opened_at == read_at


def test_a_letter_taken_back_is_not_opened(phone, letter):
    entry = phone.entry("summary.opened", {"session_id": str(letter.session_id)})
    db.session.get(Summary, letter.session_id).published_at = None
    db.session.commit()
    assert phone.fate(entry) == ["stored"]
    assert db.session.get(Summary, letter.session_id).opened_at is None


@pytest.fixture
def of_tomas(tomas, amara, clock):
    """His assignment, habit and session; and one of each that nobody has."""
    his = give(tomas, amara, clock.now).id, keep_habit(tomas, clock.now).id
    return [(*his, meet(tomas, amara, clock.now, clock.now).id), (uuid7(), uuid7(), uuid7())]


def test_what_is_somebody_elses_is_as_if_it_were_nowhere(phone, of_tomas, count):
    answers = []
    for assignment, habit, session in of_tomas:
        entries = [
            phone.entry("practice.completed", ANSWERED | {"assignment_id": str(assignment)}),
            phone.entry("practice.started", {"version": 1, "assignment_id": str(assignment)}),
            phone.entry("practice.skipped", {"reason": "Too tired", "assignment_id": str(assignment)}),
            phone.entry("habit.set", {"habit_id": str(habit), "state": "done"}),
            phone.entry("agenda.noted", {"session_id": str(session), "text": "Words"}),
            phone.entry("summary.opened", {"session_id": str(session)}),
        ]
        answers.append([{**one, "id": ""} for one in phone.send(*entries)])
    assert answers[0] == answers[1] and {one["code"] for one in answers[0]} == {"not_yours"}
    assert (count(), count(CoachingSession)) == (0, 1)


def test_a_habit_only_offered_is_not_theirs_yet(phone, habit):
    habit.taken_at = None
    db.session.commit()
    assert phone.fate(day(phone, habit)) == ["not_yours"]


@pytest.mark.parametrize(
    "change",
    [
        {"id": "not-an-id"},
        {"id": None},
        {"id": 7},
        {"seq": -1},
        {"seq": 2**40},
        {"v": None},
        {"occurred_at": "2026-04-08T09:00:00"},
        {"occurred_at": "0001-01-01T00:00:00+14:00"},
        {"local_date": "8 April"},
        {"payload": [1]},
        {"payload": {"note": "\udfff"}},
        {"more": 1},
    ],
)
def test_a_malformed_entry_is_held_alone(phone, change, count):
    results = phone.send(feeling(phone, **change), feeling(phone))
    assert [one["status"] for one in results] == ["held", "stored"]
    assert (results[0]["code"], results[0]["message"][:29]) == ("entry_invalid", "We could not read this entry.")
    assert count(HeldEntry) == 1


@pytest.mark.parametrize("raw", [None, 1, "entry", [], {}])
def test_what_is_no_entry_at_all_is_held(phone, raw):
    assert phone.fate(raw, feeling(phone)) == ["entry_invalid", "stored"]


@pytest.mark.parametrize(
    "said",
    [
        {"mood": 6},
        {"mood": 3, "stress": 4, "tags": ["a", "b", "c", "d"]},
        {"mood": 3, "stress": 4, "mode": "dark"},
        {"mood": 3, "stress": 4, "note": "x" * 281},
        {"mood": 3, "stress": 4, "note": {"a": 1}},
        {"mood": 3, "stress": 4, "entry_id": "018f2c2e-0000-7000-8000-000000000000"},
        {"stress": 4},
    ],
)
def test_a_payload_that_is_not_understood_is_held(phone, said):
    assert phone.fate(phone.entry("mood.checked_in", said)) == ["payload_invalid"]


def test_words_lose_what_no_database_keeps(phone, maya):
    assert phone.fate(phone.entry("mood.checked_in", FELT | {"note": "so\x00 so", "tags": "sleep"})) == ["stored"]
    assert (CheckIn.last_of(maya.id).note, CheckIn.last_of(maya.id).tags) == ("so so", ["sleep"])


def test_from_a_notice_the_mood_alone_may_come(phone, maya):
    assert phone.fate(phone.entry("mood.checked_in", {"mood": 2})) == ["stored"]
    assert CheckIn.last_of(maya.id).stress is None


def test_two_devices_keep_all_their_check_ins(http, phone, maya, clock, count):
    tablet = Phone(http, maya, clock, device="tablet")
    assert phone.fate(feeling(phone)) + tablet.fate(feeling(tablet)) == ["stored", "stored"]
    assert count(CheckIn) == 2
