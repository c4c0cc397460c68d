"""A sign-in in use stays until its longest; one nobody uses ends by itself."""

import pytest

ROLES = [("maya", 90, 400), ("amara", 7, 30), ("ingrid", 7, 30)]


@pytest.mark.parametrize(("who", "unused", "at_most"), ROLES)
def test_unused_it_ends_to_the_second(http, request, clock, who, unused, at_most):
    browser = http(request.getfixturevalue(who))
    clock.moves(days=unused, seconds=-1)
    assert browser.get("/settings").status_code == 200
    clock.moves(seconds=2)
    assert browser.get("/settings").status_code == 303


@pytest.mark.parametrize(("who", "unused", "at_most"), ROLES)
def test_used_it_lasts_until_its_longest_and_no_longer(http, request, clock, who, unused, at_most):
    browser, end = http(request.getfixturevalue(who)), clock.now.timestamp() + at_most * 24 * 3600
    while end - clock.now.timestamp() > unused * 24 * 3600:
        clock.moves(days=unused - 1)
        assert browser.get("/settings").status_code == 200
        assert browser.post("/f/here").status_code == 204
    clock.moves(seconds=end - clock.now.timestamp() - 1)
    assert browser.get("/settings").status_code == 200
    clock.moves(seconds=2)
    assert browser.get("/settings").status_code == 303


def test_the_page_says_it_is_in_use_once_a_day(http, maya, clock):
    browser = http(maya)
    assert "/f/here" not in browser.get("/settings").text
    clock.moves(days=1)
    assert 'data-when-visible="/f/here"' in browser.get("/settings").text
    browser.post("/f/here")
    assert "/f/here" not in browser.get("/settings").text
