"""Progress: the days with what was said and done on each, and the way to change or read it."""

import pytest

from app.core.ids import uuid7
from tests.practices.runs import assign, run


def checks_in(browser, **more) -> str:
    form = {"entry_id": str(uuid7()), "mood": 4, "stress": 2} | more
    browser.post("/f/check-ins", data=form)
    return form["entry_id"]


def done(browser, assignment, **more) -> str:
    form = run(**more)
    browser.post(f"/practices/{assignment.id}/completions", data=form)
    return form["entry_id"]


def test_before_the_first_day_it_says_what_will_stand_here(http, maya):
    page = http(maya).get("/progress").text
    assert "Your days will stand here." in page and "0 of 5 days" in page


def test_a_check_in_leads_to_its_change(http, maya):
    browser = http(maya)
    said = checks_in(browser, note="Said no on Thursday.")
    page = browser.get("/progress").text
    assert "You checked in on 1 of these 14 days." in page
    assert f'href="/check-in/{said}"' in page and "Said no on Thursday." in page


def test_a_practice_leads_to_what_was_written(http, maya, clock):
    browser = http(maya)
    made = done(browser, assign(maya, "thought-check", now=clock.now), **{"answer-thought": "Nobody calls."})
    page = browser.get("/progress").text
    assert f'href="/practices/done/{made}"' in page and "Thought check" in page
    assert "Nobody calls." in browser.get(f"/practices/done/{made}").text


@pytest.mark.parametrize("what", ["check-in", "practice"])
def test_earlier_days_are_a_page_further(http, maya, clock, what):
    browser = http(maya)
    checks_in(browser) if what == "check-in" else done(browser, assign(maya, now=clock.now))
    clock.moves(days=14)
    page = browser.get("/progress").text
    assert "Nothing logged in these 14 days." in page and "until=2026-04-08" in page
    earlier = browser.get("/progress?until=2026-04-08").text
    assert "10:00" in earlier and "Earlier days" not in earlier


def test_days_nobody_can_read_are_today(http, maya):
    checks_in(browser := http(maya))
    for nonsense in ("2026-13-40", "", "2099-01-01", "0001-01-03"):
        assert "You checked in on 1 of these 14 days." in browser.get(f"/progress?until={nonsense}").text


def test_an_undone_check_in_is_gone(http, maya):
    browser = http(maya)
    said = checks_in(browser)
    browser.post(f"/check-in/{said}/withdrawal", data={"entry_id": str(uuid7()), "supersedes": said})
    assert "Your days will stand here." in browser.get("/progress").text


def test_nobody_elses_days_are_there(http, maya, tomas, amara):
    checks_in(http(maya), note="Only mine.")
    assert "Only mine." not in http(tomas).get("/progress").text
    assert http(amara).get("/progress").status_code == 404
