"""What is due today, and how much of what was due was done."""

from datetime import date, timedelta

import pytest

from app.practices.models import Assignment, Skip, done_of_due, practices_due
from app.practices.models.assignment import PROMPT_LASTS

WEDNESDAY = date(2026, 4, 8)
TUESDAY = WEDNESDAY - timedelta(days=1)


def days_ago(*counts: int) -> set[date]:
    return {WEDNESDAY - timedelta(days=count) for count in counts}


@pytest.fixture
def given(clock):
    """given(rhythm) is an assignment of two weeks before Wednesday that stands in no database."""

    def make(kind: str = "daily", *, on: date = WEDNESDAY - timedelta(days=20), **rest) -> Assignment:
        return Assignment(id=on, rhythm={"type": kind, **rest}, assigned_on=on, assigned_at=clock.now)

    return make


def skipped(assignment: Assignment, day: date, instead: str | None = None) -> Skip:
    return Skip(assignment_id=assignment.id, local_date=day, instead=instead, reason="No time")


def due(assignment: Assignment, *, done: set[date] = frozenset(), skips: tuple[Skip, ...] = ()) -> bool:
    return bool(practices_due([assignment], {assignment.id: done}, skips, WEDNESDAY))


def test_a_daily_one_is_due_until_it_is_done(given):
    assert due(given(), done=days_ago(1))
    assert not due(given(), done=days_ago(0))


def test_a_weekday_one_is_due_on_its_days(given):
    assert due(given("weekdays", days=["wed"]))
    assert not due(given("weekdays", days=["tue", "thu"]))


def test_one_of_two_a_week_is_due_while_fewer_than_two_are_done(given):
    assert due(given("n_per_week", n=2), done=days_ago(2, 3))  # Monday, and the Sunday before
    assert not due(given("n_per_week", n=2), done=days_ago(1, 2))


def test_cant_today_is_believed_but_the_small_version_stays(given):
    daily = given()
    assert not due(daily, skips=(skipped(daily, WEDNESDAY),))
    assert due(daily, skips=(skipped(daily, WEDNESDAY, "tiny"),))


def test_a_moved_one_is_due_on_the_other_day(given):
    tuesdays = given("weekdays", days=["tue"])
    moved = skipped(tuesdays, TUESDAY, WEDNESDAY.isoformat())
    assert due(tuesdays, skips=(moved,))
    assert not due(tuesdays, skips=(moved,), done=days_ago(0))


def test_the_order_stays(given):
    first, second = given(on=WEDNESDAY - timedelta(days=9)), given(on=WEDNESDAY - timedelta(days=8))
    assert practices_due([first, second], {}, [], WEDNESDAY) == [first, second]


def test_done_of_due_looks_two_weeks_back_and_spares_today(given):
    assert done_of_due(given(), days_ago(1, 2, 15), WEDNESDAY) == (2, 14)
    assert done_of_due(given(), days_ago(0, 1, 2), WEDNESDAY) == (3, 14)


def test_two_a_week_are_four_of_two_weeks(given):
    assert done_of_due(given("n_per_week", n=2), days_ago(1, 2, 8), WEDNESDAY)[1] == 4


def test_the_day_it_was_given_asks_nothing(given):
    assert done_of_due(given(on=TUESDAY), set(), WEDNESDAY) == (0, 0)
    assert done_of_due(given(on=TUESDAY), days_ago(1), WEDNESDAY) == (1, 1)


def test_a_moved_day_done_on_the_other_one_is_done(given):
    tuesdays = given("weekdays", days=["tue"])
    moved = skipped(tuesdays, TUESDAY, WEDNESDAY.isoformat())
    assert done_of_due(tuesdays, days_ago(0), WEDNESDAY, skips=[moved]) == (1, 2)


def test_after_its_end_nothing_is_due(given):
    ended = given()
    ended.ended_on = WEDNESDAY - timedelta(days=10)
    assert done_of_due(ended, set(), WEDNESDAY) == (0, 4)


@pytest.fixture
def asked_once(given):
    """asked_once(days_ago) is the prompt of a session that many days before Wednesday."""

    def make(count: int) -> Assignment:
        prompt = given("n_per_week", n=1, on=WEDNESDAY - timedelta(days=count))
        prompt.once_until = prompt.assigned_on + PROMPT_LASTS
        return prompt

    return make


def test_a_prompt_is_due_until_it_was_done_once(asked_once):
    assert due(asked_once(0)) and due(asked_once(5))
    assert not due(asked_once(5), done=days_ago(4))  # in another week than Wednesday's, and still once


def test_a_prompt_is_due_for_seven_days_at_most(asked_once):
    assert due(asked_once(7)) and not due(asked_once(8))


def test_a_prompt_can_wait_for_another_day_but_not_come_back(asked_once):
    prompt = asked_once(2)
    assert not due(prompt, skips=(skipped(prompt, WEDNESDAY),))
    moved = skipped(prompt, TUESDAY, WEDNESDAY.isoformat())
    assert due(prompt, skips=(moved,)) and not due(prompt, skips=(moved,), done=days_ago(1))


def test_a_prompt_counts_one_of_one(asked_once):
    assert done_of_due(asked_once(5), days_ago(4), WEDNESDAY) == (1, 1)
    assert done_of_due(asked_once(5), days_ago(1, 4), WEDNESDAY) == (1, 1)
    assert done_of_due(asked_once(20), days_ago(15), WEDNESDAY) == (0, 0)  # longer ago than is looked at


def test_a_prompt_that_was_not_done_counts_from_its_last_day_on(asked_once):
    assert done_of_due(asked_once(6), set(), WEDNESDAY) == (0, 0)
    assert done_of_due(asked_once(7), set(), WEDNESDAY) == (0, 1)


def test_a_prompt_taken_away_early_asked_nothing(asked_once):
    prompt = asked_once(9)
    prompt.ended_on = TUESDAY - timedelta(days=3)
    assert done_of_due(prompt, set(), WEDNESDAY) == (0, 0)
