"""The door itself: who is refused, in which order, in which words, and that a phone can tell our answer from any other."""

import json
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from app.core.db import db
from app.core.keys import user_ref
from app.core.limits import Bucket
from app.entries.models import Entry
from app.sync import views
from tests.people import person
from tests.sync.phone import HEADERS, Phone, feeling


def refusal(answer) -> tuple[int, str]:
    """(status, code) of an answer that is certainly ours."""
    assert answer.headers["X-Sync"] == "1" and answer.is_json, answer.text
    assert answer.headers["Cache-Control"] == "private, no-store"
    return answer.status_code, answer.json["code"]


def test_signed_out_it_asks_to_sign_in_and_deletes_nothing(http, phone, count):
    answer = http().post("/sync", json=phone.body(feeling(phone)), headers=HEADERS)
    assert (refusal(answer), count()) == ((401, "signed_out"), 0)


def test_a_sign_in_that_was_ended_is_signed_out(http, phone, maya, clock):
    entry = feeling(phone)
    db.session.execute(db.metadata.tables["sign_in"].update().values(ended_at=clock.now))
    assert refusal(phone.post(entry)) == (401, "signed_out")
    assert Phone(http, maya, clock).fate(entry) == ["stored"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "", "Origin": "null"},
    ],
)
def test_from_another_site_it_is_refused_before_anything_is_read(phone, count, headers):
    answer = phone.post(feeling(phone), headers=headers)
    assert (refusal(answer), count()) == ((403, "cross_site"), 0)


def test_a_request_that_does_not_say_where_it_comes_from_is_refused(app):
    assert refusal(FlaskClient(app, app.response_class).post("/sync", json={})) == (403, "cross_site")


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_it_takes_posts_only(phone, method):
    answer = phone.browser.open("/sync", method=method)
    assert refusal(answer) == (405, "only_post") and answer.headers["Allow"] == "POST"


def test_whoever_is_no_client_has_no_outbox(http, amara, clock):
    assert refusal(Phone(http, amara, clock).post()) == (404, "not_here")


def test_a_form_is_no_request_of_ours(phone):
    answer = phone.browser.post("/sync", data={"protocol": "1"}, headers=HEADERS)
    assert refusal(answer) == (415, "not_json")


@pytest.mark.parametrize("text", ["", "{", "[1]", "null", '{"protocol": NaN}', "[" * 60_000, "\xff"])
def test_what_is_no_json_object_is_refused(phone, text):
    headers = HEADERS | {"Content-Type": "application/json"}
    answer = phone.browser.post("/sync", data=text.encode("latin-1"), headers=headers)
    assert refusal(answer) == (400, "envelope_invalid")


@pytest.mark.parametrize("headers", [{"X-Sync-Protocol": "2"}, {"X-Sync-Protocol": ""}])
def test_another_protocol_needs_an_update(phone, count, headers):
    assert refusal(phone.post(feeling(phone), headers=headers)) == (426, "update_needed")
    assert refusal(phone.post(feeling(phone), protocol=2, entries="coded")) == (426, "update_needed")
    assert count() == 0


@pytest.mark.parametrize(
    "change",
    [
        {"sent_at": "yesterday"},
        {"sent_at": "2026-04-08T09:00:00"},
        {"entries": {}},
        {"device_id": "x" * 65},
        {"device_id": None},
        {"more": 1},
    ],
)
def test_an_envelope_that_cannot_be_read_is_refused(phone, count, change):
    assert refusal(phone.post(feeling(phone), **change)) == (400, "envelope_invalid")
    assert count() == 0


def test_more_than_a_hundred_entries_are_too_many(phone, count):
    entries = [feeling(phone) for _ in range(101)]
    assert refusal(phone.post(*entries)) == (413, "too_large")
    assert (count(), phone.fate(*entries[:100])) == (0, ["stored"] * 100)


def test_more_than_256_kilobytes_are_too_many(phone, count):
    assert refusal(phone.post(feeling(phone, payload={"note": "x" * 262_144}))) == (413, "too_large")
    assert count() == 0


def test_what_another_person_wrote_on_this_phone_stays_there(phone, tomas, count):
    assert refusal(phone.post(feeling(phone), user_ref=user_ref(tomas.id))) == (409, "other_user")
    assert refusal(phone.post(feeling(phone), user_ref="")) == (409, "other_user")
    assert count() == 0


def test_the_page_and_this_door_name_a_person_alike(phone, maya):
    assert f'data-user="{user_ref(maya.id)}"' in phone.browser.get("/today").text


def test_new_names_are_limited_and_known_ones_never(phone, monkeypatch, clock, count):
    monkeypatch.setattr(views, "NEW_MOST", 3)
    entries = [feeling(phone) for _ in range(3)]
    assert phone.fate(*entries) == ["stored"] * 3
    answer = phone.post(feeling(phone), *entries)
    assert refusal(answer) == (429, "too_many") and answer.headers["Retry-After"] == "60"
    assert phone.fate(*entries) == ["duplicate"] * 3
    clock.moves(minutes=21)
    assert (phone.fate(feeling(phone)), count()) == (["stored"], 4)


def test_one_persons_limit_is_not_anothers(phone, http, tomas, clock, monkeypatch):
    monkeypatch.setattr(views, "NEW_MOST", 1)
    phone.send(feeling(phone))
    other = Phone(http, tomas, clock)
    assert other.fate(feeling(other)) == ["stored"]


def test_several_are_taken_at_once_or_none(clock):
    allowance = {"most": 3, "within": timedelta(hours=1), "now": clock.now}
    assert [Bucket.take("some", count=count, **allowance) for count in (2, 2, 1, 1)] == [True, False, True, False]


def test_while_the_database_is_away_it_says_when_to_come_back(phone, count):
    def away(_connection, _cursor, statement, *_) -> None:
        if statement.startswith("INSERT"):
            raise OperationalError(statement, {}, Exception("locked"))

    body = phone.body(feeling(phone), feeling(phone))
    event.listen(db.engine, "before_cursor_execute", away)
    try:
        answer = phone.browser.post("/sync", json=body, headers=HEADERS)
    finally:
        event.remove(db.engine, "before_cursor_execute", away)
    assert refusal(answer) == (503, "busy") and answer.headers["Retry-After"] == "2"
    assert count() == 0


def test_a_fault_of_ours_is_said_in_json_too(phone, monkeypatch, count):
    monkeypatch.setattr(views, "ids_of", lambda _entries: 1 / 0)
    assert refusal(phone.post(feeling(phone))) == (500, "fault")
    assert count() == 0


def test_nobody_in_another_organization_gets_anything_of_it(phone, http, stranger, clock, maya):
    other = person(stranger.organization, "Stan Stranger", "client", now=clock.now)
    entry = feeling(phone)
    phone.send(entry)
    theirs = Phone(http, other, clock)
    assert theirs.fate(entry | {"payload": {"mood": 1, "stress": 1}}) == ["stored"]
    kept = {row.user_id: row.organization_id for row in db.session.scalars(db.select(Entry))}
    assert kept == {maya.id: maya.organization_id, other.id: other.organization_id}


def test_what_is_refused_says_which_build_is_needed(phone, app):
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(app.config, "MIN_BUILD", "2026.11.02")
        assert phone.post(protocol=2).json["min_build"] == "2026.11.02"
        assert json.loads(phone.post().text)["min_build"] == "2026.11.02"
