"""One person in two roles: each role opens its own doors, and one leads to the other."""

import pytest

from app.accounts.models import Invite, Pairing, SignIn, User
from app.core.db import db
from tests import people
from tests.accounts.mailbox import code_for


@pytest.fixture
def both(harbour_lane, amara, clock):
    """A coach of others who is Amara's client."""
    person = people.person(harbour_lane, "Bo Both", "coach", "client", now=clock.now)
    people.pair(person, amara, now=clock.now)
    return person


@pytest.fixture
def ingrid_coaches(harbour_lane, clock):
    person = people.person(harbour_lane, "Ingrid Halvorsen", "owner", "coach", now=clock.now)
    people.pair(people.person(harbour_lane, "Olu Client", "client", now=clock.now), person, now=clock.now)
    return person


def test_a_coach_who_is_a_client_has_both_sides_and_a_way_between_them(http, both):
    browser = http(both)
    assert browser.get("/").location == "/today"
    assert 'href="/clients"' in browser.get("/settings").text
    assert 'href="/today"' in browser.get("/clients").text and 'href="/today"' in browser.get("/people").text


def test_a_coach_alone_is_led_to_no_days_of_her_own(http, amara):
    assert 'href="/today"' not in http(amara).get("/clients").text


def test_what_she_says_as_a_client_is_for_her_own_coach_only(http, both, amara, daniel):
    browser = http(both)
    assert browser.get(f"/clients/{both.id}/brief").status_code == 404
    assert http(amara).get(f"/clients/{both.id}/brief").status_code == 200
    assert http(daniel).get(f"/clients/{both.id}/brief").status_code == 404


def test_a_coach_who_is_a_client_stays_signed_in_as_long_as_a_coach(http, both, clock):
    browser = http(both)
    clock.moves(days=8)
    assert browser.get("/today").location.startswith("/sign-in")


def test_an_owner_who_coaches_sees_counts_of_all_and_words_of_her_own(http, ingrid_coaches, maya):
    browser, own = http(ingrid_coaches), User.of_address("olu@harbour.example")
    assert "Maya Lindqvist" in browser.get("/people").text
    assert browser.get(f"/clients/{own.id}/brief").status_code == 200
    assert browser.get(f"/clients/{maya.id}/brief").status_code == 404
    assert "Maya" not in browser.get("/clients").text


def test_an_owner_alone_has_no_clients_page(http, ingrid, maya):
    assert http(ingrid).get("/clients").status_code == 404


def test_nobody_becomes_their_own_client(http, amara, clock):
    own = {"organization_id": amara.organization_id, "coach_id": amara.id, "invited_by_id": amara.id}
    invite, browser = Invite.make(role="client", now=clock.now, **own), http()
    browser.post(f"/join/{invite.token}", data={"name": "Amara", "email": amara.email, "terms": "1"})
    page = browser.post(f"/join/{invite.token}/code", data={"code": code_for(amara.email)})
    assert page.status_code == 422 and "use another address" in page.text
    assert User.of_address(amara.email).roles == {"coach"} and not db.session.scalar(db.select(Pairing))


def test_signing_in_anew_ends_the_sign_in_this_browser_had(http, maya):
    browser = http(maya)
    before = SignIn.of(maya)[0]
    browser.post("/sign-in", data={"email": maya.email})
    assert browser.post("/sign-in/code", data={"code": code_for(maya.email)}).status_code == 303
    assert [one.id == before.id for one in SignIn.of(maya)] == [False]


def test_clients_whose_coach_has_left_still_have_their_days(http, ingrid, amara, maya):
    http(ingrid).post(f"/people/{amara.memberships[0].id}/ending")
    browser = http(maya)
    pages = (
        "/today",
        "/coach",
        "/progress",
        "/habits",
        "/settings",
        "/settings/privacy",
        "/sessions/last",
        "/check-in",
    )
    assert {path: browser.get(path).status_code for path in pages} == dict.fromkeys(pages, 200)
    assert browser.post("/settings/privacy", data={"what": "check_ins", "answer": "yes"}).status_code == 422
