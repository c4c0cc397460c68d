"""The page that explains a run, line by line."""

import re

import pytest

from app.streaks import Period, Run, WeekState, ledger
from tests.streaks.drawing import DAILY, THREE, day, drawn

UNKIND = re.compile(r"fail|miss|broke|lost|overdue|lazy|only|chain|!", re.IGNORECASE)


def words(codes, schedule=DAILY):
    return [row.words for row in ledger(*drawn(codes, schedule))]


def test_a_run_is_told_day_by_day():
    assert words("D..D.RD.") == [
        "Done: part of an earlier run",
        "Nothing logged",
        "Nothing logged: this run starts after it",
        "Done: counts",
        "Nothing logged: let go, once in seven days",
        "Rest day: the run waits",
        "Done: counts",
        "Still open",
    ]


def test_quiet_days_say_why():
    history, today = drawn("DSPP", DAILY)
    history.marks[day(3)] = history.marks[day(0)]
    assert [row.words for row in ledger(history, today)] == [
        "Done: counts",
        "Under twelve hours of this date, because of a change of time zone: nothing due",
        "Paused: the run waits",
        "Done as an extra: kept, the run stays as it is",
    ]


@pytest.mark.parametrize("codes", ["DDD.DDDDD.D", "DDD..", "DDRRDD", "......", "D" * 40 + "." + "D" * 5])
def test_the_last_line_is_the_number(codes):
    rows = ledger(*drawn(codes))
    run = Run.from_history(*drawn(codes))
    assert (rows[-1].run or 0) == run.current
    assert len(rows) == min(28, len(codes))
    assert [row.day for row in rows if row.forgiven] == list(run.forgiven)


def test_each_line_adds_to_the_one_before():
    rows = [row for row in ledger(*drawn("D..DDRD.D.")) if row.run is not None]
    assert [row.run for row in rows] == [1, 2, 2, 3, 3, 4, 4]
    assert [row.adds for row in rows] == [1, 1, 0, 1, 0, 1, 0]


def test_a_run_of_weeks_is_told_week_by_week():
    rows = ledger(*drawn("DDD...." + "DD....." + "D..PPPP" + "DDD...." + "D", THREE), days=35)
    assert [row.words for row in rows] == [
        "3 of 3: counts",
        "2 of 3: let go, once in four weeks",
        "1 of 3: a part week (a start, rest, a pause or a change), so the run waits",
        "3 of 3: counts",
        "1 of 3: still open",
    ]
    assert (rows[-1].state, rows[-1].run, rows[0].until) == (WeekState.OPEN, 2, day(6))


def test_it_goes_back_to_the_last_change_from_weeks_to_days():
    history, today = drawn("DDD....DD", periods=(Period(day(0), THREE), Period(day(7), DAILY)))
    assert [row.day for row in ledger(history, today)] == [day(7), day(8)]


def test_no_line_ever_blames():
    told = words("D..D.RDPSdD.DD..") + words("DDD....D......D..PPPPDDD....D", THREE)
    assert not [line for line in told if UNKIND.search(line)]
