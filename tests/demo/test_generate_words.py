"""What the people of the demo write obeys the house's words, fits the forms, and is theirs alone."""

import re
from calendar import month_name

import pytest

from app.data import personas, practices
from app.demo.stories import Turns, story
from app.practices.schemas import completion_form
from app.sessions.models.summary import MOST_WORDS
from tests.looks.test_words import banned
from tests.looks.words import prose_of_data

PERSONAS = {one["id"]: one for one in personas()["clients"]}
BODIES = {one["slug"]: one for one in practices()["practices"]}
WHO = pytest.mark.parametrize("who", PERSONAS)


def letters(who: str) -> list[str]:
    parts = ("focus", "insight", "bring")
    return [" ".join(session.get(part) or "" for part in parts) for session in story(who)["sessions"]]


@WHO
def test_no_summary_is_longer_than_the_form_allows(who):
    assert all(20 < len(text.split()) <= MOST_WORDS for text in letters(who))


@WHO
def test_every_session_that_took_place_is_told(who):
    held = [one for one in PERSONAS[who]["sessions"] if one["status"] == "done"]
    assert len(story(who)["sessions"]) == len(held)


@WHO
def test_no_word_shames(who):
    told = {key: value for key, value in story(who).items() if key != "private"}
    assert not [text for text in prose_of_data(told, frozenset({"private"})) if banned("stories", text)]


@WHO
def test_what_people_write_is_set_as_it_is_printed(who):
    told = "".join(prose_of_data(story(who), frozenset()))
    assert "'" not in told and '"' not in told and "—" not in told


@WHO
def test_no_season_and_no_month_is_named_since_the_demo_is_of_today(who):
    seasons = ("spring", "summer", "autumn", "winter", *(name for name in month_name if name not in ("", "May")))
    words = rf"\b({'|'.join(seasons)})\b"
    assert not [text for text in prose_of_data(story(who), frozenset()) if re.search(words, text)]


@WHO
def test_no_exclamation_mark_stands_in_what_a_coach_writes(who):
    assert not [text for text in letters(who) if "!" in text]


@WHO
def test_answers_fit_the_questions_of_their_practice(who):
    for slug, turns in story(who).get("answers", {}).items():
        form = completion_form(BODIES[slug])
        for answers in turns:
            typed = {f"answer-{name}": str(value) for name, value in answers.items()}
            errors = form.validate(
                {"entry_id": "01930000-0000-7000-8000-000000000001", "version": "1", "outcome": "done"} | typed
            )
            assert not errors, (who, slug, answers)


@WHO
def test_every_practice_and_habit_has_its_hour(who):
    wanted = {one["slug"] for one in PERSONAS[who]["practices"]} | ({"habit"} if PERSONAS[who]["habits"] else set())
    assert wanted == set(story(who)["hours"])


def test_nobody_says_what_somebody_else_says():
    texts = [note[3] for who in PERSONAS for note in story(who)["notes"]] + [
        text for who in PERSONAS for text in letters(who)
    ]
    assert len(texts) == len(set(texts))


@WHO
def test_a_line_fits_its_field(who):
    assert all(
        len(note[3]) <= 280 and note[0] <= note[1] < 0 and note[2] in ("hard", "calm") for note in story(who)["notes"]
    )
    assert all(len(line) <= 280 for one in story(who)["sessions"] for line in one.get("agenda", []))


def test_answers_come_in_turn():
    turns = Turns([{"a": 1}, {"a": 2}])
    assert [turns.next()["a"] for _ in range(3)] == [1, 2, 1]
    assert Turns([]).next() == {}
