"""What the rest of the caseload and its coaches write: in the house's words, fit for the forms, and never twice."""

import re
from calendar import month_name
from collections import Counter
from collections.abc import Iterator

import pytest

from app.data import personas, practices
from app.demo.stories import records, story
from app.practices.schemas import REASONS, completion_form
from app.sessions.models.summary import MOST_WORDS
from tests.looks.test_words import banned
from tests.looks.words import prose_of_data

COACHES = [one["id"] for one in personas()["staff"]["coaches"]]
RECORDS = {who: one for coach in COACHES for who, one in records(coach).items()}
TOLD = {who: story(who) for who in [*RECORDS, *(one["id"] for one in personas()["clients"])]}
BODIES = {one["slug"]: one for one in practices()["practices"]}
DONE = {"entry_id": "01930000-0000-7000-8000-000000000001", "version": "1", "outcome": "done"}

AMERICAN = r"\b(color|neighbor|favorite|center|organize|realize|apologize)\w*|\b(gray|mom|moms)\b"
BRITISH = (
    r"\b(colour|neighbour|favourite|centre|organise|realise|apologise|fortnight|programme)\w*|\b(grey|mum|whilst)\b"
)


def letters(who: str) -> list[str]:
    parts = ("focus", "insight", "bring")
    return [" ".join(session.get(part) or "" for part in parts) for session in TOLD[who]["sessions"]]


def written(who: str) -> list[str]:
    """Every line of this client and about them: letters, private notes, agendas, notes, answers, reasons."""
    told = TOLD[who]
    own = [told.get("next", {}).get("agenda", []), told.get("why", []), [note[3] for note in told["notes"]]]
    return [*prose_of_data([*_said_in(told["sessions"]), *own]), *_typed(told)]


def _said_in(sessions: list[dict]) -> list[dict]:
    return [{part: one[part] for part in one if part not in ("place", "wall")} for one in sessions]


def _typed(told: dict) -> Iterator[str]:
    """Answers, but for what was chosen from a list."""
    for slug, turns in told.get("answers", {}).items():
        fields = [step["field"] for step in BODIES[slug]["steps"] if step["field"]]
        typed = {field["name"] for field in fields if field["type"] in ("text", "short")}
        yield from (str(value) for turn in turns for name, value in turn.items() if name in typed)


def test_no_summary_is_longer_than_the_form_allows():
    assert not [text for who in RECORDS for text in letters(who) if not 20 < len(text.split()) <= MOST_WORDS]
    assert all(letters(who) for who in RECORDS)


def test_no_word_shames():
    texts = prose_of_data(RECORDS, frozenset({"private"}))
    assert not [text for text in texts if banned("stories", text)]


def test_what_people_write_is_set_as_it_is_printed():
    assert not [text for text in prose_of_data(RECORDS) if re.search("['\"—]", text)]


def test_no_season_and_no_month_is_named_since_the_demo_is_of_today():
    seasons = ("spring", "summer", "autumn", "winter", *(name for name in month_name if name not in ("", "May")))
    words = rf"\b({'|'.join(seasons)})\b"
    assert not [text for text in prose_of_data(RECORDS) if re.search(words, text)]


def test_no_exclamation_mark_stands_in_what_a_coach_writes():
    assert not [text for who in RECORDS for text in letters(who) if "!" in text]


@pytest.mark.parametrize(("coach", "foreign"), [("amara", AMERICAN), ("meilin", AMERICAN), ("daniel", BRITISH)])
def test_every_coach_keeps_to_one_spelling(coach, foreign):
    texts = [text for who in records(coach) for text in letters(who)]
    assert not [text for text in texts if re.search(foreign, text, re.IGNORECASE)]


def test_answers_fit_the_questions_of_their_practice():
    for record in RECORDS.values():
        for slug, turns in record.get("answers", {}).items():
            form = completion_form(BODIES[slug])
            assert slug in record["practices"]
            assert not [answers for answers in turns if form.validate(DONE | _as_typed(answers))], slug


def _as_typed(answers: dict) -> dict[str, str]:
    return {f"answer-{name}": str(value) for name, value in answers.items()}


def test_a_practice_that_asks_has_answers():
    for who, record in RECORDS.items():
        asking = {slug for slug in record["practices"] if BODIES[slug]["player"] == "prompts"}
        begun = {slug for slug in asking if record["practices"][slug].get("kept") != 0}
        assert begun <= set(record.get("answers", {})), who


def test_a_line_fits_its_field():
    for told in RECORDS.values():
        agendas = [line for one in [*told["sessions"], told.get("next", {})] for line in one.get("agenda", [])]
        assert all(note[0] in ("hard", "calm") and note[2:] in ([], ["shared"]) for note in told["notes"])
        assert all(len(line) <= 280 for line in [*agendas, *(note[1] for note in told["notes"])])
        assert all(len(reason) <= 140 for reason in told.get("why", []))


def test_who_keeps_check_ins_private_shares_no_note():
    private = [one for one in RECORDS.values() if "check_ins" in one.get("keeps_private", ())]
    assert private and not [note for one in private for note in one["notes"] if "shared" in note]


def test_nobody_says_what_somebody_else_says_or_says_it_twice():
    # The personas of eight weeks answer the same practice in the same few words now and then; nobody else does.
    lines = [text for who in RECORDS for text in written(who)]
    lines += {text for who in TOLD if who not in RECORDS for text in written(who)}
    twice = [text for text, times in Counter(lines).items() if times > 1]
    assert not [text for text in twice if text not in REASONS]


def test_no_letter_begins_or_ends_like_another():
    focuses = [session["focus"] for told in TOLD.values() for session in told["sessions"]]
    for end in (lambda words: words[:5], lambda words: words[-5:]):
        ends = Counter(" ".join(end(focus.split())) for focus in focuses)
        assert not [words for words, times in ends.items() if times > 1]


def test_no_two_letters_share_a_long_run_of_words():
    seen = Counter(run for who in TOLD for letter in letters(who) for run in set(_runs(letter)))
    assert not [run for run, times in seen.items() if times > 1]


def _runs(text: str, length: int = 7) -> Iterator[str]:
    words = re.findall(r"[\w’]+", text.lower())
    return (" ".join(words[place : place + length]) for place in range(len(words) - length + 1))


def test_cues_are_their_own():
    cues = [one["cue"] for record in RECORDS.values() for one in record["practices"].values()]
    cues += [one["if_then"] for persona in personas()["clients"] for one in persona["practices"]]
    assert len(cues) == len(set(cues)) and all(cue.startswith("If ") and cue.endswith(".") for cue in cues)
