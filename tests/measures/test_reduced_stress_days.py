"""Days with reduced stress, and tension around a practice."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.measures import before_after, reduced_stress_days
from app.measures.items import fits, item, label

MONDAY = date(2026, 3, 2)


def week_after(usual: list[float], this_week: list[float]) -> dict[date, float]:
    """`usual` from a Monday on, `this_week` from the Monday four weeks later."""
    before = {MONDAY + timedelta(days=i): value for i, value in enumerate(usual)}
    return before | {MONDAY + timedelta(days=28 + i): value for i, value in enumerate(this_week)}


FRIDAY = MONDAY + timedelta(days=32)


def test_four_of_six_days_were_a_point_below_the_usual_level():
    daily = week_after([4] * 7, [3, 3, 4, 2, 3, 5])
    result = reduced_stress_days(daily, FRIDAY + timedelta(days=1))
    assert (result.k, result.n, result.calm, result.text) == (
        4,
        6,
        False,
        "4 of your 6 check-in days",
    )


def test_three_check_in_days_are_needed():
    assert reduced_stress_days(week_after([4] * 7, [3, 3]), FRIDAY) is None
    assert reduced_stress_days(week_after([4] * 7, [3, 3, 3]), FRIDAY).n == 3


def test_without_a_baseline_there_is_no_count():
    assert (
        reduced_stress_days(
            {MONDAY + timedelta(days=i): 3 for i in range(4)},
            MONDAY + timedelta(days=3),
        )
        is None
    )


@pytest.mark.parametrize("usual", [1, 2])
def test_who_is_calm_as_a_rule_counts_calm_days(usual):
    result = reduced_stress_days(week_after([usual] * 7, [2, 3, 1, 2]), FRIDAY)
    assert (result.k, result.n, result.calm) == (3, 4, True)


def test_last_week_and_tomorrow_do_not_count():
    daily = week_after([4] * 7, [2, 2, 2, 2, 2, 2]) | {MONDAY + timedelta(days=27): 1.0}
    assert reduced_stress_days(daily, FRIDAY - timedelta(days=1)).n == 4


def test_a_week_may_begin_on_sunday():
    daily = week_after([4] * 7, [2, 2, 2]) | {MONDAY + timedelta(days=27): 2.0}
    assert reduced_stress_days(daily, FRIDAY, week_starts=6).n == 4


def test_tension_was_lower_after_seven_of_nine():
    pairs = [(4, 2)] * 7 + [(3, 3), (2, 3)]
    result = before_after(pairs, practice="long sigh")
    assert (result.k, result.n) == (7, 9)
    assert result.text == "Tension was lower after 7 of 9 long sigh sessions"


def test_a_skipped_answer_makes_no_pair_and_five_are_needed():
    assert before_after([(4, 2)] * 4 + [(4, None), (None, 1)], practice="x") is None
    assert before_after([(4, 2)] * 5, practice="x").k == 5


def test_an_answer_has_its_word():
    assert (label("mood", 2), label("stress", 5)) == ("Low", "Extremely")
    assert fits("mood", 5) and not fits("mood", 6)
    assert item("note")["max_chars"] == 280
    with pytest.raises(ValueError):
        label("energy", 0)


@settings(derandomize=True, max_examples=60)
@given(
    st.lists(st.integers(1, 5), min_size=5, max_size=14),
    st.lists(st.integers(1, 5), max_size=5),
)
def test_never_more_reduced_days_than_check_in_days(usual, this_week):
    result = reduced_stress_days(week_after(usual, this_week), FRIDAY)
    assert result is None if len(this_week) < 3 else 0 <= result.k <= result.n == len(this_week)
