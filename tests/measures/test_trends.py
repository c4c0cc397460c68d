"""Trend labels, worked by hand from the rules in measures.json."""

from datetime import date, timedelta
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.data import measures
from app.measures import daily_values, trend
from app.measures.trends import CLEARLY, LOOKS

START = date(2026, 3, 2)


def on(day: int) -> date:
    """Day 1 is the date of the first check-in."""
    return START + timedelta(days=day - 1)


def days(values: dict[int, float]) -> dict[date, float]:
    return {on(day): value for day, value in values.items()}


def run(first: int, values: list[float]) -> dict[int, float]:
    return dict(enumerate(values, start=first))


def test_several_check_ins_on_a_day_count_as_their_median():
    pairs = [(on(1), 5), (on(1), 1), (on(1), 2), (on(2), 3), (on(2), 4)]
    assert daily_values(pairs) == {on(1): 2.0, on(2): 3.5}


def test_nothing_written_is_not_enough():
    result = trend({}, on(1))
    assert (result.label_id, result.n, result.text) == (
        "not_enough",
        0,
        "Not enough check-ins yet (0 of 5)",
    )


def test_the_first_fourteen_days_give_no_verdict():
    result = trend(days(run(1, [4] * 14)), on(14))
    assert (result.label_id, result.baseline, result.now, result.baseline_n, result.now_n) == (
        "not_enough", 4.0, None, 14, 0,
    )  # fmt: skip


def test_the_number_in_brackets_is_the_smaller_of_the_two_counts():
    result = trend(days(run(1, [4] * 6) | run(15, [3] * 4)), on(18))
    assert (result.text, result.n) == ("Not enough check-ins yet (4 of 5)", 4)


def test_a_full_point_lower_on_most_days_is_clearly_lower():
    # before: 4 4 4 4 3 (median 4); now: 3 3 3 3 4 (median 3)
    # 25 pairs: 4->3 16 better; 4->4 4 ties; 3->3 4 ties; 3->4 1 worse: (16 + 4) / 25 = 0.80
    result = trend(days(run(1, [4, 4, 4, 4, 3]) | run(15, [3, 3, 3, 3, 4])), on(19))
    assert (result.label_id, result.change, result.nap) == (
        "clearly_better",
        -1.0,
        0.80,
    )
    assert result.text == "Clearly lower than when you started"


def test_a_full_point_with_too_many_ties_only_looks_lower():
    # before: 4 4 4 3 3 (median 4); now: 3 3 3 4 2 (median 3)
    # 4s: 3 x (4 better + 1 tie) = 13.5; 3s: 2 x (1 better + 3 ties) = 5; 18.5 / 25 = 0.74
    result = trend(days(run(1, [4, 4, 4, 3, 3]) | run(15, [3, 3, 3, 4, 2])), on(19))
    assert (result.label_id, result.change, result.nap) == ("looks_better", -1.0, 0.74)
    assert result.text == "Looks lower than when you started"


def test_a_lower_middle_without_enough_better_pairs_is_about_the_same():
    # before: 3 3 4 4 4 (median 4); now: 3 3 3 4 5 (median 3)
    # 3s: 2 x 3 ties = 3; 4s: 3 x (3 better + 1 tie) = 10.5; 13.5 / 25 = 0.54
    result = trend(days(run(1, [3, 3, 4, 4, 4]) | run(15, [3, 3, 3, 4, 5])), on(19))
    assert (result.label_id, result.nap) == ("same", 0.54)
    assert result.text == "About the same as when you started"


@pytest.mark.parametrize(
    ("before", "now", "label_id", "text"),
    [
        (
            [3, 3, 3, 3, 4],
            [4, 4, 4, 4, 3],
            "clearly_worse",
            "Clearly higher lately",
        ),  # 20 of 25 pairs worse
        (
            [3, 3, 3, 3, 3],
            [4, 4, 3, 2, 4],
            "looks_worse",
            "Looks higher lately",
        ),  # 3.5 of 5
    ],
)
def test_higher_stress_mirrors_the_same_thresholds(before, now, label_id, text):
    result = trend(days(run(1, before) | run(15, now)), on(19))
    assert (result.label_id, result.text) == (label_id, text)


def test_for_mood_the_words_turn_round():
    daily = days(run(1, [2] * 6) | run(15, [4] * 6))
    assert trend(daily, on(20), "higher_is_better").text == "Clearly higher than when you started"
    worse = days(run(1, [4] * 6) | run(15, [2] * 6))
    assert trend(worse, on(20), "higher_is_better").text == "Clearly lower lately"


def test_a_slow_starter_gets_the_baseline_up_to_the_fifth_check_in_day():
    daily = days({1: 5, 6: 5, 15: 4, 18: 4, 20: 4} | run(21, [2] * 5))
    result = trend(daily, on(25))
    assert (result.baseline, result.baseline_n, result.now, result.now_n) == (
        4.0,
        5,
        2.0,
        5,
    )


def test_the_baseline_never_reaches_past_day_28():
    daily = days({1: 5, 6: 5, 15: 5, 28: 5} | run(29, [2] * 10))
    result = trend(daily, on(38))
    assert (result.label_id, result.baseline, result.baseline_n) == (
        "not_enough",
        None,
        4,
    )


def test_now_is_the_last_fourteen_dates_and_today_is_one_of_them():
    daily = days(run(1, [4] * 5) | {30: 1} | run(31, [3] * 13) | {44: 3})
    assert trend(daily, on(44)).now_n == 14
    assert trend(daily, on(45)).now_n == 13
    assert trend(daily, on(43)).now_n == 14


def test_the_baseline_stays_when_later_days_arrive():
    early = days(run(1, [4] * 5) | run(15, [3] * 5))
    later = early | days(run(20, [1] * 20))
    assert trend(early, on(19)).baseline == trend(later, on(39)).baseline == 4.0


def test_days_ahead_of_today_are_left_out():
    daily = days(run(1, [4] * 6) | run(15, [2] * 6))
    assert trend(daily | days({40: 5}), on(20)) == trend(daily, on(20))


def test_the_thresholds_in_the_code_are_those_in_the_file():
    labels = {label["id"]: label["if_"] for label in measures()["trends"]["labels"]}
    assert labels["clearly_better"] == f"|change| >= {CLEARLY[0]} and nap >= {CLEARLY[1]:.2f}"
    assert labels["looks_better"] == f"|change| >= {LOOKS[0]} and nap >= {LOOKS[1]:.2f}"


VALUES = st.dictionaries(st.integers(1, 60), st.integers(1, 5), max_size=50).map(lambda values: days({1: 3} | values))


@settings(derandomize=True, max_examples=60)
@given(daily=VALUES, day=st.integers(1, 70))
def test_turning_the_scale_round_turns_the_label_round(daily, day):
    mirrored = {when: 6 - value for when, value in daily.items()}
    low, high = trend(daily, on(day)), trend(mirrored, on(day), "higher_is_better")
    assert (low.label_id, low.nap, low.n) == (high.label_id, high.nap, high.n)


@settings(derandomize=True, max_examples=60)
@given(daily=VALUES, day=st.integers(1, 70))
def test_reading_the_same_days_the_other_way_swaps_better_and_worse(daily, day):
    mirror = {"better": "worse", "worse": "better"}
    head, _, tail = trend(daily, on(day)).label_id.partition("_")
    expected = f"{head}_{mirror.get(tail, tail)}" if tail in mirror else "_".join(filter(None, (head, tail)))
    assert trend(daily, on(day), "higher_is_better").label_id == expected


@settings(derandomize=True, max_examples=60)
@given(daily=VALUES, day=st.integers(1, 70))
def test_no_verdict_without_five_days_on_both_sides(daily, day):
    result = trend(daily, on(day))
    assert (result.n < 5) == (result.label_id == "not_enough")
    assert (result.nap is None) == (result.n < 5)


@settings(derandomize=True, max_examples=60)
@given(
    pairs=st.lists(st.tuples(st.dates(), st.integers(1, 5)), max_size=30),
    seed=st.randoms(),
)
def test_the_order_of_answers_never_matters(pairs, seed):
    shuffled = pairs.copy()
    seed.shuffle(shuffled)
    result = daily_values(shuffled)
    assert result == daily_values(pairs)
    assert all(value == median(v for d, v in pairs if d == day) for day, value in result.items())
