"""The minute after a session: one form, a draft or a letter."""

from datetime import UTC, datetime

from app.core.db import db
from app.practices.models import Assignment
from app.sessions.models import CoachingSession, PrivateNote, Summary
from tests.sessions.conftest import KETTLE, given, session
from tests.sessions.forms import closing, page_of, publish, save


def test_the_form_is_preset(http, maya, amara, tuesday, long_sigh):
    page = page_of(http(amara), tuesday)
    assert "Session 1 with Maya" in page and "In her words" in page and "What she chose" in page
    assert 'value="done" checked' in page and 'value="keep" checked' in page
    assert "The long sigh</b>, three a week" in page and KETTLE in page
    assert 'value="2026-04-21T18:30"' in page


def test_the_next_date_follows_the_rhythm_of_the_two(http, maya, amara, tuesday, clock):
    session(maya, amara, datetime(2026, 3, 31, 17, 30, tzinfo=UTC), now=clock.now, outcome="done")
    page = page_of(http(amara), tuesday)
    assert 'value="2026-04-14T18:30"' in page and "Every week, as before." in page


def test_moved_by_a_day_once_they_still_meet_by_the_week(http, maya, amara, tuesday, clock):
    session(maya, amara, datetime(2026, 3, 23, 18, 30, tzinfo=UTC), now=clock.now, outcome="done")
    page = page_of(http(amara), tuesday)
    assert 'value="2026-04-21T18:30"' in page and "Every two weeks, as before." in page


def test_a_booked_session_is_the_next_date(http, amara, tuesday, next_week):
    next_week.starts_at = datetime(2026, 4, 16, 8, 0, tzinfo=UTC)
    page = page_of(http(amara), tuesday)
    assert 'value="2026-04-16T09:00"' in page and "Booked already; another time moves it." in page


def test_a_draft_keeps_every_field(http, amara, tuesday, long_sigh):
    words = {"focus": "Two jobs", "insight": "I wait", "bring": "One evening", "private": "Ask about sleep"}
    form = closing(long_sigh, **words, slug_2="worry-slot", rhythm_2="days", days_2=["mon", "thu"], next_at="")
    browser = http(amara)
    assert save(browser, tuesday, form).status_code == 303
    page = page_of(browser, tuesday)
    for kept in (*words.values(), 'value="worry-slot" selected', 'value="thu" checked', "Draft saved 10:00"):
        assert kept in page
    assert 'name="next_at" type="datetime-local" value=""' in page


def test_a_draft_is_not_for_the_client_yet(http, maya, amara, tuesday):
    save(http(amara), tuesday, closing(focus="Canary"))
    assert http(maya).get(f"/sessions/{tuesday.id}").status_code == 404
    assert "Canary" not in http(maya).get("/coach").text


def test_two_people_never_overwrite_each_other_silently(http, amara, tuesday):
    browser = http(amara)
    assert save(browser, tuesday, closing(focus="First window")).status_code == 303
    second = save(browser, tuesday, closing(focus="Second window"))
    assert second.status_code == 409
    assert "First window" in second.text and "Second window" in second.text
    assert Summary.of_session(tuesday).focus == "First window"
    assert save(browser, tuesday, closing(focus="Both", version=1)).status_code == 303
    assert Summary.of_session(tuesday).focus == "Both"


def test_the_other_version_is_shown_whole(http, amara, tuesday, long_sigh):
    browser = http(amara)
    cue = {"choice_1": "smaller", "kept_cue_1": "If the bus stops, then I sigh."}
    save(browser, tuesday, closing(long_sigh, private="From the laptop", next_at="2026-04-22T09:00", **cue))
    page = save(browser, tuesday, closing(long_sigh, private="From the phone")).text
    for words in (
        "From the laptop",
        "From the phone",
        "the small version. If the bus stops",
        "Wednesday 22 April, 09:00",
    ):
        assert words in page


def test_publishing_over_a_newer_draft_is_asked_about_first(http, maya, amara, tuesday):
    browser = http(amara)
    save(browser, tuesday, closing(focus="First window"))
    assert publish(browser, tuesday, closing(focus="Second window")).status_code == 409
    assert Summary.newest_of(maya) is None


def test_the_same_draft_sent_twice_is_no_conflict(http, amara, tuesday):
    browser, form = http(amara), closing(focus="Two jobs", private="Sleep")
    assert [save(browser, tuesday, form).status_code for _ in range(2)] == [303, 303]
    assert Summary.of_session(tuesday).version == 1


def test_the_preview_is_the_letter_and_counts_words(http, amara, tuesday, long_sigh):
    form = closing(long_sigh, focus="You carry two jobs.", private="Canary")
    answer = http(amara).post(f"/f/sessions/{tuesday.id}/preview", data=form)
    assert "You carry two jobs." in answer.text and "The long sigh, three a week" in answer.text
    assert "18 of 120 words" in answer.text and "Canary" not in answer.text
    assert Summary.of_session(tuesday) is None


def test_a_preview_of_nonsense_is_still_a_page(http, amara, tuesday):
    form = {
        "focus": "Half a sen",
        "slug_1": "nothing",
        "choice_2": "keep",
        "assignment_2": "x",
        "next_at": "2026-",
        "rhythm_1": "n9",
    }
    assert http(amara).post(f"/f/sessions/{tuesday.id}/preview", data=form).status_code == 200


def test_a_session_that_was_missed_needs_no_letter(http, maya, amara, tuesday, long_sigh):
    form = closing(long_sigh, attendance="no_show", next_at="2026-04-14T18:30")
    for _ in range(2):
        assert publish(http(amara), tuesday, form).headers["Location"] == f"/clients/{maya.id}/sessions"
    db.session.refresh(tuesday)
    assert tuesday.outcome == "no_show" and Summary.newest_of(maya) is None
    assert [one.starts_at.day for one in CoachingSession.between(amara, maya)] == [14, 7]
    assert [one.title for one in Assignment.current(maya.id, maya.local_day(tuesday.outcome_at))] == ["The long sigh"]


def test_the_button_says_when_nothing_is_sent(http, amara, tuesday):
    browser = http(amara)
    page = browser.get(f"/sessions/{tuesday.id}/close-out?attendance=no_show").text
    assert "Save, send nothing" in page and "Nothing is sent as long as both lines are empty." in page
    for fields, words in (({"focus": "We talked"}, "Publish to Maya"), ({}, "Save, send nothing")):
        form = closing(attendance="no_show", **fields)
        assert words in browser.post(f"/f/sessions/{tuesday.id}/preview", data=form).text
    assert "Publish to Maya" in page_of(browser, tuesday)


def test_only_the_coach_of_today_closes_out(http, maya, amara, daniel, stranger, tuesday, clock):
    for other in (daniel, stranger, maya):
        browser, form = http(other), closing(focus="Never")
        answers = [browser.get(f"/sessions/{tuesday.id}/close-out"), save(browser, tuesday, form)]
        answers += [publish(browser, tuesday, form), browser.post(f"/f/sessions/{tuesday.id}/preview", data=form)]
        answers += [browser.post(f"/sessions/{tuesday.id}/publication/withdrawal")]
        assert [one.status_code for one in answers] == [404] * 5
    maya.pairing.ended_at = clock.now
    assert http(amara).get(f"/sessions/{tuesday.id}/close-out").status_code == 404


def test_the_moment_of_what_goes_is_not_given_to_what_comes(http, maya, amara, tuesday, long_sigh):
    form = closing(long_sigh, focus="Two jobs", choice_1="swap", slug_1="worry-slot")
    publish(http(amara), tuesday, form)
    page = http(maya).get("/sessions/last").text
    assert "Worry slot" in page and KETTLE not in page


def test_a_draft_from_before_a_practice_ended_falls_back_to_what_there_is(
    http, maya, amara, tuesday, long_sigh, clock
):
    browser = http(amara)
    save(browser, tuesday, closing(long_sigh, focus="Two jobs"))
    long_sigh.end(maya.local_day(clock.now))
    given(maya, amara, "worry-slot", now=clock.now)
    page = page_of(browser, tuesday)
    assert "Two jobs" in page and "Worry slot</b>" in page and "The long sigh</b>" not in page


def test_what_was_given_after_a_draft_has_a_row_in_it(http, maya, amara, tuesday, long_sigh, clock):
    browser = http(amara)
    save(browser, tuesday, closing(long_sigh, focus="Two jobs", choice_1="smaller"))
    given(maya, amara, "worry-slot", now=clock.moves(minutes=1))
    page = page_of(browser, tuesday)
    assert "Worry slot</b>" in page and 'value="smaller" checked' in page and "Ends when you publish" not in page


def test_the_private_note_is_the_coachs_alone(http, maya, amara, tuesday, long_sigh):
    coach, client = http(amara), http(maya)
    publish(coach, tuesday, closing(long_sigh, focus="Two jobs", private="Canary in the note"))
    assert PrivateNote.read(tuesday, amara) == "Canary in the note"
    assert "Canary" in page_of(coach, tuesday)
    pages = [client.get(at).text for at in ("/coach", "/sessions/last", f"/sessions/{tuesday.id}")]
    assert "Two jobs" in pages[1] and not any("Canary" in page for page in pages)


def write_note(browser, session, words: str, stamp: str = ""):
    return browser.post(f"/sessions/{session.id}/private-note", data={"private": words, "stamp": stamp})


def test_the_private_note_can_be_written_after_the_letter_is_out(http, amara, tuesday, letter):
    browser = http(amara)
    assert write_note(browser, tuesday, "Later thought").status_code == 303
    assert "Later thought" in page_of(browser, tuesday)
    write_note(browser, tuesday, "", stamp=PrivateNote.stamp(tuesday, amara))
    assert PrivateNote.read(tuesday, amara) == ""


def test_two_windows_never_overwrite_a_private_note(http, amara, tuesday, letter):
    browser = http(amara)
    assert [write_note(browser, tuesday, "First window").status_code for _ in range(2)] == [303, 303]
    second = write_note(browser, tuesday, "Second window")
    assert second.status_code == 409 and "First window" in second.text and "Second window" in second.text
    assert PrivateNote.read(tuesday, amara) == "First window"


def test_a_note_that_is_too_long_comes_back_with_its_words(http, amara, tuesday, letter):
    answer = write_note(http(amara), tuesday, "word " * 2001)
    assert answer.status_code == 422 and "word word" in answer.text
