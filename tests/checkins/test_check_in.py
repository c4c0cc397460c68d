"""Two taps, saved; taken back, corrected, sent twice."""

from datetime import date, timedelta

import pytest

from app.checkins.models import CheckIn
from app.core.db import db
from app.core.ids import uuid7
from app.entries.models import Entry


def said(**more):
    """What the form of a phone in London sends."""
    phone = {"occurred_at": "2026-04-08T10:00:00.000+01:00", "tz": "Europe/London", "local_date": "2026-04-08"}
    return {"entry_id": str(uuid7()), "mood": 4, "stress": 2} | phone | more


def check_ins(person):
    return list(db.session.scalars(CheckIn.standing(person.id)))


def test_two_taps_are_saved(http, maya):
    answer = http(maya).post("/f/check-ins", data=said())
    assert answer.status_code == 200 and "Thanks. Saved." in answer.text and "Good, a little stressed" in answer.text
    assert [(c.mood, c.stress, c.local_date) for c in check_ins(maya)] == [(4, 2, date(2026, 4, 8))]


def test_the_plain_form_leads_to_the_saved_check_in(http, maya):
    browser = http(maya)
    answer = browser.post("/check-in", data=said(occurred_at="", tz="", local_date=""))
    assert answer.status_code == 303
    assert "Good, a little stressed" in browser.get(answer.location).text


def test_a_resend_makes_one_row_and_the_same_answer(http, maya):
    browser, form = http(maya), said()
    first, again = browser.post("/f/check-ins", data=form), browser.post("/f/check-ins", data=form)
    assert (first.status_code, again.status_code) == (200, 200)
    assert len(check_ins(maya)) == 1


def test_a_resend_without_javascript_makes_one_row(http, maya, clock):
    browser, form = http(maya), {"entry_id": str(uuid7()), "mood": 3, "stress": 3}
    browser.post("/check-in", data=form)
    clock.moves(seconds=40)
    assert browser.post("/check-in", data=form).status_code == 303
    assert len(check_ins(maya)) == 1


def test_the_same_name_for_something_else_is_refused(http, maya):
    browser, form = http(maya), said()
    browser.post("/f/check-ins", data=form)
    assert browser.post("/f/check-ins", data=form | {"mood": 1}).status_code == 409
    assert [c.mood for c in check_ins(maya)] == [4]


def test_several_a_day_are_all_kept(http, maya):
    browser = http(maya)
    for mood in (2, 3, 4):
        browser.post("/f/check-ins", data=said(mood=mood))
    assert sorted(c.mood for c in check_ins(maya)) == [2, 3, 4]


@pytest.mark.parametrize(
    "wrong", [{"mood": ""}, {"mood": 6}, {"stress": "x"}, {"tags": ["nonsense"]}, {"extra": "1"}]
)
def test_what_cannot_be_read_is_refused_and_nothing_is_kept(http, maya, wrong):
    assert http(maya).post("/f/check-ins", data=said(**wrong)).status_code == 422
    assert http(maya).post("/check-in", data=said(**wrong)).status_code == 422
    assert check_ins(maya) == [] and db.session.scalar(db.select(Entry)) is None


def test_undo_withdraws_it(http, maya):
    browser, form = http(maya), said()
    browser.post("/f/check-ins", data=form)
    undo = {"entry_id": str(uuid7()), "supersedes": form["entry_id"]}
    assert "Taken back" in browser.post(f"/f/check-ins/{form['entry_id']}/withdrawal", data=undo).text
    assert check_ins(maya) == []
    assert {entry.kind for entry in db.session.scalars(db.select(Entry))} == {"mood.checked_in", "entry.withdrawn"}


def test_an_edit_supersedes_and_stays_on_its_day(http, maya, clock):
    browser, form = http(maya), said()
    browser.post("/f/check-ins", data=form)
    clock.moves(days=2)
    later = said(supersedes=form["entry_id"], note="slept badly", local_date="2026-04-10", stress=5)
    assert browser.post("/check-in", data=later).status_code == 303
    assert [(c.stress, c.note, c.local_date) for c in check_ins(maya)] == [(5, "slept badly", date(2026, 4, 8))]


def test_after_three_days_it_stays_as_it_is(http, maya, clock):
    browser, form = http(maya), said()
    browser.post("/f/check-ins", data=form)
    clock.moves(days=4)
    answer = browser.post("/check-in", data=said(supersedes=form["entry_id"], local_date="2026-04-12", stress=5))
    assert answer.status_code == 422 and "three days" in answer.text
    assert [c.stress for c in check_ins(maya)] == [2]


def test_another_persons_check_in_is_not_there(http, maya, tomas):
    form = said()
    http(maya).post("/f/check-ins", data=form)
    other = http(tomas)
    assert other.get(f"/check-in/{form['entry_id']}").status_code == 404
    assert other.post("/check-in", data=said(supersedes=form["entry_id"])).status_code == 404
    undo = {"entry_id": str(uuid7()), "supersedes": form["entry_id"]}
    assert other.post(f"/f/check-ins/{form['entry_id']}/withdrawal", data=undo).status_code == 404
    assert len(check_ins(maya)) == 1


def test_the_same_id_of_two_people_is_two_entries(http, maya, tomas):
    form = said()
    assert http(maya).post("/f/check-ins", data=form).status_code == 200
    assert http(tomas).post("/f/check-ins", data=form | {"mood": 1}).status_code == 200
    assert ([c.mood for c in check_ins(maya)], [c.mood for c in check_ins(tomas)]) == ([4], [1])


def test_half_past_midnight_belongs_to_the_evening_before_without_javascript(http, maya, clock):
    clock.now = clock.now.replace(hour=23, minute=30)  # 00:30 in London
    http(maya).post("/check-in", data={"entry_id": str(uuid7()), "mood": 3, "stress": 3})
    assert [c.local_date for c in check_ins(maya)] == [date(2026, 4, 8)]


def test_the_lowest_mood_meets_help_and_no_counting(http, maya, clock):
    browser = http(maya)
    for _ in range(2):
        browser.post("/f/check-ins", data=said(local_date=(clock.now.date()).isoformat()))
        clock.moves(days=1)
    answer = browser.post("/f/check-ins", data=said(mood=1, local_date=clock.now.date().isoformat()))
    assert "Need something right now?" in answer.text and "picture is forming" not in answer.text


def test_the_third_day_is_noticed(http, maya, clock):
    browser, start = http(maya), clock.now.date()
    for day in range(3):
        answer = browser.post("/f/check-ins", data=said(local_date=(start + timedelta(days=day)).isoformat()))
    assert "Three days. A picture is forming." in answer.text
