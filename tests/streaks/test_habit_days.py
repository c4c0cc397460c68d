"""What a date is, the window of four weeks, and the hint at a pause."""

import pytest

from app.streaks import BACKDATE_DAYS, PAUSE_MAX_DAYS, Consistency, DayState, Mark, Run, marks_of, rest_hint
from tests.streaks.drawing import MONDAY, THREE, WEEKDAYS, day, drawn


def test_a_date_is_open_until_it_is_over():
    history, today = drawn("D..")
    assert [history.day(day(place), today) for place in range(4)] == ["D", ".", "o", "o"]


def test_before_the_start_and_after_the_end_nothing_is_due():
    history, today = drawn("DDD", until=day(1))
    assert history.day(day(-1), today) is DayState.OFF
    assert history.day(day(2), today) is DayState.BONUS


@pytest.mark.parametrize("codes", ["S", "P", ".....-"])
def test_what_is_done_on_a_quiet_day_is_an_extra(codes):
    _, today = drawn(codes)
    history, _ = drawn(codes, WEEKDAYS, marks={today: Mark.DONE})
    assert history.day(today, today) is DayState.BONUS


def test_done_and_rest_together_is_done():
    marks = marks_of([(MONDAY, Mark.REST), (MONDAY, Mark.DONE)])
    assert drawn("D", marks=marks)[0].day(MONDAY, MONDAY) is DayState.DONE


def test_tomorrow_done_before_a_flight_over_the_date_line_still_counts():
    history, _ = drawn("DDDDD")
    assert Run.from_history(history, day(3)).current == 5
    assert Consistency.from_history(history, day(3)) == Consistency(5, 5)


def test_a_date_skipped_by_a_flight_does_not_end_a_run():
    assert Run.from_history(*drawn("DDD.SD")).current == 4


def test_the_window_is_four_weeks_and_today_waits_until_it_is_done():
    assert Consistency.from_history(*drawn("." * 10 + "D" * 28 + ".")).words() == "28 of your last 28"
    assert Consistency.from_history(*drawn("." * 10 + "D" * 20 + "." * 8 + "D")) == Consistency(20, 28)


def test_a_new_habit_has_words_instead_of_a_division_by_nothing():
    consistency = Consistency.from_history(*drawn("."))
    assert (consistency.words(), consistency.ratio) == ("Nothing due yet", None)


def test_a_run_is_shown_from_three():
    assert [Run.from_history(*drawn("D" * days)).shown for days in (2, 3)] == [False, True]


def test_a_run_names_its_beginning_and_what_was_let_go():
    run = Run.from_history(*drawn("D..DDD.DD."))
    assert (run.current, run.since, run.forgiven) == (5, day(3), (day(6),))


def test_a_habit_of_the_future_has_nothing_yet():
    assert Run.from_history(drawn("D")[0], day(-5)).current == 0


@pytest.mark.parametrize(
    ("codes", "hint"),
    [
        ("RRR", True),
        ("R..R..R", True),
        ("R..R...R", False),
        ("RRDDDDD", False),
        ("RRRDDDDDD", False),
        ("RRRP", False),
    ],
)
def test_the_third_rest_in_seven_days_offers_a_pause(codes, hint):
    assert rest_hint(*drawn(codes)) is hint


def test_rest_marked_ahead_offers_a_pause_too():
    history, _ = drawn("DRRR", THREE)
    assert rest_hint(history, day(0))


def test_limits_come_from_the_rules():
    assert (BACKDATE_DAYS, PAUSE_MAX_DAYS) == (3, 28)
