"""One tap, one tap back; sets, never toggles; never twice, in whatever order it comes."""

from datetime import timedelta

import pytest

from app.core.db import db
from app.core.ids import uuid7
from app.entries.models import Entry
from tests.habits.habits import A_DAY, TODAY, days, habit_of, played, tap, url


@pytest.fixture
def habit(maya, clock):
    return habit_of(maya, now=clock.now)


def test_one_tap_marks_today_and_one_takes_it_back(http, maya, habit):
    browser = http(maya)
    marked = browser.post(url(habit), data=tap(habit))
    assert f'id="habit-{habit.id}"' in marked.text and "Phone in the hall by nine, done. Undo" in marked.text
    assert days(habit) == {TODAY: "done"}
    back = browser.post(url(habit), data=tap(habit, "none", at="21:01"))
    assert "Phone in the hall by nine, mark as done" in back.text and days(habit) == {TODAY: "none"}


def test_a_double_tap_is_one_row(http, maya, habit):
    browser, form = http(maya), tap(habit)
    answers = {browser.post(url(habit), data=form).status_code for _ in range(3)}
    assert answers == {200} and days(habit) == {TODAY: "done"}
    assert len(list(db.session.scalars(db.select(Entry)))) == 1


def test_two_taps_with_two_names_are_one_day_done(http, maya, habit):
    browser = http(maya)
    for at in ("21:00", "21:00"):
        browser.post(url(habit), data=tap(habit, at=at))
    assert days(habit) == {TODAY: "done"} and "1 of your last" in plain(browser.get("/habits").text)


def test_the_same_name_for_something_else_changes_nothing(http, maya, habit):
    browser, form = http(maya), tap(habit)
    browser.post(url(habit), data=form)
    assert browser.post(url(habit), data=form | {"state": "rest"}).status_code == 409
    assert days(habit) == {TODAY: "done"}


@pytest.mark.parametrize(("view", "page"), [("row", "/today"), ("card", "/habits"), ("page", "/habits/{}")])
def test_the_plain_form_leads_back_to_where_it_was(http, maya, habit, view, page):
    bare = tap(habit, occurred_at="", tz="", local_date="", day=None, view=view)
    answer = http(maya).post(url(habit, fragment=False), data=bare)
    assert (answer.status_code, answer.location) == (303, page.format(habit.id)) and days(habit) == {TODAY: "done"}


@pytest.mark.parametrize(("view", "root"), [("row", "habit-row-"), ("card", "habit-"), ("page", "habit-page-")])
def test_the_fragment_is_the_piece_that_was_tapped(http, maya, habit, view, root):
    answer = http(maya).post(url(habit), data=tap(habit, view=view))
    assert f'id="{root}{habit.id}"' in answer.text and "<html" not in answer.text


def test_the_one_said_last_decides_in_whatever_order_two_phones_send(http, maya, habit):
    browser = http(maya)
    late, early = tap(habit, "none", at="21:10"), tap(habit, "done", at="21:00")
    for form in (late, early):
        browser.post(url(habit), data=form)
    assert days(habit) == {TODAY: "none"}


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_rest_day_that_was_done_after_all_is_both_and_goes_back_to_rest(http, maya, habit, order):
    browser = http(maya)
    said = [tap(habit, "rest", at="08:00"), tap(habit, "done", at="21:00")]
    answer = [browser.post(url(habit), data=said[place]) for place in order][-1]
    assert "done. Undo" in answer.text and 'name="state" value="rest"' in answer.text


def test_a_late_entry_heals_the_run(http, maya, habit):
    browser = http(maya)
    played(browser, habit, "DDD..D")
    assert "Run of" not in plain(browser.get("/habits").text)
    wednesday = TODAY - 2 * A_DAY
    browser.post(url(habit), data=tap(habit, day=wednesday, said=wednesday))
    assert "Run of 5" in plain(browser.get("/habits").text)


def test_an_entry_that_arrives_weeks_later_is_measured_from_its_own_day(http, maya, habit):
    said = TODAY - 15 * A_DAY
    assert http(maya).post(url(habit), data=tap(habit, day=said - 3 * A_DAY, said=said)).status_code == 200
    assert days(habit) == {said - 3 * A_DAY: "done"}


@pytest.mark.parametrize(
    ("state", "away"), [("done", -4), ("rest", -4), ("none", -4), ("done", 1), ("rest", 29), ("none", 29)]
)
def test_a_day_outside_the_window_is_refused_in_plain_words(http, maya, habit, state, away):
    form, browser = tap(habit, state, day=TODAY + away * A_DAY), http(maya)
    fragment, page = browser.post(url(habit), data=form), browser.post(url(habit, fragment=False), data=form)
    assert (fragment.status_code, page.status_code) == (422, 422)
    assert 'role="alert"' in fragment.text and "<title>Error: Phone in the hall" in page.text
    assert days(habit) == {} and db.session.scalar(db.select(Entry)) is None


@pytest.mark.parametrize(("state", "away"), [("done", -3), ("rest", -3), ("rest", 28), ("done", 0)])
def test_a_day_inside_the_window_is_taken(http, maya, habit, state, away):
    day = TODAY + away * A_DAY
    assert http(maya).post(url(habit), data=tap(habit, state, day=day)).status_code == 200
    assert days(habit) == {day: state}


def test_what_is_said_about_an_earlier_day_is_shown_as_added_later(http, maya, habit):
    yesterday = TODAY - A_DAY
    answer = http(maya).post(url(habit), data=tap(habit, day=yesterday, view="page"))
    assert "done, added later" in answer.text and ">D+<" in answer.text


def test_a_page_left_open_overnight_marks_the_day_of_the_tap(http, maya, habit, clock):
    tomorrow = TODAY + A_DAY
    clock.moves(days=1)
    http(maya).post(url(habit), data=tap(habit, day=None, said=tomorrow, at="07:30"))
    assert days(habit) == {tomorrow: "done"}


def test_a_traveller_sees_the_tap_though_the_phone_is_a_day_ahead(http, maya, habit):
    phone = {"occurred_at": "2026-04-09T06:00:00+13:00", "tz": "Pacific/Auckland", "local_date": "2026-04-09"}
    answer = http(maya).post(url(habit), data=tap(habit, day=None) | phone)
    assert "done. Undo" in answer.text and days(habit) == {TODAY + A_DAY: "done"}


def test_half_past_midnight_belongs_to_yesterday_and_three_to_today_without_javascript(http, maya, habit, clock):
    browser, bare = http(maya), {"occurred_at": "", "tz": "", "local_date": "", "day": ""}
    clock.now = clock.now.replace(hour=23, minute=30)  # 00:30 in London
    browser.post(url(habit, fragment=False), data=tap(habit) | bare)
    clock.moves(hours=2, minutes=30)  # 03:00
    browser.post(url(habit, fragment=False), data=tap(habit) | bare)
    assert days(habit) == {TODAY: "done", TODAY + timedelta(days=1): "done"}


@pytest.mark.parametrize(
    "wrong", [{"state": "missed"}, {"view": "x"}, {"day": "soon"}, {"habit_id": "x"}, {"more": "1"}]
)
def test_what_cannot_be_read_is_refused(http, maya, habit, wrong):
    assert http(maya).post(url(habit), data=tap(habit) | wrong).status_code == 422
    assert days(habit) == {}


def test_another_persons_habit_is_not_there(http, maya, tomas, habit, clock):
    other, own = http(tomas), habit_of(tomas, now=clock.now)
    for path in ("", "/why", "/edit"):
        assert other.get(f"/habits/{habit.id}{path}").status_code == 404
    for target, about in ((habit, habit), (own, habit), (habit, own)):
        assert other.post(url(target), data=tap(about)).status_code == 404
        assert other.post(url(target, fragment=False), data=tap(about)).status_code == 404
    assert days(habit) == days(own) == {}


def test_a_habit_nobody_knows_is_not_there(http, maya, habit):
    assert http(maya).post(f"/f/habits/{uuid7()}/days", data=tap(habit)).status_code == 404


def plain(text: str) -> str:
    return text.replace('<strong class="num">', "").replace("</strong>", "")
