"""Which local date a moment belongs to: the wall clock less three hours, in zones that are right today."""

import zoneinfo
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.core.clock import local_day
from app.streaks import DayState, History, Mark, Period, Run, Schedule, short_days
from tests.habits.habits import DAILY, habit_of, tap, url

DAILY_SCHEDULE = Schedule.from_dict(DAILY)
A_DAY = timedelta(days=1)


def moment(text: str) -> datetime:
    """An instant, written as UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def history(first: str, done: list[str], short: frozenset[date] = frozenset()) -> History:
    marks = {date.fromisoformat(day): Mark.DONE for day in done}
    return History((Period(date.fromisoformat(first), DAILY_SCHEDULE),), marks, short_days=short)


@pytest.mark.parametrize(
    ("zone", "hours"), [("Africa/Casablanca", 0), ("America/Vancouver", -7), ("America/Edmonton", -6)]
)
def test_zones_come_from_the_pinned_package_and_not_from_the_system(zone, hours):
    assert zoneinfo.TZPATH == ()
    assert datetime(2026, 11, 20, 12, tzinfo=ZoneInfo(zone)).utcoffset() == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("wall", "day"),
    [("2026-04-09T00:30", 8), ("2026-04-09T02:59", 8), ("2026-04-09T03:00", 9), ("2026-04-08T03:00", 8)],
)
def test_half_past_midnight_belongs_to_yesterday_and_three_to_today(wall, day):
    london = datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo("Europe/London"))
    assert local_day(london, "Europe/London") == date(2026, 4, day)


@pytest.mark.parametrize(
    ("zone", "opens", "day"),
    [
        # T2: half an hour, three quarters, two hours.
        ("Australia/Lord_Howe", "2026-04-04T16:30", "2026-04-05"),
        ("Australia/Lord_Howe", "2026-10-03T16:00", "2026-10-04"),
        ("Pacific/Chatham", "2026-04-04T14:15", "2026-04-05"),
        ("Pacific/Chatham", "2026-09-26T14:00", "2026-09-27"),
        ("Antarctica/Troll", "2026-03-29T01:00", "2026-03-29"),
        ("Antarctica/Troll", "2026-10-25T03:00", "2026-10-25"),
        # T3: midnights that are not there, or twice.
        ("America/Sao_Paulo", "2018-11-04T05:00", "2018-11-04"),
        ("America/Sao_Paulo", "2018-02-18T06:00", "2018-02-18"),
        ("Africa/Cairo", "2026-04-24T00:00", "2026-04-24"),
        ("America/Havana", "2026-03-08T07:00", "2026-03-08"),
        ("Asia/Beirut", "2026-03-29T00:00", "2026-03-29"),
        ("Atlantic/Azores", "2026-03-29T03:00", "2026-03-29"),
        ("America/Santiago", "2026-09-06T06:00", "2026-09-06"),
        ("America/Nuuk", "2024-03-31T04:00", "2024-03-31"),
        # T4: Ramadan, and then for good.
        ("Africa/Casablanca", "2026-02-15T03:00", "2026-02-15"),
        ("Africa/Casablanca", "2026-03-22T02:00", "2026-03-22"),
        ("Africa/Casablanca", "2026-11-20T03:00", "2026-11-20"),
        ("America/Vancouver", "2026-11-20T10:00", "2026-11-20"),
        ("America/Edmonton", "2026-11-20T09:00", "2026-11-20"),
        ("America/Asuncion", "2026-07-01T06:00", "2026-07-01"),
        # T5.
        ("Europe/Dublin", "2026-10-25T03:00", "2026-10-25"),
        ("Asia/Pyongyang", "2018-05-04T18:00", "2018-05-05"),
        ("America/Caracas", "2016-05-01T07:00", "2016-05-01"),
        ("Asia/Almaty", "2024-02-29T22:00", "2024-03-01"),
    ],
)
def test_a_day_opens_at_three_on_the_wall_whatever_the_clocks_do(zone, opens, day):
    opened = moment(opens)
    assert local_day(opened, zone) == date.fromisoformat(day)
    assert local_day(opened - timedelta(seconds=1), zone) == date.fromisoformat(day) - A_DAY


@pytest.mark.parametrize(
    ("zone", "year"),
    [("Europe/London", 2026), ("America/Sao_Paulo", 2018), ("Antarctica/Troll", 2026), ("Africa/Casablanca", 2026),
     ("Australia/Lord_Howe", 2026), ("America/Nuuk", 2024), ("Asia/Almaty", 2024), ("Pacific/Chatham", 2026)],
)  # fmt: skip
def test_noon_after_noon_every_date_comes_once(zone, year):
    noons = (datetime(year, 1, 1, 12, tzinfo=ZoneInfo(zone)) + count * A_DAY for count in range(365))
    assert [local_day(noon, zone) for noon in noons] == [date(year, 1, 1) + count * A_DAY for count in range(365)]


@pytest.mark.parametrize(
    ("zone", "gone"),
    [("Pacific/Apia", "2011-12-30"), ("Pacific/Fakaofo", "2011-12-30"), ("Pacific/Kwajalein", "1993-08-21")],
)
def test_a_date_that_never_was_breaks_no_run(zone, gone):
    missing = date.fromisoformat(gone)
    around = [f"{missing + away * A_DAY}" for away in (-3, -2, -1, 1, 2)]
    short = short_days(missing - 5 * A_DAY, missing + 5 * A_DAY, [(moment("1990-01-01"), zone)])
    kept = history(around[0], around, short)
    assert kept.day(missing, missing + 3 * A_DAY) is DayState.OFF
    assert Run.from_history(kept, missing + 3 * A_DAY).current == 5


def test_a_date_lived_twice_is_one_day():
    """T6: Auckland to Honolulu; the 8th comes again."""
    before, after = moment("2026-04-07T20:00"), moment("2026-04-09T05:00")
    assert local_day(before, "Pacific/Auckland") == local_day(after, "Pacific/Honolulu") == date(2026, 4, 8)


@pytest.mark.parametrize(
    ("zones", "short"),
    [
        ([("2026-04-01T00:00", "Pacific/Honolulu"), ("2026-04-06T18:00", "Pacific/Auckland")], ["2026-04-06"]),
        ([("2026-04-01T00:00", "Pacific/Auckland"), ("2026-04-06T18:00", "Pacific/Honolulu")], []),
        ([("2026-04-01T00:00", "Asia/Tokyo"), ("2026-04-06T08:00", "America/Los_Angeles")], []),
        ([("2026-04-01T00:00", "Pacific/Apia"), ("2026-04-06T10:00", "Pacific/Pago_Pago")], []),
        ([("2026-04-01T00:00", "Europe/London"), ("2026-04-06T22:50", "Europe/Paris")], []),
    ],
)
def test_travel_leaves_out_a_date_only_where_most_of_it_was_not_lived(zones, short):
    found = short_days(date(2026, 4, 2), date(2026, 4, 12), [(moment(when), zone) for when, zone in zones])
    assert found == {date.fromisoformat(day) for day in short}


def test_two_phones_in_two_zones_mark_one_date_once(http, maya, clock):
    habit, browser = habit_of(maya, now=clock.now), http(maya)
    london = {"occurred_at": "2026-04-08T08:00:00+01:00", "tz": "Europe/London", "local_date": "2026-04-08"}
    denver = {"occurred_at": "2026-04-08T01:30:00-06:00", "tz": "America/Denver", "local_date": "2026-04-07"}
    for phone in (london, denver):
        assert browser.post(url(habit), data=tap(habit, day=date(2026, 4, 8)) | phone).status_code in (200, 422)
    assert "1 of your last" in browser.get("/habits").text.replace('<strong class="num">', "").replace(
        "</strong>", ""
    )
