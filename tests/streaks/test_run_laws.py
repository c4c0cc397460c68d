"""What holds for every history, looked for with small random ones."""

import random
from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from app.streaks import DayState, History, Mark, Period, Run, Schedule, marks_of
from tests.streaks.drawing import DAILY, MONDAY, THREE, WEEKDAYS, day, drawn, weeks_drawn

small = settings(max_examples=60, deadline=None, derandomize=True)
schedules = st.sampled_from([DAILY, WEEKDAYS, THREE, Schedule("n_per_week", n=6), Schedule("n_per_week", n=1)])
codes = st.text("DDDD..RPSB", min_size=1, max_size=45)
events = st.lists(st.tuples(st.integers(0, 45).map(day), st.sampled_from([Mark.DONE, Mark.REST])), max_size=60)
changes = st.lists(st.tuples(st.integers(1, 40), schedules), max_size=3)


def run(history: History, today: date) -> Run:
    return Run.from_history(history, today)


def changed(schedule, later):
    return (Period(MONDAY, schedule), *(Period(day(place), other) for place, other in later))


@small
@given(events, schedules, st.randoms(use_true_random=False))
def test_the_order_of_arrival_never_matters(events, schedule, chance: random.Random):
    shuffled = events.copy()
    chance.shuffle(shuffled)
    periods = (Period(MONDAY, schedule),)
    assert marks_of(events) == marks_of(shuffled)
    assert run(History(periods, marks_of(events)), day(45)) == run(History(periods, marks_of(shuffled)), day(45))


@small
@given(codes, schedules, changes, st.integers(0, 46))
def test_one_more_done_day_never_shortens_the_run_or_the_best(codes, schedule, later, place):
    history, today = drawn(codes, periods=changed(schedule, later))
    added = marks_of([*history.marks.items(), (day(place), Mark.DONE)])
    richer = drawn(codes, periods=changed(schedule, later), marks=added)
    before, after = run(history, today), run(*richer)
    assert after.current >= before.current
    assert after.best_days >= before.best_days
    assert after.best_weeks >= before.best_weeks


@small
@given(codes, st.integers(0, 45), st.sampled_from("RPS"))
def test_a_neutral_day_put_between_others_changes_nothing(codes, place, neutral):
    longer = codes[:place] + neutral + codes[place:]
    before, after = run(*drawn(codes + ".")), run(*drawn(longer + "."))
    assert (after.current, after.best) == (before.current, before.best)


@small
@given(codes, schedules)
def test_rest_never_adds(codes, schedule):
    history, today = drawn(codes, schedule)
    run_now = run(history, today)
    done = sum(history.day(day(place), today) is DayState.DONE for place in range(len(codes)))
    assert run_now.best <= done
    rested = drawn(codes, schedule, marks=history.marks | {today: history.marks.get(today, Mark.REST)})
    assert run(*rested) == run_now


@small
@given(codes, schedules)
def test_a_bonus_never_changes_a_run(codes, schedule):
    history, today = drawn(codes, schedule)
    quiet = (DayState.OFF, DayState.PAUSED)
    places = [place for place in range(len(codes)) if history.day(day(place), today) in quiet]
    bonus = marks_of([*history.marks.items(), *((day(place), Mark.DONE) for place in places)])
    assert run(*drawn(codes, schedule, marks=bonus)) == run(history, today)


@small
@given(codes, st.integers(0, 45), st.integers(1, 28), schedules)
def test_a_pause_of_whole_weeks_leaves_the_run_as_it_is(codes, place, weeks, schedule):
    today = len(codes) - 1  # stays after the pause, or it would no longer be open
    cut = min(place, today) // 7 * 7
    paused = codes[:cut] + "P" * 7 * weeks + codes[cut:]
    before, after = run(*drawn(codes, schedule)), run(*drawn(paused, schedule))
    assert (after.current, after.best) == (before.current, before.best)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.text("DDDDD..RPSB", min_size=1, max_size=90), schedules, changes, st.integers(-2, 90))
def test_the_run_read_from_the_last_days_is_the_one_of_all_days(codes, schedule, later, place):
    """Where they are not enough it says so; a best it names is never more than the best of all days."""
    whole, today = drawn(codes, periods=changed(schedule, later))
    since = min(day(place), today)
    recent = replace(whole, marks={marked: mark for marked, mark in whole.marks.items() if marked >= since})
    found, full = Run.lately(recent, today, since=since), run(whole, today)
    if found:
        now = (full.unit, full.current, full.since, full.forgiven)
        assert (found.unit, found.current, found.since, found.forgiven) == now
        assert found.best_days <= full.best_days and found.best_weeks <= full.best_weeks


def test_the_last_days_are_enough_from_the_last_ending_on():
    history, today = drawn("D" * 60 + ".." + "D" * 20)
    assert Run.lately(history, today, since=day(55)).current == run(history, today).current == 20
    assert Run.lately(history, today, since=day(62)) is None
    weekly, today = weeks_drawn([3, 3, 1, 1, 3, 3, 3], 3)
    assert Run.lately(weekly, today, since=day(3)).current == run(weekly, today).current == 3


@small
@given(codes, schedules, changes)
def test_the_run_is_never_longer_than_the_best(codes, schedule, later):
    found = run(*drawn(codes, periods=changed(schedule, later)))
    assert 0 <= found.current <= found.best


@small
@given(codes, st.sampled_from([DAILY, WEEKDAYS]))
def test_a_run_of_days_is_what_its_definition_says(codes, schedule):
    history, today = drawn(codes, schedule)
    row = [code for place, code in enumerate(codes) if _scheduled(schedule, place) and code in "D.B"]
    if row and codes[-1] == "." and _scheduled(schedule, len(codes) - 1):
        row.pop()
    stretches = {(a, b): _length(row[a:b], 7) for a in range(len(row) + 1) for b in range(a, len(row) + 1)}
    found = run(history, today)
    assert found.best == max(stretches.values())
    assert found.current == max(length for (_, end), length in stretches.items() if end == len(row))


@small
@given(st.lists(st.integers(0, 4), min_size=1, max_size=12))
def test_a_run_of_weeks_is_what_its_definition_says(weeks):
    history = "".join(("D" * done).ljust(7, ".") for done in weeks) + "."
    row = ["D" if done >= 3 else "." for done in weeks]
    found = run(*drawn(history, THREE))
    stretches = {(a, b): _length(row[a:b], 4) for a in range(len(row) + 1) for b in range(a, len(row) + 1)}
    assert found.best == max(stretches.values())
    assert found.current == max(length for (_, end), length in stretches.items() if end == len(row))


def _scheduled(schedule: Schedule, place: int) -> bool:
    return schedule is DAILY or place % 7 < 5


def _length(stretch: list[str], window: int) -> int:
    """Word for word: its done days, if at most one of any so many neighbours is a miss; else nothing."""
    sound = all(stretch[start : start + window].count(".") <= 1 for start in range(len(stretch)))
    return sum(code != "." for code in stretch) if sound else 0
