"""Travel, and zones that are changed under people's feet."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.streaks import lived_hours, short_days


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def home(zone: str):
    return [(at("2000-01-01"), zone)]


def test_a_usual_day_has_twenty_four_hours():
    assert lived_hours(date(2026, 5, 5), home("Europe/Vienna")) == 24
    assert lived_hours(date(2026, 5, 5), []) == 24


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        (
            "Pacific/Apia",
            "2011-12-30",
            3,
        ),  # the wall clock went from 29th 24:00 to 31st 00:00, which is still the 30th
        ("Pacific/Fakaofo", "2011-12-30", 3),
        ("Pacific/Kwajalein", "1993-08-21", 3),
        ("Europe/Vienna", "2026-03-28", 23),
        ("Europe/Vienna", "2026-10-24", 25),
        ("Australia/Lord_Howe", "2026-04-04", 24.5),
        ("Australia/Lord_Howe", "2026-10-03", 23.5),
        ("Antarctica/Troll", "2026-03-28", 22),
        ("America/Sao_Paulo", "2018-11-03", 23),
        ("Asia/Almaty", "2024-02-29", 25),
        ("Asia/Pyongyang", "2018-05-04", 23.5),
    ],
)
def test_a_zone_change_makes_a_day_longer_or_shorter(zone, day, hours):
    assert lived_hours(date.fromisoformat(day), home(zone)) == hours


@pytest.mark.parametrize(("zone", "day"), [("Pacific/Apia", "2011-12-30"), ("Pacific/Kwajalein", "1993-08-21")])
def test_a_date_a_country_left_out_is_off(zone, day):
    gone = date.fromisoformat(day)
    around = timedelta(days=5)
    assert short_days(gone - around, gone + around, home(zone)) == {gone}


@pytest.mark.parametrize("zone", ["Europe/Dublin", "Africa/Casablanca", "Africa/Cairo", "America/Vancouver"])
def test_no_clock_change_ever_takes_a_day(zone):
    assert short_days(date(2026, 1, 1), date(2027, 12, 31), home(zone)) == frozenset()


def test_flying_east_over_the_pacific_by_night_takes_a_date():
    flight = [*home("America/Los_Angeles"), (at("2026-05-05T07:00"), "Asia/Tokyo")]
    assert lived_hours(date(2026, 5, 5), flight) == 11
    assert short_days(date(2026, 4, 25), date(2026, 5, 15), flight) == {date(2026, 5, 5)}


def test_flying_west_makes_one_long_date():
    flight = [*home("Asia/Tokyo"), (at("2026-05-05T10:00"), "America/Los_Angeles")]
    assert lived_hours(date(2026, 5, 5), flight) == 40
    assert short_days(date(2026, 4, 25), date(2026, 5, 15), flight) == frozenset()


def test_over_the_date_line_and_back():
    there = [*home("Pacific/Auckland"), (at("2026-05-05T12:00"), "Pacific/Honolulu")]
    back = [*there, (at("2026-05-10T12:00"), "Pacific/Auckland")]
    assert lived_hours(date(2026, 5, 5), there) > 40
    assert short_days(date(2026, 5, 1), date(2026, 5, 20), back) == {date(2026, 5, 10)}


def test_a_zone_changed_at_ten_to_midnight_takes_its_hours_from_the_day():
    changed = [*home("Europe/Vienna"), (at("2026-01-05T22:50"), "Europe/London")]
    assert lived_hours(date(2026, 1, 5), changed) == 25


def test_two_phones_in_two_zones_do_not_make_dates_disappear():
    swaps = [
        (at("2026-05-04") + timedelta(hours=6 * n), ["Europe/Vienna", "Europe/London"][n % 2]) for n in range(20)
    ]
    assert short_days(date(2026, 5, 1), date(2026, 5, 15), swaps) == frozenset()


def test_ten_years_at_home_lose_no_date():
    assert short_days(date(2016, 1, 1), date(2025, 12, 31), home("Europe/Vienna") * 50) == frozenset()


somewhere = st.sampled_from(["Pacific/Apia", "Pacific/Honolulu", "Pacific/Auckland", "Asia/Tokyo", "Europe/London"])
journeys = st.lists(st.tuples(st.integers(0, 24 * 40), somewhere), min_size=1, max_size=8)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(journeys)
def test_the_short_cut_finds_what_counting_every_hour_finds(journey):
    begins = at("2011-12-10")
    zones = [(begins + timedelta(hours=hours), zone) for hours, zone in sorted(journey)]
    dates = [date(2011, 12, 5) + timedelta(days=count) for count in range(50)]
    assert short_days(dates[0], dates[-1], zones) == {day for day in dates if lived_hours(day, zones) < 12}
