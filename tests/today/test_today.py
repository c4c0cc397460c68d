"""Today: at most four cards, the one thing now, and what lies ahead."""

from datetime import timedelta

import pytest

from app.core.db import db
from app.core.ids import uuid7
from app.habits.models import Habit
from app.practices.models import Assignment, PracticeVersion
from app.sessions.models import CoachingSession, Summary
from tests.counting import statements, writes


@pytest.fixture
def given(maya, amara, clock):
    """Maya has a practice, two habits, a session tomorrow and a summary she has not opened."""
    now, today = clock.now, clock.now.date()
    who = {"client_id": maya.id, "coach_id": amara.id, "organization_id": maya.organization_id}
    practice = PracticeVersion.newest("long-sigh")
    db.session.add(
        Assignment(**who, practice=practice, rhythm={"type": "daily"}, cue="If I put the kettle on, then I take it.",
                   assigned_at=now, assigned_on=today)
    )  # fmt: skip
    for title in ("Tea before email", "Phone in the hall by nine"):
        Habit.make(maya, title=title, rhythm={"type": "daily"}, today=today - timedelta(days=20), now=now)
    done = CoachingSession.schedule(coach=amara, client=maya, starts_at=now - timedelta(days=1), now=now)
    CoachingSession.schedule(coach=amara, client=maya, starts_at=now + timedelta(days=1), now=now)
    db.session.flush()
    done.settle("done", now=now)
    Summary.draft(done, now=now).published_at = now
    db.session.commit()
    return maya


def checks_in(browser, **more):
    return browser.post("/f/check-ins", data={"entry_id": str(uuid7()), "mood": 4, "stress": 2} | more)


def test_it_greets_by_the_part_of_the_day(http, maya, clock):
    assert "Good morning, Maya." in http(maya).get("/today").text
    clock.moves(hours=10)
    assert "Good evening, Maya." in http(maya).get("/today").text


def test_day_one_asks_for_nothing(http, maya):
    page = http(maya).get("/today").text
    assert "Nothing to do yet. Say how you are, it takes two taps." in page
    assert "Your one thing now" not in page and "data-all-done" not in page


def test_it_shows_one_thing_the_habits_and_what_lies_ahead(http, given):
    page = http(given).get("/today").text
    for words in ("The long sigh", "If I put the kettle on", "Start, 3 minutes", "Or 36 seconds", "Tea before email"):
        assert words in page
    assert "Your summary is ready" in page and "Tomorrow, 10:00" in page and "Add something to bring" in page


def test_an_opened_summary_steps_back(http, given):
    Summary.visible_to(given)
    db.session.scalar(Summary.visible_to(given)).open(now=db.session.scalar(Summary.visible_to(given)).published_at)
    db.session.commit()
    assert "Your summary is ready" not in http(given).get("/today").text


def test_a_check_in_of_today_stands_on_the_card(http, given, clock):
    browser = http(given)
    answer = checks_in(browser)
    assert "#check-in-card" in answer.text
    assert "Good, a little stressed" in browser.get("/today").text
    clock.moves(days=1)
    assert "Good, a little stressed" not in browser.get("/today").text


def test_all_done_says_so(http, maya, clock):
    Habit.make(maya, title="Tea", rhythm={"type": "daily"}, today=clock.now.date(), now=clock.now)
    db.session.commit()
    browser, habit = http(maya), Habit.current(maya.id)[0]
    checks_in(browser)
    assert "data-all-done hidden" in browser.get("/today").text
    mark = {
        "entry_id": str(uuid7()),
        "habit_id": str(habit.id),
        "day": clock.now.date().isoformat(),
        "state": "done",
        "view": "row",
    }
    assert browser.post(f"/f/habits/{habit.id}/days", data=mark).status_code == 200
    page = browser.get("/today").text
    assert "That is it for today." in page and "data-all-done hidden" not in page


def test_after_ten_quiet_days_it_asks_softly(http, maya, clock):
    checks_in(http(maya))
    clock.moves(days=10)
    assert "No catching up. How are you, right now?" in http(maya).get("/today").text


def test_it_takes_five_statements_at_most_and_writes_nothing(http, given):
    browser = http(given)
    checks_in(browser)
    with statements() as seen:
        assert browser.get("/today").status_code == 200
    assert len(seen) <= 5, "\n\n".join(seen)
    assert writes(seen) == []


def test_more_habits_take_no_more_statements(http, given, clock):
    browser = http(given)
    with statements() as few:
        browser.get("/today")
    for number in range(8):
        Habit.make(given, title=f"Habit {number}", rhythm={"type": "daily"}, today=clock.now.date(), now=clock.now)
    db.session.commit()
    with statements() as many:
        browser.get("/today")
    assert len(many) == len(few)


def test_a_check_in_writes_two_rows(http, maya):
    browser = http(maya)
    with statements() as seen:
        checks_in(browser)
    assert [one.split()[2] for one in writes(seen)] == ["entry", "check_in"]


def test_the_last_open_thing_can_be_seen_from_the_page(http, given):
    page = http(given).get("/today").text
    assert page.count("data-open") == 2 and 'id="due"' in page
    assert "data-all-done hidden" in page


def test_the_one_thing_now_can_be_put_off(http, given):
    assignment = db.session.scalar(db.select(Assignment))
    assert f'href="/practices/{assignment.id}/skip"' in http(given).get("/today").text


def test_a_traveller_is_offered_the_phones_zone(http, maya):
    browser = http(maya)
    page = browser.get("/today").text
    offer = page.partition("data-zone-offer")[0].rpartition("<form")[2]
    assert 'action="/settings/zone"' in offer and 'data-zone-offer="Europe/London" hidden' in page
    browser.post("/settings/zone", data={"zone": "Pacific/Auckland"})
    page = browser.get("/today").text
    assert 'data-zone-offer="Pacific/Auckland"' in page and "Good evening, Maya." in page
