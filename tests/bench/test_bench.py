"""The bench's table says what was measured; nothing here is timed."""

import importlib
import json
from pathlib import Path

import pytest

import bench
from bench import floor
from bench.__main__ import ITEMS
from bench.serve import DATABASES
from bench.table import FAIL, MET, NOT_YET, Limit, Row, failed, number, percentile, ratio


def a_row(*limits: Limit) -> Row:
    return Row(name="x", database="sqlite", work="w", ours="1 ms", yardstick="2 ms", limits=limits, peers="p")


@pytest.mark.parametrize(
    ("measured", "verdict"), [(13.9, MET), (14, MET), (14.1, NOT_YET), (25, NOT_YET), (26, FAIL)]
)
def test_less_is_better_up_to_the_goal_and_the_line(measured, verdict):
    assert Limit(name="over hello", measured=measured, goal=14, fail=25).verdict == verdict


@pytest.mark.parametrize(("measured", "verdict"), [(0.7, MET), (0.69, NOT_YET), (0.4, NOT_YET), (0.39, FAIL)])
def test_more_is_better_where_it_is_said(measured, verdict):
    assert Limit(name="of the floor", measured=measured, goal=0.7, fail=0.4, at_least=True).verdict == verdict


def test_without_a_line_nothing_fails():
    assert Limit(name="requests", measured=600, goal=6).verdict == NOT_YET


def test_a_row_is_as_good_as_its_worst_limit():
    good, late = Limit(name="a", measured=1, goal=2), Limit(name="b", measured=3, goal=2)
    bad = Limit(name="c", measured=1, goal=0, fail=0)
    assert [a_row(good).verdict, a_row(good, late).verdict, a_row(bad, late).verdict] == [MET, NOT_YET, FAIL]
    assert failed([a_row(good), a_row(bad)]) and not failed([a_row(good, late)])


def test_a_ratio_is_the_median_of_neighbouring_rounds():
    assert ratio([10, 30, 26], [10, 10, 13]) == 2
    with pytest.raises(ValueError):
        ratio([1, 2], [1])


def test_a_percentile_is_a_value_that_was_measured():
    assert percentile(range(1, 101), 0.99) == 99
    assert percentile([3, 1, 2], 0.5) == 2
    assert percentile([7], 0.99) == 7


def test_three_figures_are_enough():
    assert [number(value) for value in (0.8123, 12.94, 1240.4, 6, 0)] == ["0.812", "12.9", "1240", "6", "0"]


def test_a_row_says_goal_line_verdict_and_peers():
    row = a_row(Limit(name="over hello", measured=12.94, unit="x", goal=14, fail=25))
    for words in ("x (sqlite): met", "12.9x", "goal at most 14, fail over 25", "ours 1 ms; yardstick 2 ms", "p"):
        assert words in row.words
    assert json.loads(json.dumps(row.as_dict()))["limits"][0]["verdict"] == MET


@pytest.mark.parametrize("file", [path.stem for path in Path(bench.__file__).parent.glob("*.py")])
def test_every_part_can_be_imported_and_says_what_it_is(file):
    assert importlib.import_module(f"bench.{file}").__doc__


@pytest.mark.parametrize("item", ITEMS.values(), ids=ITEMS)
def test_every_item_says_where_it_runs_and_who_stands_beside_it(item):
    assert set(item.DATABASES) <= set(DATABASES)
    assert callable(item.run) and item.PEERS.startswith("beside it: ")


def test_the_floor_answers_a_page_and_keeps_a_check_in(tmp_path):
    yard = floor.create_app(f"sqlite:///{tmp_path / 'floor.db'}", str(tmp_path))
    cookie = {"Cookie": floor.furnish(yard, days=10)[0]}
    browser = yard.test_client(use_cookies=False)
    page = browser.get("/", headers=cookie)
    assert page.status_code == 200 and 3300 < len(page.data) < 3800
    kept = browser.post("/moods", headers=cookie, data={"mood": 4, "stress": 2})
    assert kept.status_code == 200 and b"mood 4, stress 2" in kept.data
    with yard.app_context():
        floor.db.engine.dispose()
