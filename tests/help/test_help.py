"""Help now, terms and privacy open for everyone; the numbers are those of the place where the person is."""

import re

import pytest

from tests import people


def title(page: str) -> str:
    """The country whose numbers stand open."""
    return re.search(r'<h2 id="numbers">(.*?)</h2>', page)[1]


@pytest.mark.parametrize("path", ["/help", "/terms", "/privacy"])
def test_they_open_without_signing_in(http, path):
    answer = http().get(path)
    assert answer.status_code == 200 and "<form" not in answer.text


@pytest.mark.parametrize("path", ["/help", "/terms", "/privacy"])
def test_they_open_for_somebody_whose_membership_ended(http, harbour_lane, clock, path):
    ended = people.person(harbour_lane, "Eve Ended", "client", now=clock.now, state="ended")
    assert http(ended).get(path).status_code == 200


@pytest.mark.parametrize(
    ("zone", "country"),
    [("Europe/London", "United Kingdom"), ("America/Denver", "United States"), ("Asia/Calcutta", "India")],
)
def test_the_zone_says_whose_numbers(http, harbour_lane, clock, zone, country):
    here = people.person(harbour_lane, "Ida Elsewhere", "client", now=clock.now, zone=zone)
    assert title(http(here).get("/help").text) == country


def test_where_the_zone_says_nothing_the_organization_does(http, harbour_lane, clock):
    nowhere = people.person(harbour_lane, "Uma Nowhere", "client", now=clock.now, zone="Etc/UTC")
    assert title(http(nowhere).get("/help").text) == "United Kingdom"


def test_a_country_without_numbers_gets_no_foreign_ones(http, harbour_lane, clock):
    away = people.person(harbour_lane, "Ana Away", "client", now=clock.now, zone="Antarctica/McMurdo")
    assert title(http(away).get("/help").text) == "Wherever you are"


def test_signed_out_the_only_organization_says_whose_numbers(http, harbour_lane):
    assert title(http().get("/help").text) == "United Kingdom"


def test_signed_out_where_several_organizations_are_nobody_guesses(http, harbour_lane, stranger):
    assert title(http().get("/help").text) == "Wherever you are"
    assert "Your coaching organization coaches you" in http().get("/terms").text


@pytest.mark.parametrize("path", ["/terms", "/privacy"])
def test_terms_and_privacy_name_the_organization(http, maya, stranger, path):
    page = http(maya).get(path).text
    assert "Harbour Lane Coaching" in page and "Elsewhere" not in page


def test_not_safe_is_answered_at_once_and_recorded_nowhere(http, maya):
    page = http(maya).get("/help").text
    assert page.index("not safe right now") < page.index('href="tel:999"')
    assert "Opening this is not recorded" in page and 'href="/breathe"' in page
