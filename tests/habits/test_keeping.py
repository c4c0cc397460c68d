"""Beginning, changing, resting, pausing, letting go; offered and taken."""

from datetime import date

import pytest

from app.core.db import db
from app.core.ids import uuid7
from app.habits.board import board
from app.habits.models import Habit
from app.streaks import DayState
from tests.habits.habits import A_DAY, DAILY, TODAY, days, habit_of, played, tap, url
from tests.habits.test_marking import plain


@pytest.fixture
def habit(maya, clock):
    return habit_of(maya, now=clock.now)


def only(person) -> Habit:
    (habit,) = Habit.every(person.id)
    return habit


@pytest.mark.parametrize(
    ("form", "rhythm"),
    [
        ({"kind": "daily"}, {"type": "daily"}),
        ({"kind": "daily", "n": 3, "days": ["mon"]}, {"type": "daily"}),
        ({"kind": "weekdays", "days": ["fri", "mon"]}, {"type": "weekdays", "days": ["mon", "fri"]}),
        ({"kind": "n_per_week", "n": 3, "week_starts": "sun"}, {"type": "n_per_week", "n": 3, "week_starts": "sun"}),
    ],
)
def test_a_habit_begins_today(http, maya, form, rhythm):
    assert http(maya).post("/habits", data={"title": " Tea before email "} | form).status_code == 303
    made = only(maya)
    assert (made.title, made.starts_on, made.rhythms[0].rhythm) == ("Tea before email", TODAY, rhythm)
    assert "Tea before email" in http(maya).get("/habits").text


def test_a_double_tap_makes_one_habit(http, maya, amara):
    form = {"title": "Tea", "kind": "daily"}
    for browser, address in ((http(maya), "/habits"), (http(amara), f"/clients/{maya.id}/habits")):
        form |= {"habit_id": str(uuid7())}
        assert [browser.post(address, data=form).status_code for _ in range(2)] == [303, 303]
    assert [habit.offered_by_id for habit in Habit.every(maya.id)] == [None, amara.id]


def test_a_refused_habit_keeps_its_name_on_the_page(http, maya):
    name = str(uuid7())
    answer = http(maya).post("/habits", data={"title": "", "kind": "daily", "habit_id": name})
    assert answer.status_code == 422 and f'name="habit_id" value="{name}"' in answer.text
    assert http(maya).get("/habits/new").text.count('name="habit_id"') == 1


@pytest.mark.parametrize(
    "wrong",
    [{"title": ""}, {"title": "x" * 81}, {"kind": "hourly"}, {"kind": "weekdays"}, {"kind": "n_per_week"},
     {"kind": "n_per_week", "n": 7}, {"kind": "weekdays", "days": ["noday"]}, {"more": "1"}, {"offered_by": "x"}],
)  # fmt: skip
def test_what_is_no_habit_is_refused_and_what_was_typed_stays(http, maya, wrong):
    answer = http(maya).post("/habits", data={"title": "Tea", "kind": "daily"} | wrong)
    assert answer.status_code == 422 and "<title>Error: " in answer.text
    assert Habit.every(maya.id) == []


def test_a_new_rhythm_begins_tomorrow_and_the_past_keeps_its_own(http, maya, habit):
    browser = http(maya)
    played(browser, habit, "DDD")
    form = {"title": "Phone away", "kind": "weekdays", "days": ["mon", "tue"]}
    assert browser.post(f"/habits/{habit.id}", data=form).status_code == 303
    assert [one.since for one in only(maya).rhythms] == [habit.starts_on, TODAY + A_DAY]
    page = browser.get(f"/habits/{habit.id}").text
    assert "Run of 3" in page and "from tomorrow Mon, Tue" in page


def test_a_change_of_mind_on_the_same_day_leaves_one_rhythm(http, maya, habit):
    browser = http(maya)
    for kind in ({"kind": "n_per_week", "n": 2}, {"kind": "daily"}):
        browser.post(f"/habits/{habit.id}", data={"title": habit.title} | kind)
    assert [one.rhythm for one in only(maya).rhythms] == [DAILY]


def test_a_pause_holds_the_run_and_ends_by_itself(http, maya, habit, clock):
    browser = http(maya)
    played(browser, habit, "DDDDDD.")
    browser.post(f"/habits/{habit.id}/pauses", data={"first": f"{TODAY}", "last": f"{TODAY + 9 * A_DAY}"})
    assert "Paused until 17 April. We will be quiet." in browser.get("/habits").text
    clock.moves(days=10)
    page = browser.get("/habits").text
    assert "Paused until" not in page and "Picking up where you left off." in page and "Run of 6" in page


@pytest.mark.parametrize(
    ("first", "last", "words"), [(0, 28, "28 days at most"), (3, 1, "before the first"), (-1, 3, "begins today")]
)
def test_a_pause_that_cannot_be_is_refused_in_words(http, maya, habit, first, last, words):
    form = {"first": f"{TODAY + first * A_DAY}", "last": f"{TODAY + last * A_DAY}"}
    for path in (f"/habits/{habit.id}/pauses", "/habits/pauses"):
        answer = http(maya).post(path, data=form)
        assert answer.status_code == 422 and words in answer.text
    assert only(maya).pauses == []


def test_a_holiday_pauses_all_habits_at_once(http, maya, habit, clock):
    habit_of(maya, now=clock.now, title="Tea before email")
    form = {"first": f"{TODAY + A_DAY}", "last": f"{TODAY + 28 * A_DAY}"}
    assert http(maya).post("/habits/pauses", data=form).status_code == 303
    assert {view.day(TODAY + 28 * A_DAY).state for view in board(maya, clock.now)} == {DayState.PAUSED}


def test_the_newer_of_two_pauses_that_meet_holds(http, maya, habit):
    browser = http(maya)
    for first, last in ((0, 9), (5, 20)):
        browser.post(
            f"/habits/{habit.id}/pauses",
            data={"first": f"{TODAY + first * A_DAY}", "last": f"{TODAY + last * A_DAY}"},
        )
    spans = sorted((one.first - TODAY, one.last - TODAY) for one in only(maya).pauses)
    assert [(first.days, last.days) for first, last in spans] == [(0, 4), (5, 20)]


def test_resuming_ends_the_pause_today(http, maya, habit, clock):
    browser = http(maya)
    browser.post(f"/habits/{habit.id}/pauses", data={"first": f"{TODAY}", "last": f"{TODAY + 9 * A_DAY}"})
    clock.moves(days=3)
    (pause,) = only(maya).pauses
    assert "Resume now" in browser.get(f"/habits/{habit.id}").text
    browser.post(f"/habits/{habit.id}/pauses/{pause.id}/ending")
    assert only(maya).pauses[0].last == TODAY + 2 * A_DAY and board(maya, clock.now)[0].open


def test_the_third_rest_day_in_seven_offers_a_pause(http, maya, habit):
    browser = http(maya)
    played(browser, habit, "RDR")
    assert "Three rest days in seven" not in browser.get(f"/habits/{habit.id}").text
    answer = browser.post(url(habit), data=tap(habit, "rest", day=TODAY + A_DAY, view="page"))
    assert "Three rest days in seven" in answer.text


def test_letting_go_keeps_the_days_and_taking_it_up_again_the_run(http, maya, habit, clock):
    browser = http(maya)
    played(browser, habit, "DDDDD")
    browser.post(f"/habits/{habit.id}/closing")
    clock.moves(days=40)
    assert board(maya, clock.now) == [] and "Its days are kept" in browser.get(f"/habits/{habit.id}").text
    assert len(days(habit)) == 5
    browser.post(f"/habits/{habit.id}/reopening")
    assert "Run of 5" in browser.get("/habits").text


def test_the_month_has_letters_beside_the_shapes_and_leads_to_others(http, maya, habit):
    browser = http(maya)
    played(browser, habit, "DR.")
    page = browser.get(f"/habits/{habit.id}").text
    assert "April 2026" in page and ">D<" in page and ">R<" in page and "month=2026-03" in page
    assert "March 2026" in browser.get(f"/habits/{habit.id}?month=2026-03").text


@pytest.mark.parametrize("month", ["0001-01", "9999-12", "2026-13", "x", "", "2024-01", "2027-01"])
def test_a_month_without_the_habit_is_this_month(http, maya, habit, month):
    assert "April 2026" in http(maya).get(f"/habits/{habit.id}?month={month}").text


def test_why_tells_the_run_day_by_day(http, maya, habit):
    browser = http(maya)
    played(browser, habit, "DDDD.RDD")
    page = plain(browser.get(f"/habits/{habit.id}/why").text)
    assert "A run of 6" in page and "+1, run 6" in page
    assert "let go, once in seven days" in page and "Rest day: the run waits" in page


def test_every_number_stands_with_what_it_is_out_of(http, maya, habit):
    browser = http(maya)
    played(browser, habit, "DDDDDDD")
    page = plain(browser.get(f"/habits/{habit.id}").text)
    assert (
        "7 of your last 21" in page
        and "Steadiness: Building" in page
        and "31 of 100" in page
        and "Best run: 7" in page
    )


def test_a_coach_offers_and_the_client_takes(http, maya, amara, clock):
    coach, client = http(amara), http(maya)
    form = {"title": "Walk at lunch", "kind": "n_per_week", "n": 3}
    assert coach.post(f"/clients/{maya.id}/habits", data=form).status_code == 303
    assert board(maya, clock.now) == [] and "Amara suggests this, three a week" in client.get("/habits").text
    clock.moves(days=3)
    client.post(f"/habits/{only(maya).id}/taking")
    assert board(maya, clock.now)[0].history.since == date(2026, 4, 11)


def test_not_now_is_an_answer(http, maya, amara):
    client = http(maya)
    http(amara).post(f"/clients/{maya.id}/habits", data={"title": "Walk at lunch", "kind": "daily"})
    offered = only(maya)
    assert client.get(f"/habits/{offered.id}").status_code == 404
    client.post(f"/habits/{offered.id}/declining")
    assert "Walk at lunch" not in client.get("/habits").text and Habit.every(maya.id) == []


def test_a_refused_offer_keeps_what_was_typed(http, maya, amara):
    answer = http(amara).post(f"/clients/{maya.id}/habits", data={"title": "Walk", "kind": "weekdays"})
    assert answer.status_code == 422 and 'value="Walk"' in answer.text and "at least one day" in answer.text


def test_nobody_but_the_coach_of_today_offers(http, maya, tomas, daniel, stranger):
    form = {"title": "Walk", "kind": "daily"}
    for actor in (daniel, stranger, tomas, maya):
        assert http(actor).post(f"/clients/{maya.id}/habits", data=form).status_code == 404
        assert http(actor).get(f"/clients/{maya.id}/habits/new").status_code == 404
    assert Habit.every(maya.id) == []


def test_another_persons_habit_cannot_be_changed(http, maya, tomas, habit):
    other, form = http(tomas), {"title": "x", "kind": "daily", "first": f"{TODAY}", "last": f"{TODAY}"}
    for what in ("", "/closing", "/reopening", "/taking", "/declining", "/pauses"):
        assert other.post(f"/habits/{habit.id}{what}", data=form).status_code == 404
    assert db.session.get(Habit, habit.id).title == "Phone in the hall by nine"
