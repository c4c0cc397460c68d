"""The numbers quoted beside the formula, and what leaves steadiness alone."""

from itertools import combinations

import pytest

from app.streaks import Period, Steadiness
from tests.streaks.drawing import MONDAY, THREE, WEEKDAYS, day, drawn


def steadiness(codes, schedule=None):
    return Steadiness.from_history(*drawn(codes, *filter(None, [schedule])))


@pytest.mark.parametrize(
    ("codes", "value"),
    [
        ("D" * 7, 31),
        ("D" * 13, 50),
        ("D" * 28, 78),
        ("D" * 66, 97),
        ("D" * 28 + "..", 74),
        ("D" * 28 + "...", 70),
        ("D" * 28 + "." * 8, 53),
        ("DDDDD.." * 8 + ".", 64),
    ],
)
def test_a_daily_habit_settles_as_quoted(codes, value):
    assert steadiness(codes).value == value


@pytest.mark.parametrize(("weeks", "low", "high"), [(2, 17, 28), (4, 49, 56), (8, 81, 83)])
def test_three_a_week_settles_as_quoted_whichever_days_are_chosen(weeks, low, high):
    values = []
    for chosen in combinations(range(7), 3):
        week = "".join("D" if place in chosen else "." for place in range(7))
        values.append(steadiness(week * weeks + ".", THREE).value)
    assert (min(values), max(values)) == (low, high)


@pytest.mark.parametrize("waiting", ["R", "P", "RRRR", "PPPPPPPPPPPPPP", "S"])
@pytest.mark.parametrize("schedule", [None, THREE])
def test_rest_pause_and_lost_days_freeze_it(waiting, schedule):
    assert steadiness("D.DD" * 7 + waiting + "R", schedule) == steadiness("D.DD" * 7 + "R", schedule)


def test_days_off_leave_it_alone():
    assert steadiness("DDDDD--D", WEEKDAYS) == steadiness("DDDDDdd" + "D", WEEKDAYS)


def test_today_waits_until_it_is_done():
    assert steadiness("DDDDDDD.").value == 31
    assert steadiness("DDDDDDDD").value > 31


def test_it_goes_on_when_the_schedule_changes():
    change = (Period(MONDAY, WEEKDAYS), Period(day(28), THREE))
    before = steadiness("DDDDD--" * 4, WEEKDAYS)
    history, today = drawn("DDDDD--" * 4 + "D.", periods=change)
    assert before.value <= Steadiness.from_history(history, today).value <= before.value + 5


@pytest.mark.parametrize(
    ("codes", "band"), [(".", "Starting"), ("D" * 7, "Building"), ("D" * 20, "Steady"), ("D" * 40, "Strong")]
)
def test_the_bands_have_names(codes, band):
    assert steadiness(codes).band == band
