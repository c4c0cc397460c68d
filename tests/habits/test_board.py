"""What a habit says of itself: in the list and on Today."""

import pytest
from sqlalchemy import event

from app.core.db import db
from app.habits.board import board, view_of
from tests.habits.habits import A_DAY, TODAY, habit_of, played, said_long_ago, tap, url
from tests.habits.test_marking import plain


@pytest.fixture
def habit(maya, clock):
    return habit_of(maya, now=clock.now)


def card(http, maya, habit, drawing, **more):
    browser = http(maya)
    played(browser, habit, drawing)
    return plain(browser.get("/habits", **more).text)


@pytest.mark.parametrize(
    ("drawing", "words"),
    [
        ("DDDDDDDD..", "Yesterday was off. Your run is still 8."),
        ("DDDDDDD.D", "Back again."),
        ("DDDD...", "A new run starts whenever you like."),
        ("DDDDR", "Rest day noted. Your run waits."),
        ("R", "Rest day noted."),
        ("RDRDR", "Rest day noted, three in seven now. A pause may serve you better."),
    ],
)
def test_one_sentence_stands_under_it(http, maya, habit, drawing, words):
    assert words in card(http, maya, habit, drawing)


def test_a_run_is_shown_from_three_and_its_best_beside_it(http, maya, habit):
    assert "Run of" not in card(http, maya, habit, "DD")
    assert "Run of 3" in card(http, maya, habit, "DDD")
    assert "Run of 3, best 5" in card(http, maya, habit, "DDDDD..DDD")


def test_who_hides_runs_reads_of_none(http, maya, habit):
    maya.prefer(hide_runs=True)
    browser = http(maya)
    played(browser, habit, "DDDDDDDD..")
    for page in ("/habits", f"/habits/{habit.id}", f"/habits/{habit.id}/why", "/today"):
        assert "run of" not in browser.get(page).text.lower() and "your run is" not in browser.get(page).text.lower()


def test_every_day_of_the_strip_has_words(http, maya, habit):
    page = card(http, maya, habit, "DR.D")
    assert page.count("strip__day") >= 7
    assert all(
        f'<span class="visually-hidden">{words}</span>' in page for words in ("done", "rest day", "nothing logged")
    )


def test_a_week_that_has_enough_rests_until_the_next(http, maya, clock):
    weekly = habit_of(maya, now=clock.now, rhythm={"type": "n_per_week", "n": 2, "week_starts": "mon"})
    browser = http(maya)
    played(browser, weekly, "D.")
    assert "One of two this week." in browser.get("/habits").text and board(maya, clock.now)[0].open
    played(browser, weekly, "DD.")
    assert "Two of two this week: enough for this week." in browser.get("/habits").text
    assert not board(maya, clock.now)[0].open


@pytest.mark.parametrize(("drawing", "words"), [("DDDD", "Done at 21:00. Run of 4"), ("D.", "1 of your last 20")])
def test_the_row_on_today_says_it_in_a_line(http, maya, habit, drawing, words):
    browser = http(maya)
    played(browser, habit, drawing)
    assert (
        words in browser.post(url(habit), data=tap(habit, (drawing[-1] == "D" and "done") or "none", view="row")).text
    )


def test_no_habits_yet(http, maya):
    assert "No habits yet. Most people start with one." in http(maya).get("/habits").text


def test_the_list_costs_as_many_statements_with_one_habit_as_with_eight(http, maya, clock):
    browser = http(maya)
    habits = [habit_of(maya, now=clock.now)]
    played(browser, habits[0], "DDRD")
    one = statements(lambda: browser.get("/habits"))
    for number in range(7):
        habits.append(habit_of(maya, now=clock.now, title=f"Habit {number}", began=number))
        played(browser, habits[-1], "D")
    assert statements(lambda: browser.get("/habits")) == one <= 4
    assert maya.zone and statements(lambda: board(maya, clock.now)) == 2


@pytest.mark.parametrize(
    ("long_ago", "of_late", "words", "more"),
    [
        ("D" * 150, "D" * 90 + ".", "Yesterday was off. Your run is still 240.", 1),
        ("D" * 150, ".." + "D" * 60 + ".", "Yesterday was off. Your run is still 60.", 1),
        ("D" * 150, ".." + "D" * 30 + ".", "Yesterday was off. Your run is still 30.", 0),
        ("DDD" + "." * 147, "." * 100, "0 of your last 28. A new run starts whenever you like.", 1),
        ("." * 150, "." * 40 + "DDDD" + "." * 30, "0 of your last 28. A new run starts whenever you like.", 0),
        ("." * 150, "." * 100, "0 of your last 28", 1),
    ],
)
def test_today_reads_a_long_history_only_as_far_as_it_speaks_of_it(maya, clock, long_ago, of_late, words, more):
    drawing = long_ago + of_late + "."
    habit = habit_of(maya, now=clock.now, began=len(drawing) - 1)
    said_long_ago(habit, drawing)
    assert view_of(maya, habit, TODAY).note.endswith(words)
    notes = []
    assert maya.zone and statements(lambda: notes.extend(view.note for view in board(maya, clock.now))) == 2 + more
    assert notes == [view_of(maya, habit, TODAY).note]


def test_a_date_of_which_travel_left_little_is_not_asked_for(http, maya, clock):
    """Honolulu to Auckland: the date in between was lived for a few hours only."""
    habit, browser = habit_of(maya, now=clock.now), http(maya)
    hawaii = {"occurred_at": "2026-04-05T22:00:00-10:00", "tz": "Pacific/Honolulu", "local_date": "2026-04-05"}
    zealand = {"occurred_at": "2026-04-07T08:00:00+12:00", "tz": "Pacific/Auckland", "local_date": "2026-04-07"}
    for where in (hawaii, zealand):
        browser.post(url(habit), data=tap(habit, day=None) | where)
    view = board(maya, clock.now)[0]
    assert TODAY - 2 * A_DAY in view.history.short_days
    assert view.day(TODAY - 2 * A_DAY).words == "not planned"


def statements(work) -> int:
    seen = []
    listener = lambda conn, cursor, statement, *_: seen.append(statement)  # noqa: E731
    event.listen(db.engine, "before_cursor_execute", listener)
    try:
        work()
    finally:
        event.remove(db.engine, "before_cursor_execute", listener)
    return sum(statement.lstrip().upper().startswith(("SELECT", "WITH")) for statement in seen)
