"""The summary as Maya reads it."""

from app.core.db import db
from app.core.ids import uuid7
from app.entries.models import Entry
from app.sessions.models import Summary
from tests.sessions.conftest import KETTLE, given


def test_it_is_a_letter_with_what_was_heard_said_and_chosen(http, maya, letter):
    page = http(maya).get(f"/sessions/{letter.session_id}").text
    for words in ("Tuesday 7 April", "Session 1 with Amara", "You carry two jobs.", "I wait for permission.", KETTLE):
        assert words in page
    assert "The long sigh, three a week" in page and 'class="letter__sign">Amara' in page


def test_last_is_the_newest_letter(http, maya, letter):
    assert "You carry two jobs." in http(maya).get("/sessions/last").text


def test_before_the_first_letter_it_says_when_it_comes(http, maya, tuesday):
    answer = http(maya).get("/sessions/last")
    assert answer.status_code == 200 and "Your first summary arrives after your session" in answer.text


def test_a_draft_is_not_there_for_anybody(http, maya, tuesday, clock):
    Summary.draft(tuesday, now=clock.now).revise(focus="Canary", insight="", bring=None, plan={}, now=clock.now)
    assert http(maya).get(f"/sessions/{tuesday.id}").status_code == 404
    assert "Canary" not in http(maya).get("/sessions/last").text


def test_somebody_elses_letter_is_not_there(http, tomas, letter):
    browser, at = http(tomas), f"/sessions/{letter.session_id}"
    refusals = [browser.get(at), browser.post(f"/f{at}/opening"), browser.post(f"{at}/choices/{uuid7()}/cue")]
    assert [one.status_code for one in refusals] == [404, 404, 404]
    assert not any("two jobs" in one.text for one in refusals)


def test_opening_counts_once_however_often_it_is_said(http, maya, letter, clock):
    browser, first = http(maya), clock.now
    assert browser.post(f"/f/sessions/{letter.session_id}/opening").status_code == 204
    clock.moves(hours=1)
    browser.post(f"/f/sessions/{letter.session_id}/opening")
    assert Summary.newest_of(maya).opened_at == first
    assert [entry.kind for entry in db.session.scalars(db.select(Entry))] == ["summary.opened"]


def test_showing_it_writes_nothing_by_itself(http, maya, letter):
    page = http(maya).get(f"/sessions/{letter.session_id}").text
    assert f'data-when-visible="/f/sessions/{letter.session_id}/opening"' in page
    assert Summary.newest_of(maya).opened_at is None


def test_the_moment_can_be_changed(http, maya, letter, long_sigh):
    at = f"/sessions/{letter.session_id}/choices/{long_sigh.id}/cue"
    assert http(maya).post(at, data={"cue": "When the bus stops, I sigh."}).status_code == 303
    assert "When the bus stops, I sigh." in http(maya).get("/sessions/last").text
    db.session.refresh(long_sigh)
    assert long_sigh.cue == "When the bus stops, I sigh."


def test_the_fragment_answers_the_one_practice(http, maya, letter, long_sigh):
    at = f"/f/sessions/{letter.session_id}/choices/{long_sigh.id}/cue"
    answer = http(maya).post(at, data={"cue": "At the bus stop"})
    assert f'id="choice-{long_sigh.id}"' in answer.text and "At the bus stop" in answer.text
    assert http(maya).post(at, data={"cue": "x" * 201}).status_code == 422


def test_only_a_practice_of_this_letter_can_be_changed(http, maya, amara, letter, clock):
    other = given(maya, amara, "worry-slot", now=clock.now)
    at = f"/sessions/{letter.session_id}/choices/{other.id}/cue"
    assert http(maya).post(at, data={"cue": "Never"}).status_code == 404


def test_an_ended_practice_stays_in_the_letter_without_a_start(http, maya, letter, long_sigh, clock):
    long_sigh.end(maya.local_day(clock.now))
    page = http(maya).get("/sessions/last").text
    assert "The long sigh, three a week" in page and f"/practices/{long_sigh.id}" not in page


def test_not_quite_it_leads_to_the_agenda_with_a_beginning(http, maya, letter, next_week):
    browser = http(maya)
    assert "Not quite it?" in browser.get("/sessions/last").text
    assert "About the summary: " in browser.get(f"/coach?about={letter.session_id}").text
    assert "About the summary: " not in browser.get("/coach?about=nonsense").text
    assert "About the summary: " not in browser.get(f"/coach?about={uuid7()}").text
