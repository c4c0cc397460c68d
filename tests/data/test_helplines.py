"""A malformed number never reaches a person who needs it."""

import re
from datetime import date

import pytest

from app.data import helplines, numbers

COUNTRIES = helplines()["countries"]
LINES = [(code, line) for code, country in COUNTRIES.items() for line in country["lines"]]
LINE_KEYS = {
    "name", "number", "by", "hours", "languages", "for", "source", "verified", "checked", "reviewer",
}  # fmt: skip
EXPECTED = "GB IE US CA AU NZ IN NG ZA SG DE AT CH FR ES PT NL BE SE NO DK FI HU PL IT CZ JP"


def dialable(number: dict) -> bool:
    same_digits = re.sub(r"\D", "", number["display"]) == number["tel"]
    return number.keys() >= {"display", "tel"} and same_digits and re.fullmatch(r"\d{2,12}", number["tel"])


def test_every_promised_country_is_there():
    assert set(EXPECTED.split()) <= COUNTRIES.keys()


@pytest.mark.parametrize("code", COUNTRIES)
def test_a_country_has_a_name_and_an_emergency_number(code):
    country = COUNTRIES[code]
    assert re.fullmatch("[A-Z]{2}", code)
    assert country.keys() == {"name", "emergency", "lines"} and country["name"]
    assert country["emergency"].keys() == {"display", "tel", "note"}
    assert dialable(country["emergency"]) and country["emergency"]["note"]


@pytest.mark.parametrize(("code", "line"), LINES)
def test_a_line_is_complete_and_can_be_dialled(code, line):
    assert line.keys() == LINE_KEYS
    assert dialable(line["number"]) and line["number"].keys() == {"display", "tel"}
    assert line["by"] and set(line["by"]) <= {"call", "text"}
    assert all(line[key].strip() for key in ("name", "hours", "for", "source"))
    assert line["languages"] and all(line["languages"])


@pytest.mark.parametrize(("code", "line"), LINES)
def test_a_checked_line_says_when_and_against_what(code, line):
    assert isinstance(line["checked"], bool)
    assert (line["verified"] is not None) == line["checked"]
    if line["checked"]:
        assert date.fromisoformat(line["verified"]).isoformat() == line["verified"]
        assert re.search(r"\w+\.\w{2,}|CNA", line["source"])


def test_nobody_is_shown_a_line_that_was_not_checked():
    shown = [line for country in numbers.all_countries() for line in country["lines"]]
    assert shown and all(line["checked"] for line in shown)
    assert numbers.for_country("NG")["lines"] == []
    assert numbers.for_country("NG")["emergency"]["tel"] == "112"


def test_an_unknown_country_has_no_numbers_of_its_own():
    assert numbers.for_country("XX") is None
    assert numbers.for_country(None) is None


def test_a_line_older_than_ninety_days_is_named():
    assert numbers.stale(date(2026, 11, 21)) == []
    assert ("GB", "Samaritans") in numbers.stale(date(2027, 2, 19))
    assert ("GB", "Samaritans") not in numbers.stale(date(2027, 2, 18))
