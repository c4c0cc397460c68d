"""Publishing: everything in one transaction, once, and taken back for thirty seconds."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from app.core.db import db
from app.entries.models import Entry
from app.nudges.models import Nudge
from app.practices.models import Assignment, Start
from app.sessions.models import CoachingSession, Summary, SummaryChoice
from tests.sessions.conftest import KETTLE, given, session
from tests.sessions.forms import closing, page_of, publish, save, undo


def current(maya, clock) -> list[str]:
    db.session.expire_all()
    return [one.title for one in Assignment.current(maya.id, maya.local_day(clock.now))]


def everything() -> list[int]:
    kinds = (Summary, SummaryChoice, Assignment, CoachingSession, Nudge)
    return [db.session.scalar(db.select(db.func.count()).select_from(kind)) for kind in kinds]


def swapped(long_sigh) -> dict:
    return closing(
        long_sigh, focus="Two jobs", choice_1="swap", slug_1="worry-slot", cue_1="If it is 20:00, then I write."
    )


def test_the_client_has_the_letter_at_once(http, maya, amara, tuesday, long_sigh):
    form = closing(long_sigh, focus="You carry two jobs.", insight="I wait.", bring="One evening.", attendance="done")
    answer = publish(http(amara), tuesday, form)
    assert answer.status_code == 303 and "Sent to Maya" in http(amara).get(answer.headers["Location"]).text
    page = http(maya).get("/sessions/last").text
    for words in ("You carry two jobs.", "I wait.", KETTLE, "Tuesday 21 April, 18:30.", "One evening."):
        assert words in page


def test_everything_it_brings_is_there(http, maya, amara, tuesday, long_sigh, clock):
    publish(http(amara), tuesday, swapped(long_sigh))
    assert current(maya, clock) == ["Worry slot"]
    db.session.refresh(tuesday)
    assert tuesday.outcome == "done" and everything() == [1, 1, 2, 2, 1]
    assert CoachingSession.after(tuesday, now=clock.now).starts_at == datetime(2026, 4, 21, 17, 30, tzinfo=UTC)
    assert db.session.scalar(db.select(Nudge)).key == f"summary:{tuesday.id}"


def test_a_kept_practice_stays_the_assignment_it_was(http, maya, amara, tuesday, long_sigh, clock):
    publish(http(amara), tuesday, closing(long_sigh, focus="Two jobs"))
    assert [one.id for one in Assignment.current(maya.id, maya.local_day(clock.now))] == [long_sigh.id]
    assert Summary.newest_of(maya).choices() == [long_sigh]


def test_smaller_is_said_in_the_letter(http, maya, amara, tuesday, long_sigh, clock):
    publish(http(amara), tuesday, closing(long_sigh, focus="Two jobs", choice_1="smaller"))
    assert "The long sigh, three a week, the small version" in http(maya).get("/sessions/last").text
    db.session.refresh(long_sigh)
    assert long_sigh.smaller_since == clock.now


def test_a_fault_in_the_middle_leaves_nothing(http, maya, amara, tuesday, long_sigh, clock, monkeypatch):
    def break_off(**_):
        raise RuntimeError("the machine stops here")

    before = everything()
    with monkeypatch.context() as patch:
        patch.setattr(Nudge, "schedule", break_off)
        assert publish(http(amara), tuesday, swapped(long_sigh)).status_code == 500
    db.session.refresh(tuesday)
    assert everything() == before and tuesday.outcome is None
    assert current(maya, clock) == ["The long sigh"]


def test_publishing_twice_is_publishing_once(http, maya, amara, tuesday, long_sigh, clock):
    browser, form = http(amara), swapped(long_sigh)
    first = publish(browser, tuesday, form)
    rows = everything()
    clock.moves(seconds=3)
    second = publish(browser, tuesday, form)
    assert (second.status_code, second.headers["Location"]) == (first.status_code, first.headers["Location"])
    assert everything() == rows


def test_other_words_after_publishing_are_shown_and_not_sent(http, maya, amara, tuesday):
    browser = http(amara)
    publish(browser, tuesday, closing(focus="The first"))
    answer = publish(browser, tuesday, closing(focus="The second"))
    assert answer.status_code == 409 and "The first" in answer.text and "The second" in answer.text
    assert "The second" not in http(maya).get("/sessions/last").text


def test_undo_at_second_29_puts_everything_back(http, maya, amara, tuesday, long_sigh, clock):
    before, browser = everything(), http(amara)
    publish(browser, tuesday, swapped(long_sigh))
    clock.moves(seconds=29)
    assert "Undo (1 s)" in page_of(browser, tuesday)
    for _ in range(2):
        assert undo(browser, tuesday).status_code == 303
    assert everything() == [1, *before[1:]] and current(maya, clock) == ["The long sigh"]
    assert http(maya).get(f"/sessions/{tuesday.id}").status_code == 404
    db.session.refresh(tuesday)
    assert tuesday.outcome is None and "Two jobs" in page_of(browser, tuesday)


def test_undo_at_second_31_is_refused_with_words(http, maya, amara, tuesday, long_sigh, clock):
    browser = http(amara)
    publish(browser, tuesday, swapped(long_sigh))
    clock.moves(seconds=31)
    assert "Undo" not in page_of(browser, tuesday)
    answer = undo(browser, tuesday)
    assert answer.status_code == 409 and "The thirty seconds are over" in answer.text
    assert current(maya, clock) == ["Worry slot"]


def test_after_an_undo_it_can_be_published_again(http, maya, amara, tuesday, long_sigh, clock):
    browser = http(amara)
    publish(browser, tuesday, swapped(long_sigh))
    undo(browser, tuesday)
    publish(browser, tuesday, swapped(long_sigh) | {"version": "1", "focus": "Two jobs, one evening"})
    assert current(maya, clock) == ["Worry slot"] and everything()[2:] == [2, 2, 1]
    assert "Two jobs, one evening" in http(maya).get("/sessions/last").text


def test_what_was_begun_in_that_half_minute_is_kept(http, maya, amara, tuesday, long_sigh, clock):
    browser = http(amara)
    publish(browser, tuesday, swapped(long_sigh))
    new = next(one for one in Assignment.current(maya.id, maya.local_day(clock.now)) if one is not long_sigh)
    moment = {
        "occurred_at": clock.now,
        "tz": maya.zone,
        "local_date": maya.local_day(clock.now),
        "received_at": clock.now,
    }
    start = Start(id=new.id, user_id=maya.id, organization_id=maya.organization_id, assignment_id=new.id, **moment)
    start.slug, start.version = "worry-slot", 1
    db.session.add(start)
    assert undo(browser, tuesday).status_code == 303
    assert current(maya, clock) == ["The long sigh"]
    assert db.session.scalar(db.select(Start)).assignment_id == new.id


def test_undo_gives_a_moved_session_its_time_back(http, maya, amara, tuesday, next_week):
    browser = http(amara)
    publish(browser, tuesday, closing(focus="Two jobs", next_at="2026-04-16T09:00"))
    db.session.refresh(next_week)
    assert next_week.starts_at == datetime(2026, 4, 16, 8, 0, tzinfo=UTC)
    undo(browser, tuesday)
    db.session.refresh(next_week)
    assert next_week.starts_at == datetime(2026, 4, 14, 17, 30, tzinfo=UTC)


@pytest.mark.parametrize("written", ["a draft about it", "another letter"])
def test_undo_keeps_a_new_session_that_something_was_written_about(http, amara, maya, tuesday, clock, written):
    browser = http(amara)
    last_week = session(maya, amara, datetime(2026, 3, 31, 17, 30, tzinfo=UTC), now=clock.now)
    publish(browser, tuesday, closing(focus="Two jobs"))
    following = CoachingSession.after(tuesday, now=clock.now)
    if written == "a draft about it":
        save(browser, following, closing(private="Ask about her sister"))
    else:
        publish(browser, last_week, closing(focus="One job"))
    assert undo(browser, tuesday).status_code == 303
    assert CoachingSession.after(tuesday, now=clock.now).id == following.id


def test_undo_leaves_what_another_letter_promised_meanwhile(http, amara, maya, tuesday, long_sigh, clock):
    browser = http(amara)
    last_week = session(maya, amara, datetime(2026, 3, 31, 17, 30, tzinfo=UTC), now=clock.now)
    publish(browser, tuesday, swapped(long_sigh))
    slot = Assignment.current(maya.id, maya.local_day(clock.now))[0]
    publish(browser, last_week, closing(slot, focus="One job"))
    assert undo(browser, tuesday).status_code == 303
    assert current(maya, clock) == ["The long sigh", "Worry slot"]
    assert "Worry slot" in http(maya).get(f"/sessions/{last_week.id}").text


def test_more_than_120_words_come_back_with_words(http, maya, amara, tuesday):
    answer = publish(http(amara), tuesday, closing(focus="word " * 121))
    assert answer.status_code == 422 and "That is 121 words. At most 120" in answer.text
    assert publish(http(amara), tuesday, closing(focus="word " * 120)).status_code == 303


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Please write a line or two. Maya will read them."),
        ({"slug_1": "no-such-practice"}, "Please choose a practice from the list."),
        ({"slug_1": "worry-slot", "slug_2": "worry-slot"}, "This one is chosen already."),
        ({"slug_1": "worry-slot", "rhythm_1": "days"}, "Please choose the days."),
        ({"next_at": "2026-04-01T09:00"}, "That is more than a day ago."),
        ({"next_at": "2026-04-07T18:00"}, "The next session comes after this one."),
    ],
)
def test_what_is_wrong_stands_beside_its_field(http, maya, amara, tuesday, fields, words):
    focus = {} if not fields else {"focus": "Two jobs"}
    answer = publish(http(amara), tuesday, closing(**focus, **fields))
    assert answer.status_code == 422 and words in answer.text
    assert everything() == [0, 0, 0, 1, 0]


def test_somebody_elses_assignment_cannot_be_kept(http, maya, tomas, amara, tuesday, clock):
    his = given(tomas, amara, "long-sigh", now=clock.now)
    answer = publish(http(amara), tuesday, closing(his, focus="Two jobs"))
    assert answer.status_code == 422 and "This practice has ended meanwhile." in answer.text


def test_a_session_that_has_not_begun_is_not_published(http, amara, next_week):
    answer = publish(http(amara), next_week, closing(focus="Two jobs"))
    assert answer.status_code == 422 and "This session has not begun yet." in answer.text


def test_the_letter_of_last_time_keeps_its_moment(http, maya, amara, tuesday, letter, long_sigh, next_week, clock):
    clock.moves(days=7)
    form = closing(long_sigh, focus="Again", kept_cue_1="If the bus stops, then I sigh.", next_at="2026-04-28T18:30")
    assert publish(http(amara), next_week, form).status_code == 303
    assert KETTLE in http(maya).get(f"/sessions/{tuesday.id}").text
    assert "If the bus stops, then I sigh." in http(maya).get("/sessions/last").text


def test_reading_the_letter_again_after_an_undo_counts_anew(http, maya, amara, tuesday, clock):
    browser, at = http(amara), f"/f/sessions/{tuesday.id}/opening"
    publish(browser, tuesday, closing(focus="Two jobs"))
    http(maya).post(at)
    undo(browser, tuesday)
    publish(browser, tuesday, closing(focus="Two jobs", version="1"))
    assert Summary.newest_of(maya).opened_at is None
    http(maya).post(at)
    assert Summary.newest_of(maya).opened_at == clock.now
    assert db.session.scalar(db.select(db.func.count()).select_from(Entry)) == 1


def test_two_publications_at_the_same_moment_are_one(app, http, maya, amara, tuesday, long_sigh):
    browsers, form, at = [http(amara), http(amara)], swapped(long_sigh), f"/sessions/{tuesday.id}/publication"

    def send(browser) -> int:
        with app.app_context():
            return browser.post(at, data=form).status_code

    db.session.commit()
    with ThreadPoolExecutor(2) as both:
        assert list(both.map(send, browsers)) == [303, 303]
    db.session.expire_all()
    assert everything() == [1, 1, 2, 2, 1]
