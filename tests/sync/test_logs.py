"""What the log holds of an outbox: ids and codes. Not one word of an entry, whatever becomes of it."""

import uuid

import pytest

from app.checkins.models import CheckIn
from tests.access.test_logs import lines  # noqa: F401  (a fixture)
from tests.sync.phone import FELT, feeling

SAID = "canary-said"


@pytest.fixture
def entries(phone):
    """One of each fate: {fate: entry}, a word of hers in each."""
    said = FELT | {"note": SAID}
    return {
        "stored": phone.entry("mood.checked_in", said),
        "payload_invalid": phone.entry("mood.checked_in", said | {SAID: SAID}),
        "unknown_kind": phone.entry(SAID, said),
        "not_yours": phone.entry("agenda.noted", {"session_id": str(uuid.uuid4()), "text": SAID}),
        "entry_invalid": phone.entry("mood.checked_in", said) | {"id": SAID, "tz": SAID},
        "deferred": phone.entry("mood.checked_in", said | {"mood": 1}),
    }


def test_whatever_becomes_of_an_entry_no_word_of_it_is_logged(phone, entries, lines, monkeypatch):  # noqa: F811
    plain = CheckIn.record

    def faults(entry):
        if entry.payload["mood"] == 1:
            raise ValueError(entry.payload)
        return plain(entry)

    monkeypatch.setattr(CheckIn, "record", faults)
    assert phone.fate(*entries.values()) == list(entries)
    assert [line for line in lines if SAID in line] == []
    assert all(any(f'"code": "{fate}"' in line for line in lines) for fate in list(entries)[1:5])
    assert any(entries["deferred"]["id"] in line and "ValueError" in line for line in lines)


def test_of_a_request_that_is_refused_neither(phone, lines):  # noqa: F811
    entry = feeling(phone) | {"payload": {"note": SAID}}
    for more in ({"protocol": 2}, {"user_ref": SAID}, {"sent_at": SAID}, {SAID: 1}):
        assert phone.post(entry, **more).status_code >= 400
    assert [line for line in lines if SAID in line] == []


def test_a_date_far_from_ours_is_noted_by_the_name_of_its_entry(phone, lines):  # noqa: F811
    entry = feeling(phone, local_date="2026-04-01")
    assert phone.fate(entry, entry) == ["stored", "duplicate"]
    noted = [line for line in lines if "date_far_off" in line]
    assert len(noted) == 1 and entry["id"] in noted[0]
