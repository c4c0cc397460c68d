"""The brief: what a coach reads five minutes before a call."""

from datetime import timedelta

import pytest

from app.core.db import db
from app.sessions.models import PrivateNote, Summary
from tests.counting import statements
from tests.review import happened


@pytest.fixture
def page(http, amara, maya):
    """The brief of Maya on Amara's screen, as text."""
    return lambda: http(amara).get(f"/clients/{maya.id}/brief").text


def test_the_head_says_who_when_and_how_the_last_one_went(page, clock, amara, maya):
    happened.session(amara, maya, clock.now - timedelta(days=15), outcome="done")
    happened.session(amara, maya, clock.now - timedelta(days=8), outcome="no_show")
    happened.session(amara, maya, clock.now + timedelta(minutes=30))
    text = page()
    assert "Session 2, today 10:30 London</b></a>, in 30 minutes" in text
    assert "Tuesday 31 March, did not come</a>" in text


def test_the_time_stands_in_both_zones_where_they_differ(page, clock, amara, maya):
    maya.zone = "America/New_York"
    happened.session(amara, maya, clock.now + timedelta(days=2))
    assert "Session 1, Friday 10 April 10:00 London</b></a>, 05:00 New York</span>" in page()


def test_the_button_leads_to_the_note_that_is_to_be_written(page, clock, amara, maya):
    assert "Nothing booked" in page() and f"/clients/{maya.id}/sessions" in page() and "Book a session" in page()
    soon = happened.session(amara, maya, clock.now + timedelta(days=6))
    assert f"/sessions/{soon.id}/close-out" in page() and "Start session note" in page()
    past = happened.session(amara, maya, clock.now - timedelta(days=1))
    assert f"/sessions/{past.id}/close-out" in page() and "Write the note of 7 April" in page()


def test_a_booked_session_can_be_moved_and_a_habit_offered_from_here(page, clock, amara, maya):
    happened.session(amara, maya, clock.now + timedelta(days=1))
    assert f"/clients/{maya.id}/sessions" in page() and f"/clients/{maya.id}/habits/new" in page()


def test_what_she_wants_to_bring_stands_in_her_words(page, clock, amara, maya):
    assert "She wants to bring" in page() and "Nothing added yet." in page()
    soon = happened.session(amara, maya, clock.now + timedelta(days=1))
    happened.agenda(maya, soon, clock.now, "Dad’s hospital letter")
    assert "<q>Dad’s hospital letter</q>" in page()
    assert "Where would you like to begin with ‘Dad’s hospital letter’?" in page()
    assert "what she brings" in page()


def test_what_was_agreed_last_time_is_there_with_its_cue(page, clock, amara, maya):
    last = happened.session(amara, maya, clock.now - timedelta(days=7), outcome="done")
    sigh = happened.assignment(maya, amara, "long-sigh", now=clock.now, rhythm={"type": "n_per_week", "n": 3})
    summary = Summary.draft(last, now=clock.now)
    summary.choose(sigh, cue="If the kettle goes on, then I take the long sigh.")
    assert "Nothing so far." in page()
    db.session.get(Summary, last.id).published_at = clock.now
    assert "<b>The long sigh</b>, three a week. If the kettle goes on, then I take the long sigh." in page()


def test_triggers_cautions_and_zone_are_good_to_know(page, maya):
    assert "No cautions. London time." in page()
    maya.prefer(triggers=["workload", "always_on"], go_gently=["breath_holds"])
    assert "Names workload, always on. Go gently with breath holds. London time." in page()


def test_practices_habits_and_check_ins_are_done_of_due(page, clock, amara, maya):
    sigh = happened.assignment(maya, amara, "long-sigh", now=clock.now)
    phone = happened.habit(maya, "Phone in the hall", now=clock.now)
    for days in range(1, 6):
        happened.run(maya, sigh, clock.now - timedelta(days=days))
        happened.check_in(maya, clock.now - timedelta(days=days))
        happened.habit_day(maya, phone, clock.now - timedelta(days=days))
    text = page()
    assert f'<a href="#practice-{sigh.id}">5 of 14</a>' in text and f'id="practice-{sigh.id}"' in text
    assert f'<a href="#habit-{phone.id}">5 of 14</a>' in text and f'id="habit-{phone.id}"' in text
    assert '<a href="#check-ins">5 of 14</a>' in text and 'id="check-ins"' in text


def test_the_fourteen_days_end_yesterday_until_today_is_done(page, clock, amara, maya):
    sigh = happened.assignment(maya, amara, "long-sigh", now=clock.now)
    phone = happened.habit(maya, "Phone in the hall", now=clock.now)
    for days in range(1, 15):
        happened.run(maya, sigh, clock.now - timedelta(days=days))
        happened.habit_day(maya, phone, clock.now - timedelta(days=days))
    text = page()
    assert (
        f'<a href="#practice-{sigh.id}">14 of 14</a>' in text and f'<a href="#habit-{phone.id}">14 of 14</a>' in text
    )
    assert text.count("Wed 25 Mar</span>") == 2
    happened.run(maya, sigh, clock.now)
    assert page().count("Wed 25 Mar</span>") == 1 and ">14 of 14</a>" in page()


def test_a_reason_for_not_today_is_there_and_asked_about(page, clock, amara, maya):
    sigh = happened.assignment(maya, amara, "long-sigh", now=clock.now)
    happened.not_today(maya, sigh, clock.now - timedelta(days=1), reason="No time", instead="tiny")
    text = page()
    assert ">Tue 7 Apr</a></span><br>The long sigh: No time; the small version instead." in text
    assert "What would make the long sigh fit your days?" in text


def test_stress_is_a_sentence_a_line_and_its_days(page, clock, maya):
    for days in range(40):
        happened.check_in(maya, clock.now - timedelta(days=days), stress=2 if days < 20 else 4, tags=["workload"])
    text = page()
    assert "<b>Stress 4 to 2, clearly lower.</b>" in text and "14 and 14 days." in text
    assert 'aria-label="Stress, last four weeks, from 4 to 2; dotted line: usual level at the start, 4"' in text
    assert "workload 14" in text and "What has helped?" in text


def test_with_few_check_ins_it_says_that_it_is_learning(page, clock, maya):
    for days in range(3):
        happened.check_in(maya, clock.now - timedelta(days=days))
    assert "<b>Still learning:</b>" in page() and "3 of 5 days." in page()


def test_what_arrived_late_shows_when_it_was_done_and_when_it_came(page, clock, amara, maya):
    sigh = happened.assignment(maya, amara, "long-sigh", now=clock.now)
    done = clock.now - timedelta(hours=35, minutes=20)
    happened.run(maya, sigh, done, received=clock.now - timedelta(minutes=50))
    happened.check_in(maya, done, received=clock.now - timedelta(minutes=50))
    text = page()
    assert text.count("done Mon 22:40, sent Wed 09:10") == 2 and "<small>1 sent later</small>" in text


def test_a_backdated_habit_day_is_added_later(page, clock, maya):
    walk = happened.habit(maya, "A walk", now=clock.now)
    happened.habit_day(maya, walk, clock.now, day=maya.local_day(clock.now - timedelta(days=2)))
    assert "Mon 6 Apr</span>: done, added later" in page() and "<small>1 added later</small>" in page()


def test_two_practices_are_suggested_that_are_not_given_already(page, clock, amara, maya):
    maya.prefer(triggers=["workload"])
    happened.assignment(maya, amara, "one-thing", now=clock.now)
    happened.check_in(maya, clock.now, tags=["conflict"])
    text = page()
    assert 'href="/library/name-it?' in text and 'href="/library/long-sigh?' in text
    assert 'href="/library/one-thing' not in text and "Would fit conflict:" in text


def test_no_breath_holds_are_suggested_to_whoever_goes_gently(page, maya):
    maya.prefer(triggers=["deadlines", "meetings"])
    assert 'href="/library/square-breath?' in page()
    maya.prefer(go_gently=["breath_holds"])
    assert 'href="/library/square-breath?' not in page()


def test_every_line_leads_to_what_it_rests_on(page, clock, amara, maya):
    last = happened.session(amara, maya, clock.now - timedelta(days=7), outcome="done")
    soon = happened.session(amara, maya, clock.now + timedelta(hours=1))
    Summary.draft(last, now=clock.now).publish(now=clock.now)
    line = happened.agenda(maya, soon, clock.now, "The move")
    sigh = happened.assignment(maya, amara, "long-sigh", now=clock.now)
    no = happened.not_today(maya, sigh, clock.now, reason="No time")
    run = happened.run(maya, sigh, clock.now, answers={"line": "Mine"}, share=True)
    text = page()
    assert text.count(f'href="/sessions/{last.id}/close-out"') == 2 and f'href="/clients/{maya.id}/sessions"' in text
    assert f"/timeline#moment-{line.id}" in text and f'href="/clients/{maya.id}">Good to know' in text
    for entry in (no, run):
        assert f'href="#entry-{entry.id}"' in text and f'id="entry-{entry.id}"' in text


def test_each_practice_of_now_is_kept_made_smaller_or_swapped_in_the_note(page, clock, amara, maya):
    soon = happened.session(amara, maya, clock.now + timedelta(hours=1))
    for days, slug in ((30, "long-sigh"), (20, "one-thing"), (10, "worry-slot")):
        happened.assignment(maya, amara, slug, now=clock.now, days=days)
    happened.assignment(maya, amara, "name-it", now=clock.now).ended_on = maya.local_day(clock.now)
    happened.assignment(maya, amara, "square-breath", now=clock.now, once_until=maya.local_day(clock.now))
    text = page()
    for row, title in ((1, "The one thing"), (2, "Worry slot")):
        assert f'aria-label="{title}: begin the note with"' in text
        for choice in ("keep", "smaller", "swap"):
            assert f'href="/sessions/{soon.id}/close-out?choice_{row}={choice}"' in text
    assert text.count("begin the note with") == 2


def test_what_was_done_before_it_was_due_is_not_hidden(page, clock, amara, maya):
    weekly = {"type": "n_per_week", "n": 1}
    sigh = happened.assignment(maya, amara, "long-sigh", now=clock.now, days=0, rhythm=weekly)
    assert ">not due yet</a>" in page()
    happened.run(maya, sigh, clock.now)
    assert ">1 done, not due yet</a>" in page()


def test_a_line_to_bring_says_how_it_came(page, clock, amara, maya):
    soon = happened.session(amara, maya, clock.now + timedelta(hours=1))
    note = happened.agenda(maya, soon, clock.now - timedelta(days=2), "The move")
    note.received_at = clock.now
    assert ">Mon 6 Apr</a>, done Mon 10:00, sent Wed 10:00</small>" in page()


def test_a_session_of_a_former_coach_leads_to_the_timeline_and_says_with_whom(page, clock, daniel, maya):
    held = happened.session(daniel, maya, clock.now - timedelta(days=7), outcome="no_show")
    text = page()
    assert f"/timeline#moment-{held.id}" in text and "Wednesday 1 April, with Daniel</a>" in text
    assert "did not come" not in text and f"/sessions/{held.id}/close-out" not in text


def test_the_page_costs_at_most_25_statements(http, clock, amara, maya):
    last = happened.session(amara, maya, clock.now - timedelta(days=7), outcome="done")
    soon = happened.session(amara, maya, clock.now + timedelta(hours=1))
    happened.agenda(maya, soon, clock.now, "The move")
    for slug in ("long-sigh", "one-thing"):
        sigh = happened.assignment(maya, amara, slug, now=clock.now)
        happened.run(maya, sigh, clock.now)
        happened.habit_day(maya, happened.habit(maya, f"With {slug}", now=clock.now), clock.now)
    Summary.draft(last, now=clock.now).publish(now=clock.now)
    happened.check_in(maya, clock.now, note="Shared", share=True)
    PrivateNote.write(last, amara, "Mine", now=clock.now)
    browser = http(amara)
    with statements() as said:
        assert browser.get(f"/clients/{maya.id}/brief").status_code == 200
    assert len(said) <= 25
