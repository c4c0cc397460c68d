"""People: owners see who is here, coaches their own clients; pausing, ending, handing over."""

import pytest

from app.accounts.models import Consent, Membership, Pairing, SignIn, User, roll
from app.accounts.models.consent import CHECK_INS
from app.core.db import db
from tests import people


def membership(person, role: str) -> Membership:
    return db.session.get(User, person.id).membership(role)


def act(browser, person, role: str, what: str):
    return browser.post(f"/people/{membership(person, role).id}/{what}")


def test_the_owner_sees_coaches_clients_and_counts(http, ingrid, maya, tomas, daniel):
    page = http(ingrid).get("/people").text
    for words in ("Amara Okafor", "2 clients", "0 clients", "Maya Lindqvist", "With Amara Okafor", "Tomás Ferreira"):
        assert words in page


def test_a_coach_sees_her_own_clients_alone(http, amara, maya, tomas, daniel, harbour_lane, clock):
    theirs = people.person(harbour_lane, "Other Client", "client", now=clock.now)
    people.pair(theirs, daniel, now=clock.now)
    page = http(amara).get("/people").text
    assert "Maya Lindqvist" in page and "Other Client" not in page and "Daniel Reyes" not in page


def test_the_page_of_a_full_house_takes_few_statements(http, ingrid, harbour_lane, amara, clock, app):
    for n in range(12):
        people.pair(people.person(harbour_lane, f"Client{n} X", "client", now=clock.now), amara, now=clock.now)
    browser, seen = http(ingrid), []
    listen = lambda *args: seen.append(args[2])  # noqa: E731
    db.event.listen(db.engine, "before_cursor_execute", listen)
    browser.get("/people")
    db.event.remove(db.engine, "before_cursor_execute", listen)
    assert len([sql for sql in seen if sql.startswith("SELECT")]) <= 5


def test_a_paused_client_still_comes_in(http, amara, maya):
    phone = http(maya)
    assert act(http(amara), maya, "client", "pause").status_code == 303
    assert membership(maya, "client").state == "paused" and phone.get("/settings").status_code == 200
    act(http(amara), maya, "client", "return")
    assert membership(maya, "client").state == "active"


def test_a_paused_coach_does_not(http, ingrid, amara):
    desk = http(amara)
    act(http(ingrid), amara, "coach", "pause")
    assert desk.get("/people").status_code == 404


def test_ending_asks_first_and_a_look_ends_nothing(http, amara, maya):
    page = http(amara).get(f"/people/{membership(maya, 'client').id}/ending")
    assert "End access for Maya Lindqvist?" in page.text and membership(maya, "client").state == "active"


def test_ending_the_last_role_ends_every_sign_in(http, amara, maya):
    phone, tablet = http(maya), http(maya)
    act(http(amara), maya, "client", "ending")
    assert [one.get("/settings").status_code for one in (phone, tablet)] == [303, 303]
    assert SignIn.of(maya) == [] and db.session.get(User, maya.id).coach is None


def test_ending_one_role_of_two_keeps_the_sign_in(http, ingrid, harbour_lane, clock):
    both = people.person(harbour_lane, "Both Roles", "coach", "client", now=clock.now)
    phone = http(both)
    act(http(ingrid), both, "coach", "ending")
    assert phone.get("/settings").status_code == 200


def test_ending_a_coach_takes_back_their_invitations(http, ingrid, amara, clock):
    link = http(amara).post("/people/invites", data={"name": "Noa"}).headers["Location"]
    act(http(ingrid), amara, "coach", "ending")
    assert http(ingrid).get(link).status_code == 404


def test_what_the_coach_could_see_ends_with_the_pairing(http, amara, maya, clock):
    act(http(amara), maya, "client", "ending")
    assert Consent.standing(maya.id, CHECK_INS, coach_id=amara.id) is None


def test_the_owner_hands_a_client_over(http, ingrid, maya, daniel):
    answer = http(ingrid).post(f"/people/{maya.id}/coach", data={"coach_id": str(daniel.id)})
    assert answer.status_code == 303
    handed = db.session.get(User, maya.id)
    assert handed.coach.name == "Daniel Reyes" and not handed.consents_to(CHECK_INS) and Consent.undecided(handed)


def test_handing_over_twice_is_handing_over_once(http, ingrid, maya, daniel):
    for _ in range(2):
        http(ingrid).post(f"/people/{maya.id}/coach", data={"coach_id": str(daniel.id)})
    assert db.session.scalar(db.select(db.func.count(Pairing.id))) == 2


def test_handing_back_does_not_bring_the_old_yes_back(http, ingrid, maya, daniel, amara):
    for coach in (daniel, amara):
        http(ingrid).post(f"/people/{maya.id}/coach", data={"coach_id": str(coach.id)})
    back = db.session.get(User, maya.id)
    assert back.coach.name == "Amara Okafor" and not back.consents_to(CHECK_INS)


def test_nobody_is_handed_to_a_stranger(http, ingrid, maya, stranger):
    answer = http(ingrid).post(f"/people/{maya.id}/coach", data={"coach_id": str(stranger.id)})
    assert answer.status_code == 422 and "Stella" not in answer.text
    assert db.session.get(User, maya.id).coach.name == "Amara Okafor"


@pytest.mark.parametrize("what", ["pause", "return", "ending"])
def test_not_your_client_is_not_there(http, daniel, stranger, maya, what):
    for other in (daniel, stranger):
        assert act(http(other), maya, "client", what).status_code == 404
    assert membership(maya, "client").state == "active"


def test_a_coach_cannot_hand_over_nor_touch_coaches(http, amara, maya, daniel, ingrid):
    assert http(amara).post(f"/people/{maya.id}/coach", data={"coach_id": str(daniel.id)}).status_code == 404
    assert [
        act(http(amara), who, role, "pause").status_code for who, role in ((daniel, "coach"), (ingrid, "owner"))
    ] == [
        404,
        404,
    ]


def test_an_owner_cannot_shut_herself_out(http, ingrid):
    assert act(http(ingrid), ingrid, "owner", "ending").status_code == 404


def test_a_clients_page_for_people_is_not_there(http, maya):
    assert http(maya).get("/people").status_code == 404


def test_coaches_who_rest_take_no_clients(ingrid, amara, daniel, clock):
    daniel.membership("coach").pause(clock.now)
    db.session.flush()
    assert [coach.name for coach in roll.coaches(ingrid)] == ["Amara Okafor"]


def test_an_empty_house_says_what_to_do(http, ingrid):
    assert "Invite your first coach or client" in http(ingrid).get("/people").text


def test_counts_are_of_the_own_house_alone(ingrid, maya, amara, stranger, clock):
    people.pair(people.person(stranger.organization, "Stan", "client", now=clock.now), stranger, now=clock.now)
    assert roll.client_counts(ingrid) == {amara.id: 1}
