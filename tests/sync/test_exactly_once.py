"""However often, in whatever company and order it arrives: one entry, one row, and an answer that is true."""

from datetime import date, timedelta

import pytest

from app.checkins.models import CheckIn
from app.core.db import db
from app.entries.models import Entry, HeldEntry
from app.sync import kinds
from tests.sync.phone import FELT, feeling


def test_an_entry_is_stored_and_does_what_its_form_does(phone, maya, clock):
    entry = feeling(phone)
    answer = phone.post(entry)
    assert answer.json["results"] == [{"id": entry["id"], "status": "stored"}]
    row = CheckIn.last_of(maya.id)
    assert (row.mood, row.stress, row.tags, row.note) == (3, 4, ["sleep"], "slept badly")
    assert (str(row.id), row.occurred_at, row.local_date) == (entry["id"], clock.now, date(2026, 4, 8))


def test_the_answer_says_who_when_and_which_pages_changed(phone):
    answer = phone.post(feeling(phone))
    assert answer.headers["X-Sync"] == "1" and answer.headers["Cache-Control"] == "private, no-store"
    said = answer.json
    assert (said["protocol"], said["min_build"]) == (1, "")
    assert said["server_time"] == "2026-04-08T09:00:00.000Z"
    assert said["refresh"] == ["/check-in", "/progress", "/today"]


def test_sent_again_because_the_answer_was_lost_it_is_known(phone, count):
    entry = feeling(phone)
    assert phone.fate(entry) == ["stored"]
    assert phone.fate(entry | {"attempt": 7, "seq": 99}) == ["duplicate"]
    assert (count(), count(CheckIn)) == (1, 1)


def test_twice_in_one_request_it_is_one(phone, count):
    entry = feeling(phone)
    assert phone.fate(entry, entry) == ["stored", "duplicate"]
    assert (count(), count(CheckIn)) == (1, 1)


def test_carried_to_another_phone_it_is_still_the_same(phone):
    entry = feeling(phone)
    phone.send(entry)
    phone.device = "phone-2"
    assert phone.fate(entry) == ["duplicate"]


@pytest.mark.parametrize(
    "change",
    [
        {"payload": FELT | {"mood": 1}},
        {"occurred_at": "2026-04-08T09:00:01+00:00"},
        {"local_date": "2026-04-07"},
        {"tz": "Europe/Paris"},
        {"kind": "agenda.noted", "payload": {"text": "Words"}},
    ],
)
def test_its_name_with_other_content_is_held_and_changes_nothing(phone, maya, count, ahead, change):
    entry = feeling(phone)
    phone.send(entry)
    if "kind" in change:
        change["payload"]["session_id"] = str(ahead.id)
    assert phone.fate(entry | change) == ["id_reused_with_other_content"]
    assert (count(), CheckIn.last_of(maya.id).mood) == (1, 3)
    assert count(HeldEntry) == 1


def test_what_a_form_sent_and_the_outbox_sends_again_is_one(phone, count):
    entry = feeling(phone)
    stamps = {name: entry[name] for name in ("occurred_at", "tz", "local_date")}
    phone.browser.post("/check-in", data={"entry_id": entry["id"], **stamps, **FELT, "share": ""})
    assert phone.fate(entry) == ["duplicate"]
    assert (count(), count(CheckIn)) == (1, 1)


def test_what_the_outbox_sent_and_a_form_sends_again_is_one(phone, count):
    entry = phone.entry("mood.checked_in", FELT | {"mood": "3", "share": "1"}, tz="Mars/Olympus")
    stamps = {name: entry[name] for name in ("occurred_at", "tz", "local_date")}
    assert phone.fate(entry) == ["stored"]
    answer = phone.browser.post("/check-in", data={"entry_id": entry["id"], **stamps, **FELT, "share": "1"})
    assert answer.status_code == 303
    assert (count(), count(CheckIn)) == (1, 1)


def test_one_that_cannot_be_read_among_ten_costs_the_others_nothing(phone, count):
    entries = [feeling(phone) for _ in range(10)]
    entries[4]["payload"] = {"mood": 9}
    assert phone.fate(*entries) == ["stored"] * 4 + ["payload_invalid"] + ["stored"] * 5
    assert (count(), count(CheckIn), count(HeldEntry)) == (9, 9, 1)


def test_one_whose_recorder_faults_waits_and_the_others_stand(phone, count, monkeypatch):
    bad, good = feeling(phone), [feeling(phone), feeling(phone)]
    plain = CheckIn.record

    def faults(entry):
        row = plain(entry)
        if str(entry.id) == bad["id"]:
            raise ZeroDivisionError(entry.payload["note"])
        return row

    monkeypatch.setattr(CheckIn, "record", faults)
    results = phone.send(good[0], bad, good[1])
    assert [one["status"] for one in results] == ["stored", "deferred", "stored"]
    assert results[1]["retry_after"] == 60
    assert (count(), count(CheckIn)) == (2, 2)
    monkeypatch.undo()
    assert phone.fate(bad, *good) == ["stored", "duplicate", "duplicate"]


def test_a_query_that_fails_while_one_is_read_fails_for_that_one(phone, count, monkeypatch):
    def reads(_reading):
        db.session.execute(db.text("SELECT nothing FROM nowhere"))

    broken = kinds.Kind(reads, lambda *_: None, ())
    monkeypatch.setitem(kinds.KINDS, ("broken", 1), broken)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("app.sync.intake.OperationalError", MemoryError)
        assert phone.fate(phone.entry("broken", {}), feeling(phone)) == ["deferred", "stored"]
    assert count() == 1


def test_what_was_taken_in_once_stays_so_when_its_session_is_gone(phone, ahead, count):
    note = phone.entry("agenda.noted", {"session_id": str(ahead.id), "text": "Sleep"})
    phone.send(note)
    for table in ("agenda_note", "coaching_session"):
        db.session.execute(db.metadata.tables[table].delete())
    assert phone.fate(note) == ["duplicate"]
    assert phone.fate(note | {"id": feeling(phone)["id"]}) == ["not_yours"]


def test_what_is_held_is_kept_once_as_it_came_and_forgotten_after_ninety_days(phone, clock, count):
    entry = phone.entry("mood.checked_in", {"mood": "great", "half": "\ud800", "nul": "\x00"})
    for attempt in (1, 2):
        phone.send(entry | {"attempt": attempt})
    row = db.session.scalars(db.select(HeldEntry)).one()
    assert (row.entry_id, row.code) == (entry["id"], "entry_invalid")
    assert '"mood": "great"' in row.body and "\\ud800" in row.body
    HeldEntry.forget(before=clock.now - timedelta(days=90))
    assert count(HeldEntry) == 1
    HeldEntry.forget(before=clock.now + timedelta(seconds=1))
    assert count(HeldEntry) == 0


def test_a_later_build_that_can_read_it_takes_it_under_its_own_name(phone, monkeypatch):
    entry = feeling(phone, v=2)
    assert phone.fate(entry) == ["unknown_kind"]
    monkeypatch.setitem(kinds.KINDS, ("mood.checked_in", 2), kinds.KINDS["mood.checked_in", 1])
    assert phone.fate(entry) == ["stored"]
    assert db.session.scalars(db.select(Entry)).one().v == 2
