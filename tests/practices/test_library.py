"""Coaches read every practice in full and try it; nothing of that is kept."""

import pytest
from markupsafe import escape

from app.data import practices

LIBRARY = {one["slug"]: one for one in practices()["practices"]}


def cards(page: str) -> int:
    return page.count('class="shelf__card"')


def test_all_of_them_stand_on_the_shelf(http, amara):
    assert cards(http(amara).get("/library").text) == 27


def test_choices_narrow_the_shelf_by_the_address_alone(http, amara):
    browser = http(amara)
    assert cards(browser.get("/library?kind=breath").text) == 4
    both = [one for one in LIBRARY.values() if one["player"] == "breath" and "meetings" in one["triggers"]]
    assert cards(browser.get("/library?kind=breath&trigger=meetings&goal=&minutes=").text) == len(both)


def test_where_nothing_fits_it_says_what_to_leave_out(http, amara):
    page = http(amara).get("/library?kind=checklist&minutes=short").text
    assert "0 practices" in page and "Nothing fits all of this." in page
    short = sum(one["minutes"] <= 2 for one in LIBRARY.values())
    assert f'href="/library?minutes=short">Without “Checklist”: {short}</a>' in page
    assert 'href="/library?kind=checklist">Without “1–2 minutes”: 2</a>' in page


def test_the_shelf_alone_is_what_the_page_shows(http, amara, maya):
    browser, asked = http(amara), f"?kind=breath&client={maya.id}"
    alone = browser.get(f"/f/library{asked}").text
    assert "<html" not in alone and alone.strip() in browser.get(f"/library{asked}").text


def test_a_client_named_in_the_address_goes_along(http, amara, maya):
    browser = http(amara)
    assert f'href="/library/long-sigh?client={maya.id}"' in browser.get(f"/library?client={maya.id}").text
    piece = browser.get(f"/library/long-sigh?client={maya.id}").text
    assert f'href="/library/long-sigh/assignment?client={maya.id}">Give to Maya</a>' in piece


def test_trying_it_leads_back_to_the_practice_for_that_client(http, amara, maya):
    browser, asked = http(amara), f"?client={maya.id}"
    assert f'href="/library/long-sigh/trial{asked}"' in browser.get(f"/library/long-sigh{asked}").text
    trial = browser.get(f"/library/long-sigh/trial{asked}").text
    assert trial.count(f'href="/library/long-sigh{asked}"') == 2
    assert 'href="/library/long-sigh"' in browser.get("/library/long-sigh/trial").text


def test_nobody_but_a_client_of_ones_own_can_be_named(http, daniel, maya):
    for path in (
        "/library",
        "/f/library",
        "/library/long-sigh",
        "/library/long-sigh/assignment",
        "/library/long-sigh/trial",
    ):
        for named in (maya.id, "levitation"):
            answer = http(daniel).get(f"{path}?client={named}")
            assert answer.status_code == 404 and "Maya" not in answer.text, path


def test_every_card_says_how_well_it_is_known_and_what_to_mind(http, amara):
    page = http(amara).get("/library").text
    assert page.count("Tested in several studies") == 9
    assert all(escape(one["cautions"][0]) in page for one in LIBRARY.values())


def test_what_nobody_offered_is_passed_over(http, amara):
    assert cards(http(amara).get("/library?kind=juggling&page=2").text) == 27
    assert cards(http(amara).get("/library?kind=breath&goal=flying").text) == 4


@pytest.mark.parametrize("slug", LIBRARY)
def test_each_can_be_read_in_full_and_tried(http, amara, slug):
    page, one = http(amara).get(f"/library/{slug}").text, LIBRARY[slug]
    steps = page.partition('class="piece__steps"')[2].partition("</ol>")[0]
    assert steps.count("<li>") == len(one["steps"])
    trial = http(amara).get(f"/library/{slug}/trial").text
    assert "data-trial" in trial and "hx-post" not in trial and "data-started-url" not in trial


def test_a_source_nobody_read_again_says_so(http, amara):
    slug = next(s for s, one in LIBRARY.items() if any(not src["checked"] for src in one["evidence"]["sources"]))
    assert "not read again" in http(amara).get(f"/library/{slug}").text


def test_the_shelf_is_for_coaches(http, maya, ingrid):
    for who in (maya, ingrid):
        assert http(who).get("/library").status_code == 404
        assert http(who).get("/library/long-sigh/trial").status_code == 404


def test_what_is_not_in_the_library_is_not_there(http, amara):
    assert http(amara).get("/library/levitation").status_code == 404
