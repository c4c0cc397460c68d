"""N times a week: which weeks count, wait, or are still open."""

import pytest

from app.streaks import Consistency, Period, Run, Schedule, WeekState, this_week
from tests.streaks.drawing import MONDAY, THREE, day, drawn, weeks_drawn

SIX = Schedule("n_per_week", n=6)


def run(codes, schedule=THREE, **more):
    return Run.from_history(*drawn(codes, schedule, **more))


@pytest.mark.parametrize("days_over", range(2, 7))
def test_the_running_week_joins_once_it_is_reached(days_over):
    history, today = weeks_drawn([3, 3, 3], 3, days_over=days_over)
    assert Run.from_history(history, today).current == 3


@pytest.mark.parametrize("days_over", range(7))
def test_the_running_week_never_counts_against_anyone(days_over):
    history, today = weeks_drawn([3, 2, 3, 0], 3, days_over=days_over)
    assert Run.from_history(history, today).current == 2


def test_a_first_part_week_counts_if_reached_and_waits_if_not():
    thursday = (Period(day(3), THREE),)
    reached = run("...DDD." + "DDD....", periods=thursday)
    waiting = run("...D..." + "DDD....", periods=thursday)
    assert (reached.current, waiting.current, waiting.forgiven) == (2, 1, ())


def test_a_pause_makes_a_short_week_wait():
    assert run("DDD...." + "D..PPPP" + "DDD....").forgiven == ()
    assert run("DDD...." + "D......" + "DDD....").forgiven == (day(7),)


def test_what_is_done_in_a_pause_is_no_part_of_its_week():
    history, today = drawn("DDD...." + "DDPPPPP" + "DDD....", THREE)
    history.marks[day(10)] = history.marks[day(0)]
    assert Run.from_history(history, today).current == 2


def test_rest_makes_a_week_wait_only_when_too_few_other_days_are_left():
    assert run("DDD...." + "D.RRRRR" + "DDD....").forgiven == ()
    assert run("DDD...." + "D..RRRR" + "DDD....").forgiven == (day(7),)
    assert run("DDDDDD." + "DDDDRR." + "DDDDDD.", SIX).forgiven == ()


def test_practising_on_a_rest_day_does_not_make_its_week_short():
    assert run("DDD...." + "D.RRRRB" + "DDD....").forgiven == ()


def test_a_week_may_start_on_another_day():
    sunday = Schedule("n_per_week", n=2, week_starts=6)
    assert run("......D" + "D......", sunday).current == 1
    assert run("......D" + "D......", Schedule("n_per_week", n=2)).current == 0


def test_more_than_the_number_does_not_bank():
    assert run("DDDDDDD" + "......." + ".").current == 1


def test_a_run_that_has_ended_stands_as_it_ended():
    history, _ = weeks_drawn([3, 3, 1], 3)
    ended = drawn("DDD....DDD....D......", THREE, until=day(15))[0]
    assert Run.from_history(ended, day(60)).current == 2
    assert Run.from_history(history, day(60)).current == 0


@pytest.mark.parametrize(("codes", "state"), [("DD.", WeekState.OPEN), ("DDD.", WeekState.REACHED)])
def test_this_week_says_when_it_is_enough(codes, state):
    week = this_week(*drawn("DDD...." + codes, THREE))
    assert (week.done, week.n, week.state) == (codes.count("D"), 3, state)


def test_this_week_is_there_before_anything_is_done():
    week = this_week(*drawn(".", THREE))
    assert (week.first, week.done, week.state) == (MONDAY, 0, WeekState.OPEN)
    assert this_week(*drawn("DD")) is None


def test_consistency_of_three_a_week_is_twelve_in_four_weeks():
    assert Consistency.from_history(*drawn("DDDDD.." + "DDD...." * 2 + "D.....D", THREE)) == Consistency(11, 12)


def test_consistency_leaves_out_rest_and_pause_and_rounds_half_up():
    half = Schedule("n_per_week", n=1)
    assert Consistency.from_history(*drawn("DDD" + "RRRR" + "PPPPPPP", THREE)) == Consistency(1, 1)
    assert Consistency.from_history(*drawn("......" + ".....", half)) == Consistency(0, 1)


def test_done_is_never_more_than_due():
    assert Consistency.from_history(*drawn("DD.", THREE)) == Consistency(1, 1)
