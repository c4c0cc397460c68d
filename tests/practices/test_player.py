"""Every practice opens and can be done; what comes in is kept once, whole, and under the right name."""

import pytest

from app.accounts.models import Consent
from app.accounts.models.consent import PRACTICES
from app.core.db import db
from app.core.ids import uuid7
from app.data import practices
from app.entries.models import Entry
from app.practices.models import Completion, PracticeVersion, Start
from tests.practices.runs import assign, run

LIBRARY = {one["slug"]: one for one in practices()["practices"]}
TYPED = {"text": "Some words", "short": "A few words", "check": "1", "scale": "3"}


def answers_of(practice: dict) -> dict[str, str]:
    """Something in every field, named as the form names it."""
    fields = [step["field"] for step in practice["steps"] if step["field"]]
    return {f"answer-{one['name']}": TYPED.get(one["type"]) or one["options"][0] for one in fields}


def completions() -> list[Completion]:
    return list(db.session.scalars(db.select(Completion)))


@pytest.mark.parametrize("slug", LIBRARY)
def test_every_practice_opens_and_can_be_done(http, maya, clock, slug):
    assignment, browser = assign(maya, slug, now=clock.now), http(maya)
    page = browser.get(f"/practices/{assignment.id}").text
    practice, answers = LIBRARY[slug], answers_of(LIBRARY[slug])
    assert all(f'name="{name}"' in page for name in answers)
    answer = browser.post(f"/practices/{assignment.id}/completions", data=run(**answers, chosen_length="60"))
    (done,) = completions()
    assert (answer.status_code, answer.location) == (303, f"/practices/done/{done.id}")
    assert (done.slug, done.version, done.outcome, done.assignment_id) == (slug, 1, "done", assignment.id)
    assert len(done.answers) == len(answers)
    assert "That counts." in browser.get(answer.location).text
    assert practice["title"] in page


def test_the_page_holds_every_step_and_a_finish_button_without_script(http, maya, clock):
    page = http(maya).get(f"/practices/{assign(maya, 'worry-slot', now=clock.now).id}").text
    assert page.count('data-kind="field"') == 3
    assert "Finish" in page and "formnovalidate" in page


def test_the_small_version_chosen_without_script_is_a_tiny_run(http, maya, clock):
    assignment = assign(maya, now=clock.now)
    answer = http(maya).post(f"/practices/{assignment.id}/completions", data=run(chosen_length="tiny"))
    assert completions()[0].outcome == "tiny"
    assert "Small counts." in http(maya).get(answer.location).text


def test_the_small_version_is_chosen_already_when_asked_for(http, maya, clock):
    assignment, browser = assign(maya, now=clock.now), http(maya)
    chosen = 'value="tiny" checked'
    assert chosen in browser.get(f"/practices/{assignment.id}?tiny=1").text
    assert chosen not in browser.get(f"/practices/{assignment.id}").text


def test_the_whole_practice_is_chosen_when_asked_for_though_the_small_one_was_agreed(http, maya, clock):
    assignment, browser = assign(maya, now=clock.now), http(maya)
    assignment.smaller_since = clock.now
    db.session.commit()
    assert 'value="tiny" checked' in browser.get(f"/practices/{assignment.id}").text
    assert f"/practices/{assignment.id}?whole=1" in browser.get("/today").text
    assert 'value="tiny" checked' not in browser.get(f"/practices/{assignment.id}?whole=1").text


def test_a_known_practice_asked_for_by_its_length_begins_at_once(http, maya, clock):
    assignment, browser = assign(maya, now=clock.now), http(maya)
    asked = f"/practices/{assignment.id}?whole=1"
    assert "data-begins" not in browser.get(asked).text, "its words of caution come first"
    browser.post(f"/practices/{assignment.id}/completions", data=run())
    assert "data-begins" in browser.get(asked).text
    assert "data-begins" not in browser.get(f"/practices/{assignment.id}").text


def test_sending_it_again_makes_one_row_and_the_same_answer(http, maya, clock):
    url, said = f"/practices/{assign(maya, now=clock.now).id}/completions", run(before="4", after="3")
    first, second = (http(maya).post(url, data=said) for _ in range(2))
    assert len(completions()) == 1
    assert first.location == second.location


def test_other_words_under_the_same_name_change_nothing(http, maya, clock):
    url, said = f"/practices/{assign(maya, now=clock.now).id}/completions", run(after="3")
    http(maya).post(url, data=said)
    assert http(maya).post(url, data=said | {"after": "1"}).status_code == 409
    assert completions()[0].after == 3


def test_the_players_last_screen_sends_the_browser_back_to_today(http, maya, clock):
    url = f"/f/practices/{assign(maya, now=clock.now).id}/completions"
    answer = http(maya).post(url, data=run(), headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"] == "/today"


def test_an_answer_changed_after_sending_corrects_the_run(http, maya, clock):
    url, first = f"/f/practices/{assign(maya, now=clock.now).id}/completions", run()
    http(maya).post(url, data=first)
    http(maya).post(url, data=run(after="2", supersedes=first["entry_id"]))
    assert [one.after for one in completions() if one.gone_at is None] == [2]


def test_an_unknown_answer_is_refused_and_the_words_stay_on_the_page(http, maya, clock):
    url = f"/practices/{assign(maya, 'thought-check', now=clock.now).id}/completions"
    said = {"answer-thought": "I will never catch up", "answer-belief_before": "8", "answer-secret": "x"}
    answer = http(maya).post(url, data=run(**said))
    assert answer.status_code == 422
    assert "I will never catch up" in answer.text and 'value="8" checked' in answer.text
    assert not completions()


def test_too_many_words_are_refused_beside_their_field(http, maya, clock):
    url = f"/practices/{assign(maya, 'thought-check', now=clock.now).id}/completions"
    answer = http(maya).post(url, data=run(**{"answer-thought": "a" * 201}))
    assert answer.status_code == 422
    assert "Please keep this to 200 characters." in answer.text


def test_a_line_break_counts_as_one_character_as_in_the_browser(http, maya, clock):
    url = f"/practices/{assign(maya, 'thought-check', now=clock.now).id}/completions"
    http(maya).post(url, data=run(**{"answer-thought": "a" * 98 + "\r\n\r\n" + "b" * 100}))
    assert completions()[0].answers["thought"].count("\n") == 2


def test_own_words_stand_beside_what_was_chosen(http, maya, clock):
    url = f"/practices/{assign(maya, 'name-it', now=clock.now).id}/completions"
    http(maya).post(url, data=run(**{"answer-feeling": "Tired", "answer-feeling-own": "hollow"}))
    assert completions()[0].answers["feeling"] == "Tired, hollow"


def test_an_ended_assignment_still_takes_what_was_done(http, maya, clock):
    assignment = assign(maya, now=clock.now)
    assignment.end(maya.local_day(clock.now))
    answer = http(maya).post(f"/practices/{assignment.id}/completions", data=run())
    assert answer.status_code == 303
    assert completions()[0].assignment_id == assignment.id


def test_another_clients_assignment_is_not_there(http, maya, tomas, clock):
    theirs, browser = assign(tomas, now=clock.now), http(maya)
    assert browser.get(f"/practices/{theirs.id}").status_code == 404
    for place in (
        "/practices/{}/completions",
        "/f/practices/{}/completions",
        "/f/practices/{}/starts",
        "/practices/{}/skips",
    ):
        assert browser.post(place.format(theirs.id), data=run()).status_code == 404
    assert not completions()


def test_a_form_that_names_somebody_elses_assignment_is_refused(http, maya, tomas, clock):
    mine, theirs = assign(maya, now=clock.now), assign(tomas, now=clock.now)
    said = run(assignment_id=str(theirs.id))
    assert http(maya).post(f"/practices/{mine.id}/completions", data=said).status_code == 404


def test_what_was_assigned_stays_as_assigned(http, maya, clock):
    assignment = assign(maya, now=clock.now)
    body = LIBRARY["long-sigh"] | {"version": 2, "promise": "Something newer"}
    newer = PracticeVersion(slug="long-sigh", version=2, body=body)
    db.session.add(newer)
    page = http(maya).get(f"/practices/{assignment.id}").text
    http(maya).post(f"/practices/{assignment.id}/completions", data=run())
    db.session.delete(newer)
    assert "Let the out-breath do the work" in page and "Something newer" not in page
    assert completions()[0].version == 1


def test_a_version_nobody_has_is_refused(http, maya, clock):
    url = f"/practices/{assign(maya, now=clock.now).id}/completions"
    for version in ("7", "99999999999999999999", "-1"):
        assert http(maya).post(url, data=run(version=version)).status_code == 422


@pytest.mark.parametrize("slug", [slug for slug, one in LIBRARY.items() if (one["breath"] or {}).get("has_holds")])
def test_holds_give_way_to_even_breath_for_whoever_goes_gently(http, maya, clock, slug):
    maya.preferences = {"go_gently": ["pregnancy"]}
    assignment = assign(maya, slug, now=clock.now)
    page = http(maya).get(f"/practices/{assignment.id}").text
    assert "Even breath" in page and "You asked to go gently" in page and "Hold softly" not in page
    http(maya).post(f"/practices/{assignment.id}/completions", data=run(slug="even-breath"))
    (done,) = completions()
    assert (done.slug, done.assignment_id) == ("even-breath", assignment.id)


def test_another_practice_than_the_assigned_one_is_refused(http, maya, clock):
    url = f"/practices/{assign(maya, now=clock.now).id}/completions"
    assert http(maya).post(url, data=run(slug="even-breath")).status_code == 422


def test_a_start_is_kept_once(http, maya, clock):
    url = f"/f/practices/{assign(maya, now=clock.now).id}/starts"
    said = {"entry_id": str(uuid7()), "version": "1"}
    assert [http(maya).post(url, data=said).status_code for _ in range(2)] == [204, 204]
    assert db.session.scalar(db.select(db.func.count()).select_from(Start)) == 1
    assert db.session.scalar(db.select(Entry.kind)) == "practice.started"


def test_the_coach_is_said_to_see_it_only_if_they_do(http, maya, tomas, amara, clock):
    Consent.withdraw(tomas, PRACTICES, coach_id=amara.id, now=clock.now)
    pages = [http(who).get(f"/practices/{assign(who, now=clock.now).id}").text for who in (maya, tomas)]
    assert "Amara sees that you did it." in pages[0]
    assert "Amara does not see your practices." in pages[1]


def test_where_nothing_is_written_nothing_is_offered_to_share(http, maya, clock):
    sigh, thought = (assign(maya, slug, now=clock.now) for slug in ("long-sigh", "thought-check"))
    assert 'name="share"' not in http(maya).get(f"/practices/{sigh.id}").text
    switch = http(maya).get(f"/practices/{thought.id}").text.partition('name="share"')[2].partition(">")[0]
    assert "checked" not in switch
