"""Every example in `rules.json` `streak_cases`."""

import pytest

from app import data
from app.streaks import Consistency, Run
from tests.streaks.drawing import DAILY, WEEKDAYS, day, drawn, weeks_drawn

CASES = data.rules()["streak_cases"]


def _name(case):
    return f"{case['schedule']} {case.get('days') or case['weeks']}"


def _history(case):
    if case["schedule"] == "n_per_week":
        return weeks_drawn(case["weeks"], case["n"], paused=case["paused_weeks"])
    return drawn(case["days"], {"daily": DAILY, "weekdays": WEEKDAYS}[case["schedule"]])


def test_all_twenty_eight_are_here():
    assert len(CASES) == 28


@pytest.mark.parametrize("case", CASES, ids=_name)
def test_a_worked_example_comes_out_as_written(case):
    history, today = _history(case)
    run, consistency = Run.from_history(history, today), Consistency.from_history(history, today)
    found = {"current": run.current, "best": run.best, "done": consistency.done, "due": consistency.due}
    assert {key: found[key] for key in case["expect"]} == case["expect"]


@pytest.mark.parametrize("case", [case for case in CASES if "days" in case], ids=_name)
def test_a_worked_example_reads_back_as_drawn(case):
    history, today = _history(case)
    codes = "".join(history.day(day(place), today) for place in range(len(case["days"])))
    assert codes.replace("o", ".") == case["days"]


def test_a_late_entry_heals_a_run():
    before, today = drawn("DDD..D")
    after, _ = drawn("DDDD.D")
    assert (Run.from_history(before, today).current, Run.from_history(after, today).current) == (1, 5)
