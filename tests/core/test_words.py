"""Dates and times as each person writes them."""

from datetime import UTC, date, datetime

import pytest
from flask_login import login_user

from app.core import words

DAY = date(2026, 4, 8)


@pytest.fixture
def speaks(app, maya):
    """speaks("en-US"): the rest of the test is read by somebody of that locale."""
    with app.test_request_context():

        def of(locale: str, zone: str = "Europe/London"):
            maya.locale, maya.zone = locale, zone
            maya.sign_in_token = "none"
            login_user(maya)

        yield of


@pytest.mark.parametrize(
    ("locale", "long", "short", "time"),
    [
        ("en-GB", "Wednesday 8 April", "8 April", "18:30"),
        ("en-US", "Wednesday April 8", "April 8", "6:30 PM"),
        ("en-IN", "Wednesday 8 April", "8 April", "6:30 pm"),
        ("nonsense", "Wednesday 8 April", "8 April", "18:30"),
    ],
)
def test_each_locale_has_its_own_order(speaks, locale, long, short, time):
    speaks(locale)
    said = words.wall_clock(datetime(2026, 4, 8, 17, 30, tzinfo=UTC)).replace("\u202f", " ")
    assert (words.long_day(DAY), words.short_day(DAY), said) == (long, short, time)


def test_near_days_are_called_by_name(speaks, clock):
    speaks("en-GB")
    assert [words.near_day(date(2026, 4, day)) for day in (7, 8, 9, 10)] == [
        "Yesterday",
        "Today",
        "Tomorrow",
        "Friday 10 April",
    ]


def test_where_it_is_tomorrow_already_it_is_today_for_the_reader(speaks, clock):
    speaks("en-GB")
    assert [words.ago(date(2026, 4, day)) for day in (2, 7, 8, 9)] == ["6 days ago", "yesterday", "today", "today"]


def test_a_moment_is_told_in_the_persons_zone(speaks):
    speaks("en-GB", "Asia/Kolkata")
    assert words.wall_clock(datetime(2026, 4, 8, 20, 0, tzinfo=UTC)) == "01:30"
    assert words.long_day(datetime(2026, 4, 8, 20, 0, tzinfo=UTC)) == "Thursday 9 April"


@pytest.mark.parametrize(
    ("seconds", "said"), [(36, "36 seconds"), (60, "1 minute"), (200, "3 minutes"), (480, "8 minutes")]
)
def test_spans_are_rounded_as_people_do(seconds, said):
    assert words.span(seconds) == said
