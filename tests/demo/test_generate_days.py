"""The weeks by the formula: on whatever weekday the demo is made, its people are who personas.json says they are."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from app.data import personas
from app.demo.days import Course
from app.demo.stories import story
from app.measures import Trend, trend
from tests.demo.practice_link import practice_link

PERSONAS = {one["id"]: one for one in personas()["clients"]}
TODAYS = [date(2026, 4, 6) + timedelta(days=count) for count in range(7)]


def course(who: str, today: date = TODAYS[0]) -> Course:
    return Course(PERSONAS[who], today, story(who)["seed"])


def stress(weeks: Course) -> dict[date, float]:
    return {weeks.date(one.number): float(one.stress) for one in weeks.check_ins}


def stress_trend(who: str, today: date) -> Trend:
    return trend(stress(course(who, today)), today)


@pytest.mark.parametrize("today", TODAYS)
def test_mayas_stress_is_lower_than_at_the_start(today):
    maya = stress_trend("maya", today)
    assert maya.label_id in ("looks_better", "clearly_better")
    assert (maya.baseline, maya.now) == (4, 3)


@pytest.mark.parametrize("today", TODAYS)
def test_mayas_long_sigh_shows_on_the_day_after(today):
    weeks = course("maya", today)
    done = [weeks.date(number) for number, kept in weeks.practised["long-sigh"].items() if kept]
    lower = practice_link(stress(weeks), done, assigned=weeks.date(-55), today=today)
    assert lower is not None and lower >= 0.5


@pytest.mark.parametrize("today", TODAYS)
def test_grace_has_had_two_rough_weeks(today):
    assert stress_trend("grace", today).label_id in ("looks_worse", "clearly_worse")
    assert all(one.stress >= 4 for one in course("grace", today).check_ins[-3:])


@pytest.mark.parametrize("who", ["tomas", "priya", "jonas", "aisha"])
@pytest.mark.parametrize("today", TODAYS)
def test_the_others_are_about_the_same_or_better(who, today):
    assert stress_trend(who, today).label_id in ("same", "looks_better", "clearly_better")


@pytest.mark.parametrize("today", TODAYS)
def test_sam_said_something_for_the_last_time_eleven_days_ago(today):
    assert course("sam", today).check_ins[-1].number == -11


def test_quiet_days_hold_nothing():
    priya = course("priya")
    said = {one.number for one in priya.check_ins} | {day for slots in priya.practised.values() for day in slots}
    assert not said & set(range(-28, -14))


def test_no_slot_is_due_before_the_first_session():
    for who, persona in PERSONAS.items():
        slots = [day for practice in course(who).practised.values() for day in practice]
        assert min(slots, default=0) >= persona["sessions"][0]["day"]


def test_n_a_week_is_n_days_of_every_calendar_week():
    weeks = course("maya", TODAYS[0])  # a Monday: the weeks are whole
    slots = weeks.slots(PERSONAS["maya"]["practices"][0], since=-56)
    assert [sum(1 for day in slots if -7 * back <= day < -7 * back + 7) for back in range(1, 9)] == [3] * 8


def test_who_checks_in_is_by_weekday():
    persona = PERSONAS["maya"] | {
        "checkins": PERSONAS["maya"]["checkins"] | {"prob_by_weekday": [1, 0, 0, 0, 0, 0, 0]}
    }
    weeks = Course(persona, TODAYS[0], seed=1)
    assert [weeks.date(one.number).weekday() for one in weeks.check_ins] == [0] * 8


def test_a_practice_done_the_day_before_moves_the_stress():
    calm, plain = (
        Course(PERSONAS["maya"] | {"practice_next_day_effect": effect}, TODAYS[0], seed=1) for effect in (-1, 0)
    )
    moved = {
        one.number: one.latent - other.latent for one, other in zip(calm.check_ins, plain.check_ins, strict=True)
    }
    done = {day + 1 for slots in calm.practised.values() for day, kept in slots.items() if kept}
    assert {day: round(by, 6) for day, by in moved.items()} == {day: -1.0 if day in done else 0.0 for day in moved}


def test_the_noise_has_the_deviation_and_the_memory_of_the_file():
    says = PERSONAS["maya"]["checkins"] | {
        "stress_start": 0,
        "stress_shift_by_week": [0],
        "stress_weekday_effect": [0] * 7,
    }
    still = PERSONAS["maya"] | {"checkins": says, "events": [], "practice_next_day_effect": 0, "joined_day": -20_000}
    noise = [value for _number, value in Course(still, TODAYS[0], seed=1)._latent()]
    variance = sum(value**2 for value in noise) / len(noise)
    memory = sum(a * b for a, b in pairwise(noise)) / len(noise) / variance
    assert variance**0.5 == pytest.approx(0.7, abs=0.03) and memory == pytest.approx(0.3, abs=0.03)
