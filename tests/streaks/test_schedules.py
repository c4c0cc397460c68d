"""How often, in words and as stored, and what a change of it does."""

import pytest

from app.streaks import History, Mark, Period, Run, Schedule
from tests.streaks.drawing import DAILY, MONDAY, THREE, WEEKDAYS, day, drawn

FIVE = Schedule("n_per_week", n=5)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ({"type": "daily"}, "daily"),
        ({"type": "weekdays", "days": ["mon", "wed", "fri"]}, "Mon, Wed, Fri"),
        ({"type": "weekdays", "days": ["mon", "tue", "wed", "thu", "fri"]}, "weekdays"),
        ({"type": "n_per_week", "n": 3}, "three a week"),
        ({"type": "n_per_week", "n": 1, "week_starts": "sun"}, "once a week"),
    ],
)
def test_a_stored_schedule_reads_in_plain_words_and_stores_again(raw, words):
    schedule = Schedule.from_dict(raw)
    assert schedule.words() == words
    assert raw.items() <= schedule.to_dict().items()


@pytest.mark.parametrize(
    "raw",
    [
        {"type": "hourly"},
        {"type": "weekdays", "days": []},
        {"type": "weekdays", "days": ["moonday"]},
        {"type": "n_per_week"},
        {"type": "n_per_week", "n": 7},
        {"type": "daily", "n": 3},
    ],
)
def test_what_the_rules_do_not_name_is_no_schedule(raw):
    with pytest.raises(ValueError):
        Schedule.from_dict(raw)


def changed(codes, *periods):
    return Run.from_history(*drawn(codes, periods=tuple(Period(day(place), other) for place, other in periods)))


def test_the_past_keeps_its_schedule():
    assert changed("DDDDD--DDDDD--DD", (0, WEEKDAYS), (14, DAILY)).current == 12


def test_a_change_from_days_to_weeks_starts_a_new_run_and_keeps_both_bests():
    run = changed("DDDDDDD" + "DDD....D", (0, DAILY), (7, THREE))
    assert (run.unit, run.current, run.best_days, run.best_weeks) == ("weeks", 1, 7, 1)


def test_going_back_to_days_does_not_join_the_old_run():
    run = changed("DDDDDDD" + "DDD...." + "DD", (0, DAILY), (7, THREE), (14, DAILY))
    assert (run.unit, run.current, run.best) == ("days", 2, 7)


def test_the_first_day_of_another_unit_has_no_run_yet():
    run = changed("DDDDDDD.", (0, DAILY), (7, THREE))
    assert (run.unit, run.current, run.since) == ("weeks", 0, None)


def test_the_week_of_a_change_is_judged_by_the_new_number():
    reached = changed("DDD...." + "DDD...." + ".", (0, FIVE), (4, THREE))
    neutral = changed("DDD...." + "DDD...." + "DDDDD..", (0, THREE), (10, FIVE))
    assert reached.current == 2
    assert (neutral.current, neutral.forgiven) == (2, ())


def test_a_change_that_changes_nothing_cuts_no_week():
    run = changed("DDD...." + "DD....." + "DDD....", (0, THREE), (9, THREE))
    assert run.forgiven == (day(7),)


def test_a_change_due_tomorrow_does_nothing_today():
    assert changed("DDD.", (0, DAILY), (4, THREE)).current == 3


def test_the_later_of_two_changes_on_one_day_holds():
    assert changed("DDDD", (0, DAILY), (2, THREE), (2, DAILY)).current == 4


def test_a_habit_without_a_schedule_cannot_be_told():
    with pytest.raises(ValueError):
        History(periods=(), marks={MONDAY: Mark.DONE})
