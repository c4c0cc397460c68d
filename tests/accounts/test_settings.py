"""Settings keep what was chosen, and what was typed when it was not accepted."""

import pytest

from app.accounts.models import User
from app.core.db import db

YOU = {"name": "Maya Lindqvist", "pronouns": "she/her", "zone": "Europe/London", "locale": "en-GB"}


def look(**chosen) -> dict:
    return {"theme": "system", "text": "100"} | chosen


def test_settings_are_a_list_of_what_is_set_now(http, maya):
    page = http(maya).get("/settings").text
    assert "Maya Lindqvist, London" in page and maya.email in page
    assert "Amara sees check-ins, practices and habits" in page


def test_name_zone_and_locale_are_kept(http, maya):
    answer = http(maya).post("/settings/you", data=YOU | {"name": "Maya L", "zone": "Asia/Tokyo", "locale": "en-IE"})
    assert (answer.status_code, answer.location) == (303, "/settings?saved=1")
    maya = db.session.get(User, maya.id)
    assert (maya.name, maya.zone, maya.locale) == ("Maya L", "Asia/Tokyo", "en-IE")


def test_an_old_zone_name_is_kept_as_todays(http, maya):
    http(maya).post("/settings/zone", data={"zone": "Asia/Calcutta"})
    assert db.session.get(User, maya.id).zone == "Asia/Kolkata"


@pytest.mark.parametrize("path", ["/settings/you", "/settings/zone"])
@pytest.mark.parametrize("zone", ["UTC+2", "", "Mars/Olympus", "../etc/passwd"])
def test_a_zone_nobody_knows_is_refused(http, maya, path, zone):
    sent = YOU | {"zone": zone} if path.endswith("you") else {"zone": zone}
    assert http(maya).post(path, data=sent).status_code == 422
    assert db.session.get(User, maya.id).zone == "Europe/London"


def test_a_refused_form_keeps_what_was_typed(http, maya):
    answer = http(maya).post("/settings/you", data=YOU | {"name": " ", "pronouns": "they/them"})
    assert answer.status_code == 422
    assert 'value="they/them"' in answer.text and "Please fill this in." in answer.text
    assert "<title>Error: You" in answer.text


def test_the_looks_of_every_page_follow_the_settings(http, maya):
    browser = http(maya)
    browser.post("/settings/appearance", data=look(theme="dark", text="150", left_handed="1"))
    page = browser.get("/settings").text
    assert 'data-theme="dark"' in page and 'data-text="150"' in page and 'data-hand="left"' in page
    browser.post("/settings/appearance", data=look())
    assert "data-theme" not in browser.get("/settings").text


@pytest.mark.parametrize("odd", [{"theme": "neon"}, {"text": "99"}, {"text": "big"}, {"colour": "red"}])
def test_odd_looks_are_refused_and_the_rest_stays_chosen(http, maya, odd):
    answer = http(maya).post("/settings/appearance", data=look(hide_runs="1") | odd)
    assert answer.status_code == 422
    assert 'name="hide_runs" value="1" checked' in answer.text
    assert db.session.get(User, maya.id).preferences == {}


def test_triggers_and_going_gently_are_kept_beside_other_choices(http, maya):
    browser = http(maya)
    browser.post("/settings/appearance", data=look(theme="light"))
    browser.post("/settings/practices", data={"triggers": ["sleep", "deadlines"], "go_gently": ["pregnancy"]})
    maya = db.session.get(User, maya.id)
    assert maya.prefers("triggers") == ["sleep", "deadlines"] and maya.prefers("theme") == "light"
    assert "Deadlines, sleep. Even breath in place of holds" in browser.get("/settings").text


def test_nothing_chosen_takes_the_old_choice_back(http, maya):
    browser = http(maya)
    browser.post("/settings/practices", data={"go_gently": ["trauma"]})
    browser.post("/settings/practices", data={})
    assert db.session.get(User, maya.id).prefers("go_gently") == []


def test_an_unknown_trigger_is_refused_and_the_known_ones_stay_ticked(http, maya):
    answer = http(maya).post("/settings/practices", data={"triggers": ["sleep", "taxes"]})
    assert answer.status_code == 422 and 'value="sleep" checked' in answer.text


@pytest.mark.parametrize("who", ["amara", "ingrid"])
def test_coach_and_owner_get_the_parts_that_concern_them(http, request, who):
    browser = http(request.getfixturevalue(who))
    assert "/settings/privacy" not in browser.get("/settings").text
    assert "Hide runs" not in browser.get("/settings/appearance").text
    for path in ("privacy", "practices"):
        assert browser.get(f"/settings/{path}").status_code == 404
    for path in ("you", "address", "sign-ins"):
        assert browser.get(f"/settings/{path}").status_code == 200


def test_a_name_is_one_line_and_turns_nothing_around(http, maya):
    form = {"name": " Maya\r\n\tAnna \u202eLindqvist\x07 ", "zone": "Europe/London", "locale": "en-GB"}
    assert http(maya).post("/settings/you", data=form).status_code == 303
    assert db.session.get(User, maya.id).name == "Maya Anna Lindqvist"


def test_a_name_of_signs_nobody_sees_is_none(http, maya):
    form = {"name": "\u202e\x07 ", "zone": "Europe/London", "locale": "en-GB"}
    assert http(maya).post("/settings/you", data=form).status_code == 422
