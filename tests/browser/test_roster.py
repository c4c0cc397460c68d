"""A full caseload in a real browser: filters at once, state in the address, one key a move."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from app.core.db import db
from tests import people
from tests.browser import scene
from tests.browser.conftest import DESK, PHONE
from tests.browser.looking import axe
from tests.review import happened

OTHERS = ("Ruth Adeyemi", "Tomás Ferreira", "Zoë Martínez")


@pytest.fixture
def coached(cast):
    """Amara with four clients: Maya's session was an hour ago, Ruth's is tomorrow, two have nothing booked."""
    clients = {"maya": cast.maya}
    for name in OTHERS:
        first = name.split()[0].lower()
        clients[first] = people.person(cast.org, name, "client", now=cast.now, email=f"{first}@{cast.org.id}.example")
        people.pair(clients[first], cast.amara, now=cast.now)
    cast.met = scene.met(cast)
    happened.session(cast.amara, clients["ruth"], cast.now + timedelta(days=1))
    clients["zoë"].membership("client").pause(cast.now)
    db.session.commit()
    cast.clients = clients
    return cast


@pytest.fixture
def page(coached, opens) -> Page:
    page = opens(coached.amara, DESK)
    page.goto("/clients")
    return page


def names(page: Page) -> list[str]:
    return page.locator("tbody tr:not([hidden]) a").all_inner_texts()


def show(page: Page, words: str):
    return page.get_by_role("navigation", name="Which clients").get_by_role("link", name=words)


def test_a_filter_answers_without_asking_the_server(page):
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/clients" in request.url else None)
    show(page, "Nothing booked").click()
    assert names(page) == ["Tomás Ferreira", "Zoë Martínez"] and asked == []
    assert page.url.endswith("/clients?show=unbooked")
    expect(show(page, "Nothing booked")).to_have_attribute("aria-current", "true")
    expect(show(page, "All")).not_to_have_attribute("aria-current", "true")


def test_going_back_and_reloading_keep_what_was_asked(page):
    show(page, "Nothing booked").click()
    page.get_by_label("Find a client").fill("zoe")
    page.wait_for_url("**/clients?show=unbooked&q=zoe")
    page.reload()
    assert names(page) == ["Zoë Martínez"]
    page.get_by_role("link", name="Zoë Martínez").click()
    page.go_back()
    assert names(page) == ["Zoë Martínez"]
    expect(page.get_by_label("Find a client")).to_have_value("zoe")


def test_going_back_takes_one_filter_off(page):
    show(page, "Nothing booked").click()
    show(page, "Paused").click()
    assert names(page) == ["Zoë Martínez"]
    page.go_back()
    assert names(page) == ["Tomás Ferreira", "Zoë Martínez"]
    page.go_back()
    assert len(names(page)) == 4


def test_words_and_filter_narrow_together(page):
    page.get_by_label("Find a client").fill("r")
    show(page, "Nothing booked").click()
    assert names(page) == ["Tomás Ferreira", "Zoë Martínez"]
    page.get_by_label("Find a client").fill("ruth")
    expect(page.get_by_text("Nobody here.")).to_be_visible()
    page.get_by_role("link", name="Show everybody").click()
    expect(page.locator("tbody tr:not([hidden])")).to_have_count(4)


def test_a_group_nobody_offers_leaves_everybody_to_the_find_box(page):
    page.goto("/clients?show=nonsense")
    page.get_by_role("searchbox").fill("ruth")
    expect(page.locator("tbody tr:not([hidden]) a")).to_have_text(["Ruth Adeyemi"])
    expect(show(page, "All")).to_have_attribute("aria-current", "true")


def test_a_hidden_row_is_out_of_the_keyboards_way(page):
    show(page, "Nothing booked").click()
    page.get_by_role("link", name="Last contact").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Tomás Ferreira")).to_be_focused()


def test_a_column_sorts_what_is_shown(page):
    show(page, "Nothing booked").click()
    page.get_by_role("link", name="Client", exact=True).click()
    page.wait_for_url("**/clients?show=unbooked&sort=name")
    expect(page.get_by_role("columnheader", name="Client")).to_have_attribute("aria-sort", "ascending")


def test_j_and_k_go_from_client_to_client(page):
    order = names(page)
    for key, at in (("j", 0), ("j", 1), ("j", 2), ("k", 1), ("k", 0), ("k", 0)):
        page.keyboard.press(key)
        expect(page.get_by_role("link", name=order[at])).to_be_focused()
    bar = "getComputedStyle(document.activeElement.closest('th'), '::before').inlineSize"
    assert page.evaluate(bar) == "4px"


def ends(path: str) -> re.Pattern:
    return re.compile(re.escape(path) + "$")


@pytest.mark.parametrize(
    ("key", "to"),
    [
        ("b", "/clients/{id}/brief"),
        ("Enter", "/clients/{id}/brief"),
        ("c", "/clients/{id}"),
        ("a", "/library?client={id}"),
        ("n", "/clients/{id}/sessions"),
    ],
)
def test_a_key_opens_what_belongs_to_the_client(page, coached, key, to):
    show(page, "Paused").click()
    page.keyboard.press("j")
    page.keyboard.press(key)
    expect(page).to_have_url(ends(to.format(id=coached.clients["zoë"].id)))


def test_n_opens_the_note_of_the_session_that_was(page, coached):
    page.get_by_role("link", name="Maya Lindqvist").focus()
    page.keyboard.press("n")
    expect(page).to_have_url(ends(f"/sessions/{coached.met.id}/close-out"))


def test_who_comes_back_finds_their_client_again(page):
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/brief")
    page.go_back()
    expect(page.locator("tbody a").nth(1)).to_be_focused()


def test_letters_without_a_client_and_with_another_key_do_nothing(page):
    for key in ("b", "n", "a", "c", "Control+j", "Alt+b", "Meta+?"):
        page.keyboard.press(key)
    assert page.url.endswith("/clients") and page.evaluate("document.activeElement === document.body")


def test_in_the_find_box_letters_are_letters(page):
    page.keyboard.press("/")
    page.keyboard.type("jb?/n")
    expect(page.get_by_label("Find a client")).to_have_value("jb?/n")
    page.get_by_label("Find a client").fill("ruth")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Ruth Adeyemi")).to_be_focused()


def test_the_keys_are_listed_and_can_be_turned_off(page):
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keyboard")
    expect(dialog).to_be_visible()
    assert axe(page) == []
    dialog.get_by_role("switch", name="Use these keys").uncheck()
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement === document.body")
    page.get_by_role("button", name="Keyboard").click()
    expect(dialog.get_by_role("switch", name="Use these keys")).not_to_be_checked()


def test_without_scripts_the_links_ask_the_server(coached, opens):
    page = opens(coached.amara, DESK, java_script_enabled=False)
    page.goto("/clients")
    show(page, "Nothing booked").click()
    page.get_by_label("Find a client").fill("tomas")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/clients\?show=unbooked&q=tomas$"))
    assert names(page) == ["Tomás Ferreira"]
    expect(page.get_by_role("button", name="Keyboard")).to_be_hidden()


def test_on_a_phone_a_whole_row_leads_to_the_brief_in_one_tap(coached, opens):
    page = opens(coached.amara, PHONE)
    page.goto("/clients")
    row = page.locator(f"#client-{coached.maya.id}")
    assert row.bounding_box()["height"] >= 64
    row.tap(position={"x": 300, "y": 50})
    page.wait_for_url(f"**/clients/{coached.maya.id}/brief")
    assert page.faults == []


def test_on_the_narrowest_phone_a_client_still_takes_two_lines(coached, opens):
    happened.check_in(coached.clients["ruth"], coached.now - timedelta(days=1))
    db.session.commit()
    page = opens(coached.amara, PHONE | {"viewport": {"width": 320, "height": 700}})
    page.goto("/clients")
    row = page.locator(f"#client-{coached.clients['ruth'].id}")
    expect(row).to_contain_text("Last contact: yesterday")
    assert row.bounding_box()["height"] <= 66
