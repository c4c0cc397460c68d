"""Help, terms and privacy say what they must, for everyone, without a network and without a script."""

import re

import pytest
from jinja2 import (
    ChoiceLoader,
    DictLoader,
    Environment,
    FileSystemLoader,
    StrictUndefined,
)

from app.data import numbers
from tests.looks.words import TEMPLATES

BARE = "<title>{% block title %}{% endblock %}</title><main>{% block main %}{% endblock %}</main>"
PAGES = Environment(
    loader=ChoiceLoader([DictLoader({"layouts/bare.html": BARE}), FileSystemLoader(TEMPLATES)]),
    autoescape=True,
    undefined=StrictUndefined,
)


def page(name: str, **values) -> str:
    return PAGES.get_template(f"help/{name}.html").render(**values)


def help_page(code: str | None) -> str:
    others = [country for country in numbers.all_countries() if country["code"] != code]
    return page("help", country=numbers.for_country(code), countries=others)


def test_not_safe_leads_to_numbers_at_once():
    first = help_page("GB").split("not safe right now", 1)[1]
    assert re.search(
        r'^</summary>.*?href="tel:999".*?href="tel:116123".*?href="sms:85258".*?</details>',
        first,
        re.DOTALL,
    )


def test_help_needs_no_script_and_nothing_from_elsewhere():
    html = help_page("US")
    assert "<script" not in html and "<form" not in html and " src=" not in html
    assert set(re.findall(r'href="(https?://[^"]+)', html)) == {"https://findahelpline.com"}


@pytest.mark.parametrize("code", [None, "NG"])
def test_without_a_checked_line_the_directory_stands_in(code):
    own = help_page(code).split("Other countries", 1)[0]
    assert 'href="tel:112"' in own and own.count("findahelpline.com</span>") == 2


@pytest.mark.parametrize("country", numbers.all_countries(), ids=lambda country: country["code"])
def test_every_line_of_a_country_can_be_tapped(country):
    own = help_page(country["code"]).split("Other countries", 1)[0]
    for line in country["lines"]:
        assert re.search(f'href="(tel|sms):{line["number"]["tel"]}"', own)


def test_every_other_country_is_one_tap_away():
    html = help_page("GB")
    assert all(country["name"] in html for country in numbers.all_countries())


def test_help_says_that_nobody_reads_around_the_clock():
    html = help_page("GB")
    assert "Your coach does not read this around the clock" in html
    assert "not a medical device and not emergency care" in html
    assert 'href="/breathe"' in html


@pytest.mark.parametrize("name", ["terms", "privacy"])
@pytest.mark.parametrize(
    "promise",
    [
        "Harbour Lane runs this installation itself and is responsible",
        "not a medical device and not emergency care",
        "real time",
        "18",
        'href="/help"',
        "serious and immediate danger",
        "delete",
    ],
)
def test_terms_and_privacy_both_say_what_matters_most(name, promise):
    assert promise in page(name, organization_name="Harbour Lane")


def test_privacy_says_who_reads_what_and_what_never_happens():
    html = page("privacy", organization_name="Harbour Lane")
    for words in (
        "No ads. No analytics. No trackers.",
        "Nothing is sold",
        "Not your private notes",
        "Change it any day",
    ):
        assert words in html
