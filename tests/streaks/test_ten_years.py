"""Ten years of days are one page of the habits screen."""

from time import perf_counter

import pytest

from app.streaks import Run
from tests.streaks.drawing import DAILY, THREE, WEEKDAYS, drawn


@pytest.mark.parametrize("schedule", [DAILY, WEEKDAYS, THREE], ids=lambda schedule: schedule.kind)
def test_ten_years_are_counted_in_a_twentieth_of_a_second(schedule):
    taken = []
    for _ in range(5):
        history, today = drawn("DDDDRD." * 522, schedule)
        begun = perf_counter()
        Run.from_history(history, today)
        taken.append(perf_counter() - begun)
    assert min(taken) < 0.05
