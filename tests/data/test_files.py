"""The files say what their readers promise."""

import pytest

from app import data

READERS = [
    data.practices,
    data.measures,
    data.rules,
    data.personas,
    data.tokens,
    data.helplines,
]


@pytest.mark.parametrize("read", READERS)
def test_a_file_is_parsed_once(read):
    assert read()["schema_version"] == 1
    assert read() is read()


def test_the_library_has_27_practices_whose_seconds_add_up():
    library = data.practices()["practices"]
    assert len({practice["slug"] for practice in library}) == len(library) == 27
    for practice in library:
        assert practice["duration_seconds"] == sum(step["seconds"] for step in practice["steps"])


def test_a_practice_is_made_of_the_words_of_the_vocabulary():
    vocabulary = data.practices()["vocabulary"]
    for practice in data.practices()["practices"]:
        for key in ("triggers", "goals", "best_times"):
            assert set(practice[key]) <= set(vocabulary[key]), practice["slug"]


def test_the_28_cases_of_the_run_are_there():
    assert len(data.rules()["streak_cases"]) == 28
