"""Whatever the phone believes the time to be: nothing is refused, order is by our clock, the day is the phone's."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from app.checkins.models import CheckIn
from app.core.db import db
from app.entries.models import Entry
from tests.sync.phone import FELT, Phone, feeling

OFF = [timedelta(days=3), timedelta(days=-3), timedelta(days=366), timedelta(days=-366), timedelta(days=-20_550)]


def the_entry() -> Entry:
    return db.session.scalars(db.select(Entry)).one()


@pytest.mark.parametrize("off", OFF)
def test_a_clock_that_is_wrong_is_put_right_for_order_and_shown_as_it_was(http, maya, clock, off):
    phone = Phone(http, maya, clock, off=off)
    made_at, entry = clock.now, feeling(phone)
    clock.moves(hours=5)
    assert phone.fate(entry) == ["stored"]
    kept = the_entry()
    assert (kept.corrected_at, kept.occurred_at) == (made_at, made_at + off)
    assert (kept.local_date, CheckIn.last_of(maya.id).local_date) == ((made_at + off).date(),) * 2
    assert kept.date_far_off


def test_two_phones_with_wrong_clocks_are_put_in_order(http, maya, clock):
    phones = [Phone(http, maya, clock, off=off) for off in (timedelta(days=3), timedelta(days=-3))]
    entries = []
    for phone in phones:
        entries.append((phone, feeling(phone)))
        clock.moves(minutes=1)
    for phone, entry in reversed(entries):
        phone.send(entry)
    kept = sorted(db.session.scalars(db.select(Entry)), key=lambda one: one.corrected_at)
    assert [str(one.id) for one in kept] == [entry["id"] for _, entry in entries]


@pytest.mark.parametrize("off", OFF)
def test_a_habit_of_a_page_that_knew_the_day_better_than_the_phone(http, maya, habit, clock, off):
    phone = Phone(http, maya, clock, off=off)
    said = {"habit_id": str(habit.id), "state": "done", "day": "2026-04-08"}
    entry = phone.entry("habit.set", said)
    # By the time it is sent the network has put the clock right.
    phone.off = timedelta(0)
    assert phone.fate(entry) == ["stored"]


@pytest.mark.parametrize("off", OFF)
def test_pages_stand_whatever_days_lie_in_them(http, maya, habit, clock, off):
    phone = Phone(http, maya, clock, off=off)
    said = {"habit_id": str(habit.id), "state": "done"}
    assert phone.fate(feeling(phone), phone.entry("habit.set", said)) == ["stored", "stored"]
    for path in ("/today", "/habits", f"/habits/{habit.id}", "/progress", "/check-in"):
        assert phone.browser.get(path).status_code == 200, path


DAYS = [
    ("2026-04-08T23:59:00+13:00", "Pacific/Auckland", "2026-04-08"),
    ("2026-04-09T00:01:00+13:00", "Pacific/Auckland", "2026-04-08"),
    ("2026-04-08T23:59:00-11:00", "Pacific/Pago_Pago", "2026-04-08"),
    ("2026-04-09T00:01:00-11:00", "Pacific/Pago_Pago", "2026-04-09"),
    ("2026-03-29T00:59:00+00:00", "Europe/London", "2026-03-28"),
    ("2026-03-29T02:01:00+01:00", "Europe/London", "2026-03-29"),
    ("2026-10-25T01:30:00+01:00", "Europe/London", "2026-10-25"),
    ("2026-10-25T01:30:00+00:00", "Europe/London", "2026-10-24"),
]


@pytest.mark.parametrize(("at", "zone", "day"), DAYS)
def test_around_midnight_and_clock_changes_the_day_is_the_one_the_phone_showed(http, maya, clock, at, zone, day):
    clock.now = datetime.fromisoformat(at).astimezone(UTC)
    phone = Phone(http, maya, clock)
    assert phone.fate(feeling(phone, occurred_at=at, tz=zone, local_date=day)) == ["stored"]
    kept = the_entry()
    assert (kept.local_date, kept.tz, kept.date_far_off) == (date.fromisoformat(day), zone, False)


def test_a_zone_nobody_knows_becomes_the_persons(phone, maya):
    assert phone.fate(feeling(phone, tz="Moon/Tranquility\x00")) == ["stored"]
    assert the_entry().tz == "Europe/London"


def test_a_moved_home_does_not_make_it_another_entry(phone, maya, http, clock):
    entry = phone.entry("mood.checked_in", FELT, tz="Moon/Tranquility")
    phone.send(entry)
    maya.zone = "Asia/Tokyo"
    db.session.commit()
    assert phone.fate(entry) == ["duplicate"]


def test_a_phone_that_sends_an_impossible_clock_is_not_reckoned_with(phone):
    answer = phone.post(feeling(phone), sent_at="9999-12-31T23:59:59Z")
    assert [one["status"] for one in json.loads(answer.text)["results"]] == ["stored"]
    assert the_entry().skew_ms is None
