"""After a run: one true sentence, the question still open, and sharing that can be taken back."""

from app.core.db import db
from app.core.ids import uuid7
from app.practices.models import Completion
from tests.practices.runs import assign, run, stamps


def complete(browser, assignment, **said) -> str:
    return browser.post(f"/practices/{assignment.id}/completions", data=run(**said)).location


def standing() -> list[Completion]:
    return list(db.session.scalars(db.select(Completion).where(Completion.gone_at.is_(None))))


def correct(browser, page: str, **said):
    return browser.post(f"{page}/corrections", data={"entry_id": str(uuid7()), **said})


def test_it_counts_the_times_of_this_week_in_words(http, maya, clock):
    assignment, browser, today = assign(maya, now=clock.now), http(maya), maya.local_day(clock.now)
    complete(browser, assignment, **stamps(today.replace(day=5)))  # the Sunday before
    complete(browser, assignment, **stamps(today.replace(day=6)))
    assert "Second time this week." in browser.get(complete(browser, assignment)).text
    assert "Third time this week." in browser.get(f"/practices/{assignment.id}").text


def test_a_stopped_run_counts_as_a_start(http, maya, clock):
    browser = http(maya)
    page = browser.get(complete(browser, assign(maya, now=clock.now), outcome="stopped")).text
    assert "You started, that counts as a start." in page and "time this week" not in page


def test_nobody_who_is_very_tense_is_counted_at(http, maya, clock):
    browser = http(maya)
    page = browser.get(complete(browser, assign(maya, now=clock.now), before="3", after="5")).text
    assert "That is a lot." in page and "/help" in page
    assert "That counts." not in page and "time this week" not in page


def test_the_question_after_is_asked_until_it_is_answered(http, maya, clock):
    browser = http(maya)
    page = complete(browser, assign(maya, now=clock.now), before="4")
    assert "Before you started: very." in browser.get(page).text
    assert correct(browser, page, after="2").location == "/today"
    (run_now,) = standing()
    assert (run_now.before, run_now.after, run_now.seconds) == (4, 2, 170)
    assert "How tense are you now?" not in browser.get(page).text


def test_no_answer_and_no_change_make_no_entry(http, maya, clock):
    browser = http(maya)
    page = complete(browser, assign(maya, now=clock.now))
    assert correct(browser, page).location == "/today"
    assert db.session.scalar(db.select(db.func.count()).select_from(Completion)) == 1


def test_one_entry_is_shared_and_taken_back(http, maya, clock):
    browser = http(maya)
    page = complete(browser, assign(maya, "thought-check", now=clock.now), **{"answer-thought": "Too late"})
    correct(browser, page, share="1")
    (shared,) = standing()
    assert shared.shared_at and shared.answers == {"thought": "Too late"}
    assert "Now: you and Amara" in browser.get(page).text
    correct(browser, page)
    (private,) = standing()
    assert private.shared_at is None and private.answers == {"thought": "Too late"}


def test_a_correction_sent_again_makes_one_row(http, maya, clock):
    browser = http(maya)
    page, said = complete(browser, assign(maya, now=clock.now)), {"entry_id": str(uuid7()), "after": "2"}
    assert {browser.post(f"{page}/corrections", data=said).status_code for _ in range(2)} == {303}
    assert len(standing()) == 1
    assert db.session.scalar(db.select(db.func.count()).select_from(Completion)) == 2


def test_other_words_under_the_name_of_a_correction_change_nothing(http, maya, clock):
    browser = http(maya)
    page, said = complete(browser, assign(maya, now=clock.now)), {"entry_id": str(uuid7()), "after": "2"}
    browser.post(f"{page}/corrections", data=said)
    answer = browser.post(f"{page}/corrections", data=said | {"after": "4"})
    assert answer.status_code == 409 and "saved under this form already" in answer.text
    assert standing()[0].after == 2


def test_a_second_thought_from_an_old_page_leaves_one_run(http, maya, clock):
    browser = http(maya)
    page = complete(browser, assign(maya, now=clock.now))
    correct(browser, page, after="2")
    correct(browser, page, after="3")
    assert [one.after for one in standing()] == [3]


def test_somebody_elses_run_is_not_there(http, maya, tomas, clock):
    page = complete(http(tomas), assign(tomas, now=clock.now))
    assert http(maya).get(page).status_code == 404
    assert correct(http(maya), page, after="2").status_code == 404


def test_a_run_looked_back_at_shows_what_was_written_and_asks_nothing(http, maya, clock):
    browser, assignment = http(maya), assign(maya, "thought-check", now=clock.now)
    words = {"answer-thought": "Nobody is going to call.", "answer-belief_before": "8"}
    page = complete(browser, assignment, **words)
    assert "Nobody is going to call." in browser.get(page).text
    clock.moves(days=3)
    later = browser.get(page).text
    assert "<dt>How true does it feel right now?</dt><dd>8</dd>" in later
    assert "Nobody is going to call." in later and "Wednesday 8 April, 10:00" in later
    assert "time this week" not in later and "Was this useful?" not in later and "Back to progress" in later
    assert correct(browser, page).location == "/progress"


def test_a_hard_moment_looked_back_at_is_no_hard_moment_now(http, maya, clock):
    browser = http(maya)
    page = complete(browser, assign(maya, now=clock.now), before="3", after="5")
    clock.moves(days=1)
    assert "That is a lot." not in browser.get(page).text
