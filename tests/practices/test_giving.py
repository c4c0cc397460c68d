"""A practice is given from the library: once, within what is enough, and half a minute long it can be taken back."""

import uuid
from datetime import timedelta

import pytest

from app.accounts.models import Consent, Pairing
from app.accounts.models.consent import PRACTICES
from app.core.db import db
from app.core.ids import uuid7
from app.practices.models import Assignment, PracticeVersion
from app.sessions.models import CoachingSession, Summary
from tests import people
from tests.counting import statements
from tests.practices.runs import DAILY, assign, run

GIVE = "/library/long-sigh/assignment"
CUE = "If the kettle is on, then I take one long sigh."


def form(client, **changes) -> dict:
    return {"client_id": client.id, "often": "n4", "cue": CUE} | changes


def held(client, clock) -> list[Assignment]:
    return Assignment.current(client.id, client.local_day(clock.now))


def slugs(client, clock) -> list[str]:
    return [one.practice.slug for one in held(client, clock)]


@pytest.fixture
def full(maya, clock) -> list[Assignment]:
    """Maya has two practices."""
    return [assign(maya, slug, now=clock.now) for slug in ("wins-log", "micro-break")]


def test_the_list_says_what_each_client_has(http, amara, maya, tomas, clock):
    assign(maya, "wins-log", now=clock.now, rhythm={"type": "n_per_week", "n": 2})
    page = http(amara).get(GIVE).text
    assert "Wins log, twice a week" in page and page.count("Nothing yet") == 1
    assert f'href="{GIVE}?client={tomas.id}"' in page


def test_a_name_is_found_without_script(http, amara, maya, tomas):
    page = http(amara).get(f"{GIVE}?q=LIND").text
    assert f'id="client-{tomas.id}" hidden' in page and f'id="client-{maya.id}">' in page
    assert "Nobody by that name" in http(amara).get(f"{GIVE}?q=xyz").text
    tomas.name = "Tomás Ferreira"
    assert f'id="client-{tomas.id}">' in http(amara).get(f"{GIVE}?q=TOMAS").text


def test_the_usual_case_is_filled_in(http, amara, maya):
    page = http(amara).get(f"{GIVE}?client={maya.id}").text
    assert 'name="often" value="n4" checked' in page
    assert PracticeVersion.newest("long-sigh").body["if_then_examples"][0] in page
    assert "For Maya" in page and "Give to Maya" in page


def test_it_is_given_and_stands_on_today(http, amara, maya, clock):
    browser = http(amara)
    page = browser.get(browser.post(GIVE, data=form(maya)).location).text
    assert "Maya has it." in page and "four a week" in page and "on her Today page" in page
    (given,) = held(maya, clock)
    assert (given.cue, given.rhythm, given.session_id) == (CUE, {"type": "n_per_week", "n": 4}, None)
    assert given.coach_id == amara.id and given.practice.slug == "long-sigh"
    assert f"/practices/{given.id}" in http(maya).get("/today").text


def test_sent_twice_it_is_given_once(http, amara, maya, clock):
    browser = http(amara)
    first, second = (browser.post(GIVE, data=form(maya)) for _ in range(2))
    assert first.location == second.location and len(held(maya, clock)) == 1


def test_days_of_the_week_can_be_named(http, amara, maya, clock):
    assert "Please choose the days." in http(amara).post(GIVE, data=form(maya, often="days")).text
    http(amara).post(GIVE, data=form(maya, often="days", days=["fri", "mon"]))
    assert [one.rhythm for one in held(maya, clock)] == [{"type": "weekdays", "days": ["mon", "fri"]}]


def test_a_refused_form_keeps_what_was_typed(http, amara, maya, clock):
    answer = http(amara).post(GIVE, data=form(maya, often="hourly", cue="If it rains, then I sigh."))
    assert answer.status_code == 422 and "If it rains, then I sigh." in answer.text
    assert "Please choose how often." in answer.text and held(maya, clock) == []


def test_a_third_practice_asks_which_one_makes_room(http, amara, maya, clock, full):
    browser = http(amara)
    assert "Which one ends today?" in browser.get(f"{GIVE}?client={maya.id}").text
    answer = browser.post(GIVE, data=form(maya))
    assert answer.status_code == 422 and "Two practices at a time are enough." in answer.text
    page = browser.get(browser.post(GIVE, data=form(maya, replaces=full[0].id)).location).text
    assert "Wins log ended today." in page
    assert slugs(maya, clock) == ["micro-break", "long-sigh"]


def test_the_prompt_of_a_week_takes_no_room(http, amara, maya, clock, full):
    full[0].once_until = maya.local_day(clock.now)
    assert http(amara).post(GIVE, data=form(maya)).status_code == 303
    assert len(held(maya, clock)) == 3


def test_what_somebody_else_has_makes_no_room_and_stays(http, amara, maya, tomas, clock, full):
    foreign = assign(tomas, now=clock.now)
    assert http(amara).post(GIVE, data=form(maya, replaces=foreign.id)).status_code == 422
    assert slugs(tomas, clock) == ["long-sigh"] and len(held(maya, clock)) == 2


def test_what_they_have_already_is_changed_and_not_doubled(http, amara, maya, clock):
    before, browser = assign(maya, now=clock.now), http(amara)
    page = browser.get(f"{GIVE}?client={maya.id}").text
    assert "Maya has this already, daily." in page and "Change it for Maya" in page
    browser.post(GIVE, data=form(maya, often="daily", cue="If I sit down, then I sigh."))
    assert [(one.id, one.cue) for one in held(maya, clock)] == [(before.id, "If I sit down, then I sigh.")]
    browser.post(GIVE, data=form(maya, often="n2"))
    (after,) = held(maya, clock)
    assert after.id != before.id and after.rhythm == {"type": "n_per_week", "n": 2}
    assert before.rhythm == DAILY and before.ended_on == maya.local_day(clock.now)


def test_changing_what_they_have_needs_no_room(http, amara, maya, clock, full):
    assert http(amara).post("/library/wins-log/assignment", data=form(maya)).status_code == 303
    assert slugs(maya, clock) == ["micro-break", "wins-log"]


def test_holds_for_somebody_who_goes_gently_are_named(http, amara, maya):
    path = f"/library/square-breath/assignment?client={maya.id}"
    assert "even breath instead" not in http(amara).get(path).text
    maya.prefer(go_gently=["breath"])
    assert "even breath instead" in http(amara).get(path).text


def test_a_former_coachs_practices_need_a_yes(http, amara, daniel, maya, clock, full):
    Pairing.begin(coach=daniel, client=maya, now=clock.moves(hours=1))
    db.session.commit()
    browser = http(daniel)
    assert "Wins log" not in browser.get(GIVE).text
    assert "Wins log" not in browser.get(f"{GIVE}?client={maya.id}").text
    db.session.expire_all()
    Consent.give(maya, PRACTICES, coach_id=daniel.id, now=clock.now)
    assert "Wins log" in browser.get(GIVE).text
    assert "Which one ends today?" in browser.get(f"{GIVE}?client={maya.id}").text


def test_nobody_gives_anything_to_another_coachs_client(http, daniel, stranger, maya, clock):
    for coach in (daniel, stranger):
        assert http(coach).post(GIVE, data=form(maya)).status_code == 404
        assert http(coach).post(GIVE, data=form(maya, client_id=uuid.uuid4())).status_code == 404
    assert http(daniel).post(GIVE, data={"client_id": "nobody"}).status_code == 404
    assert held(maya, clock) == []


def test_at_second_29_it_can_be_taken_back_and_what_made_room_goes_on(http, amara, maya, clock, full):
    browser = http(amara)
    page = browser.post(GIVE, data=form(maya, replaces=full[0].id)).location
    clock.moves(seconds=29)
    assert "Undo (1 s)" in browser.get(page).text
    answer = browser.post(page.replace("?", "/withdrawal?"))
    assert answer.location == f"{GIVE}?client={maya.id}"
    assert slugs(maya, clock) == ["wins-log", "micro-break"]


def test_at_second_31_it_stays(http, amara, maya, clock):
    browser = http(amara)
    page = browser.post(GIVE, data=form(maya)).location
    clock.moves(seconds=31)
    answer = browser.post(f"{page}/withdrawal")
    assert answer.status_code == 409 and "The thirty seconds are over" in answer.text
    assert len(held(maya, clock)) == 1


def test_what_was_begun_in_that_half_minute_is_kept(http, amara, maya, clock):
    browser = http(amara)
    page = browser.post(GIVE, data=form(maya)).location
    given = held(maya, clock)[0].id
    http(maya).post(f"/practices/{given}/completions", data=run(entry_id=str(uuid7())))
    browser.post(f"{page}/withdrawal")
    assert held(maya, clock) == [] and Assignment.of(maya.id, given).ended_on == maya.local_day(clock.now)


def test_what_a_letter_named_in_that_half_minute_is_kept(http, amara, maya, clock):
    browser = http(amara)
    page = browser.post(GIVE, data=form(maya)).location
    [given] = held(maya, clock)
    held_at = clock.now - timedelta(hours=1)
    session = CoachingSession.schedule(coach=amara, client=maya, starts_at=held_at, now=held_at)
    db.session.flush()
    Summary.draft(session, now=clock.now).choose(given)
    db.session.commit()
    assert browser.post(f"{page}/withdrawal").status_code == 303
    assert held(maya, clock) == [] and Assignment.of(maya.id, given.id).ended_on == maya.local_day(clock.now)


def test_taking_back_opens_nothing_of_anybody_else(http, amara, maya, tomas, clock):
    foreign = assign(tomas, now=clock.now)
    foreign.end(tomas.local_day(clock.now))
    page = http(amara).post(GIVE, data=form(maya)).location
    assert "ended today" not in http(amara).get(f"{page}?instead={foreign.id}").text
    http(amara).post(f"{page}/withdrawal?instead={foreign.id}")
    assert held(tomas, clock) == []


def test_a_client_who_left_is_on_no_list(http, amara, maya, tomas, clock):
    tomas.membership("client").ended_at = clock.now
    page = http(amara).get(GIVE).text
    assert "Maya Lindqvist" in page and "Ferreira" not in page
    assert http(amara).post(GIVE, data=form(tomas)).status_code == 404


def test_a_coach_without_clients_is_told_so(http, daniel):
    assert "Nobody yet." in http(daniel).get(GIVE).text


def test_a_longer_list_takes_no_more_statements(http, amara, maya, harbour_lane, clock):
    def count() -> int:
        browser = http(amara)
        with statements() as seen:
            assert browser.get(GIVE).status_code == 200
        return len(seen)

    few = count()
    for number in range(20):
        name, address = f"Client {number}", f"client{number}@harbour.example"
        people.pair(people.person(harbour_lane, name, "client", now=clock.now, email=address), amara, now=clock.now)
    assert count() == few
