"""No client ever reads a word that shames or that sounds like a clinic."""

import re

import pytest

from app import data
from tests.looks.words import (
    client_modules,
    client_templates,
    name,
    prose_of_data,
    prose_of_module,
    prose_of_template,
)

SHAMING = [
    "failed", "missed", "broken", "lost", "overdue", "lazy", r"only \d+", "break the chain", "good job", "well done",
]  # fmt: skip
CLINICAL = [
    "diagnos[ie]s",
    "disorders?",
    "symptoms?",
    "patients?",
    "your condition",
    "severe",
]
BANNED = re.compile(r"\b(" + "|".join(SHAMING + CLINICAL) + r")\b", re.IGNORECASE)

# (where, word): why it may stand there.
ALLOWED = {
    (
        "practices.json",
        "patient",
    ): "an ordinary adjective: may I be patient with myself",
}
COACH_KEYS = frozenset({"evidence", "coach_note"})  # of a practice


def banned(where: str, text: str) -> list[str]:
    return [word for word in BANNED.findall(text) if (where, word.lower()) not in ALLOWED]


@pytest.mark.parametrize(
    "text",
    ["You missed it", "LOST your run", "only 3 left", "a symptom", "Your condition"],
)
def test_the_net_catches_what_it_should(text):
    assert banned("any", text)


@pytest.mark.parametrize(
    "text",
    ["12 of your last 15", "no_show_missed_at", "lostness", "only then", "patience"],
)
def test_and_lets_through_what_is_fine(text):
    assert not banned("any", text)


def test_code_in_a_template_is_not_read_but_its_strings_are():
    assert not banned("any", prose_of_template("{{ day.missed }}{% if lost %}{# failed #}{% endif %}"))
    assert banned("any", prose_of_template("{{ 'missed' if day.off else '' }}"))


def test_code_in_python_is_not_read_but_its_sentences_are():
    source = '"""Lost."""\nstate = "missed"\nraise KeyError("a lost row")\nwords = f"{n} missed"\nlabel = "Lost"'
    assert set(prose_of_module(source)) == {" missed", "Lost"}


def test_no_template_for_clients_has_a_banned_word():
    found = {name(path): banned(name(path), prose_of_template(path.read_text())) for path in client_templates()}
    assert not {where: words for where, words in found.items() if words}


def test_no_sentence_for_clients_in_python_has_a_banned_word():
    texts = [(name(path), text) for path in client_modules() for text in prose_of_module(path.read_text())]
    assert not [(where, text) for where, text in texts if banned(where, text)]


def test_no_practice_has_a_banned_word():
    texts = prose_of_data(data.practices()["practices"], COACH_KEYS)
    assert not [text for text in texts if banned("practices.json", text)]


def test_no_question_or_trend_has_a_banned_word():
    measures = data.measures()
    texts = [measures[key] for key in ("checkin", "weekly", "practice_outcome", "goals")]
    texts += [label["text"] for label in measures["trends"]["labels"]]
    assert not [text for text in prose_of_data(texts) if banned("measures.json", text)]
