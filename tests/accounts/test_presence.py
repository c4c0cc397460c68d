"""A sign-in in use stays; one nobody uses ends by itself."""

from datetime import timedelta

import pytest


@pytest.mark.parametrize(("who", "unused", "at_most"), [("maya", 90, 400), ("amara", 7, 30), ("ingrid", 7, 30)])
def test_how_long_it_lasts(http, request, clock, who, unused, at_most):
    person = request.getfixturevalue(who)
    browser, page = http(person), "/settings"
    clock.moves(days=unused, seconds=-1)
    assert browser.get(page).status_code == 200
    clock.moves(seconds=2)
    assert browser.get(page).status_code == 303


def test_use_keeps_it_until_its_longest(http, maya, clock):
    browser, begun = http(maya), clock.now
    while clock.now - begun < timedelta(days=320):
        clock.moves(days=80)
        assert browser.post("/f/here").status_code == 204
    clock.moves(days=79)
    assert browser.get("/settings").status_code == 200
    clock.moves(days=2)
    assert browser.get("/settings").status_code == 303


def test_the_page_says_it_is_in_use_once_a_day(http, maya, clock):
    browser = http(maya)
    assert "/f/here" not in browser.get("/settings").text
    clock.moves(days=1)
    assert 'data-when-visible="/f/here"' in browser.get("/settings").text
    browser.post("/f/here")
    assert "/f/here" not in browser.get("/settings").text
