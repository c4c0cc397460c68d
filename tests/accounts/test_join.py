"""Joining: the link shows who invites, a tap joins, and nothing is recorded before it is asked."""

import pytest

from app.accounts.models import Consent, Invite, Membership, SignIn, SignInCode, User
from app.accounts.models.consent import CHECK_INS, PRACTICES, TERMS
from app.core.db import db
from tests import people
from tests.accounts.mailbox import another, code_for, link_for, mails

NOA = "noa@mail.example"


@pytest.fixture
def shown(amara, clock):
    """An invite for a client of Amara's whose link she shows on her screen."""
    own = {"organization_id": amara.organization_id, "coach_id": amara.id, "invited_by_id": amara.id}
    return Invite.make(role="client", now=clock.now, **own)


@pytest.fixture
def mailed(http, amara):
    """The path of a link mailed to Noa."""
    http(amara).post("/people/invites", data={"name": "Noa Levi", "email": NOA})
    return link_for(NOA)


def answers(**more) -> dict:
    return {"name": "Noa Levi", "email": NOA, "terms": "1", "zone": "Asia/Jerusalem"} | more


def joined() -> User | None:
    return User.of_address(NOA)


def count(model) -> int:
    return db.session.scalar(db.select(db.func.count()).select_from(model))


def test_the_page_shows_who_invites_and_changes_nothing(http, shown):
    for _ in range(5):
        page = http().get(f"/join/{shown.token}")
        assert page.status_code == 200 and "Amara Okafor</strong> invited you" in page.text
    assert shown.accepted_at is None and "Harbour Lane Coaching" in page.text
    assert " checked" not in page.text and 'content="noindex"' in page.text


def test_what_to_do_without_a_connection_is_on_the_page_already(http, shown):
    page = http().get(f"/join/{shown.token}").text
    assert "data-needs-connection" in page and "You need a connection for this first step only." in page


def test_a_mailed_link_joins_with_one_tap(http, mailed):
    answer = http().post(mailed, data={"email": NOA, "terms": "1", "sees": "1", "zone": "Asia/Jerusalem"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/today")
    noa = joined()
    assert (noa.name, noa.zone, noa.coach.name, noa.roles) == (
        "Noa Levi",
        "Asia/Jerusalem",
        "Amara Okafor",
        {"client"},
    )


def test_ticking_lets_the_coach_see(http, mailed):
    http().post(mailed, data={"email": NOA, "terms": "1", "sees": "1"})
    assert joined().consents_to(CHECK_INS) and joined().consents_to(PRACTICES)


def test_not_ticking_is_fine_and_the_coach_sees_nothing(http, mailed):
    assert http().post(mailed, data={"email": NOA, "terms": "1"}).status_code == 303
    noa = joined()
    assert not (noa.consents_to(CHECK_INS) or noa.consents_to(PRACTICES) or Consent.undecided(noa))
    assert Consent.standing(noa.id, TERMS, coach_id=None)


def test_without_the_terms_nothing_happens(http, mailed):
    page = http().post(mailed, data={"email": NOA, "sees": "1"})
    assert page.status_code == 422 and "needed to go on" in page.text and 'value="noa@mail.example"' in page.text
    assert joined() is None and count(Consent) == 0


def test_a_shown_link_asks_for_a_code(http, shown):
    phone = http()
    assert phone.post(f"/join/{shown.token}", data=answers()).headers["Location"].endswith("/code")
    assert joined() is None and NOA in phone.get(f"/join/{shown.token}/code").text
    answer = phone.post(f"/join/{shown.token}/code", data={"code": code_for(NOA)})
    assert answer.headers["Location"] == "/today" and joined().coach.name == "Amara Okafor"
    assert db.session.scalar(db.select(SignInCode.answers)) == {}


def test_the_code_is_good_only_where_it_was_asked_for(http, shown):
    http().post(f"/join/{shown.token}", data=answers())
    assert http().post(f"/join/{shown.token}/code", data={"code": code_for(NOA)}).status_code == 422
    assert joined() is None


def test_a_wrong_code_does_not_join(http, shown):
    phone = http()
    phone.post(f"/join/{shown.token}", data=answers())
    page = phone.post(f"/join/{shown.token}/code", data={"code": another(code_for(NOA))})
    assert page.status_code == 422 and "4 more tries" in page.text and joined() is None


def test_the_inviter_cannot_join_in_the_clients_name(http, mailed, amara, clock):
    invite = Invite.waiting(amara, now=clock.now)[0]
    page = http(amara).get(f"/people/invites/{invite.id}").text
    assert f"/join/{invite.token}" in page and invite.mailed_token not in page
    answer = http().post(f"/join/{invite.token}", data=answers())
    assert answer.headers["Location"].endswith("/code") and joined() is None


def test_a_mailed_link_with_another_address_asks_for_a_code(http, mailed):
    phone = http()
    phone.post(mailed, data=answers(email="other@mail.example"))
    assert User.of_address("other@mail.example") is None
    assert phone.post(f"{mailed}/code", data={"code": code_for("other@mail.example")}).status_code == 303


def test_two_taps_make_one_person(http, mailed, clock):
    phone, twin = http(), http()
    phone.get(mailed)
    with phone.session_transaction() as cookie, twin.session_transaction() as other:
        other.update(cookie)
    assert phone.post(mailed, data=answers(sees="1")).status_code == 303
    clock.moves(seconds=1)
    assert twin.post(mailed, data=answers(sees="1")).headers["Location"] == "/today"
    assert (count(Membership), len(SignIn.of(joined()))) == (2, 1)
    assert twin.get("/settings").status_code == 200


def test_ten_seconds_later_the_link_opens_nothing_even_there(http, mailed, clock):
    phone = http()
    assert phone.post(mailed, data=answers()).status_code == 303
    clock.moves(seconds=11)
    assert phone.post(mailed, data=answers()).status_code == 410


def test_the_link_works_once(http, mailed):
    http().post(mailed, data=answers())
    page = http().post(mailed, data=answers(email="second@mail.example"))
    assert page.status_code == 410 and "This link has rested too long" in page.text


def test_only_one_of_two_takers_gets_in(shown, clock):
    told = {"name": "Noa", "zone": "UTC", "sees": False, "now": clock.now}
    assert shown.accept(email=NOA, **told) and shown.accept(email="b@mail.example", **told) is None


def test_after_seven_days_it_has_rested_too_long(http, shown, clock):
    clock.moves(days=7)
    page = http().get(f"/join/{shown.token}")
    assert page.status_code == 410 and "Ask Amara for a new one" in page.text
    assert http().post(f"/join/{shown.token}", data=answers()).status_code == 410


def test_asking_for_a_new_link_reaches_whoever_invited(http, amara, shown, clock):
    clock.moves(days=8)
    assert http().post(f"/join/{shown.token}/renewal").headers["Location"] == "/join/asked"
    assert "asks for a new link" in http(amara).get("/people").text
    assert http().post(f"/join/{'x' * 22}/renewal").headers["Location"] == "/join/asked"


def test_asking_too_often_waits(http):
    codes = [http().post(f"/join/{'x' * 22}/renewal").status_code for _ in range(6)]
    assert codes == [303] * 5 + [429]


def test_somebody_who_has_an_account_gets_the_role_added(http, shown, daniel):
    phone = http()
    phone.post(f"/join/{shown.token}", data=answers(email=daniel.email))
    phone.post(f"/join/{shown.token}/code", data={"code": code_for(daniel.email)})
    assert User.of_address(daniel.email).roles == {"coach", "client"}


def test_a_mailed_link_alone_never_opens_an_existing_account(http, amara, ingrid):
    http(amara).post("/people/invites", data={"email": ingrid.email})
    answer = http().post(link_for(ingrid.email), data=answers(email=ingrid.email))
    assert answer.headers["Location"].endswith("/code")


def test_an_address_of_another_organization_is_told_so_after_the_code(http, shown, stranger):
    phone = http()
    assert phone.post(f"/join/{shown.token}", data=answers(email=stranger.email)).status_code == 303
    page = phone.post(f"/join/{shown.token}/code", data={"code": code_for(stranger.email)})
    assert page.status_code == 422 and "belongs to another practice" in page.text
    assert shown.accepted_at is None and User.of_address(stranger.email).roles == {"coach"}


def test_a_client_of_somebody_else_is_not_taken_over(http, maya, daniel, clock):
    own = {"organization_id": daniel.organization_id, "coach_id": daniel.id, "invited_by_id": daniel.id}
    invite = Invite.make(role="client", now=clock.now, **own)
    phone = http()
    phone.post(f"/join/{invite.token}", data=answers(email=maya.email))
    page = phone.post(f"/join/{invite.token}/code", data={"code": code_for(maya.email)})
    assert page.status_code == 422 and "You have a coach here already" in page.text
    assert User.of_address(maya.email).coach.name == "Amara Okafor"


def test_somebody_who_left_comes_back_and_is_asked_anew(http, maya, amara, shown, clock):
    maya.membership("client").end(clock.now)
    phone = http()
    phone.post(f"/join/{shown.token}", data=answers(email=maya.email))
    phone.post(f"/join/{shown.token}/code", data={"code": code_for(maya.email)})
    back = User.of_address(maya.email)
    assert back.roles == {"client"} and not back.consents_to(CHECK_INS)


@pytest.mark.parametrize(("role", "first_page"), [("coach", "/clients"), ("owner", "/people")])
def test_coaches_and_owners_are_asked_for_the_terms_alone(http, ingrid, role, first_page):
    http(ingrid).post("/people/invites", data={"role": role, "name": "Noa Levi", "email": NOA})
    page = http().get(link_for(NOA)).text
    assert "sees my check-ins" not in page and "accept the terms" in page
    answer = http().post(link_for(NOA), data={"email": NOA, "terms": "1"})
    assert answer.headers["Location"] == first_page and joined().roles == {role}


def test_without_script_the_zone_is_that_of_whoever_invited(http, mailed):
    http().post(mailed, data={"email": NOA, "terms": "1", "zone": ""})
    assert joined().zone == "Europe/London"


def test_a_zone_nobody_knows_keeps_nobody_out(http, mailed):
    assert http().post(mailed, data=answers(zone="Mars/Olympus")).status_code == 303


def test_a_name_is_asked_for_where_the_invite_has_none(http, shown):
    page = http().post(f"/join/{shown.token}", data=answers(name=" "))
    assert page.status_code == 422 and "Please fill this in" in page.text


def test_the_link_shows_nothing_of_whom_it_is_for(http, mailed):
    page = http().get(mailed).text
    assert "Noa" not in page and NOA not in page


def test_links_never_come_from_the_host_header(http, amara):
    headers = {"Host": "evil.example", "Sec-Fetch-Site": "same-origin"}
    http(amara).post("/people/invites", data={"email": NOA}, headers=headers)
    assert all("evil" not in mail.body for mail in mails())


def test_no_line_of_the_log_holds_a_token(http, shown, caplog):
    caplog.set_level("INFO")
    http().get(f"/join/{shown.token}")
    assert caplog.records and not any(shown.token in str(vars(record)) for record in caplog.records)


def test_a_link_taken_back_between_the_page_and_the_tap_lets_nobody_in(shown, clock):
    shown.revoke(clock.now)
    db.session.flush()
    assert shown.accept(email=NOA, name="Noa", zone="UTC", sees=False, now=clock.now) is None


def test_a_coach_who_rests_does_not_return_by_a_link(http, harbour_lane, ingrid, clock):
    rests = people.person(harbour_lane, "Resting Coach", "coach", now=clock.now, state="paused")
    http(ingrid).post("/people/invites", data={"role": "coach", "email": rests.email})
    path, phone = link_for(rests.email), http()
    phone.post(path, data=answers(email=rests.email))
    page = phone.post(f"{path}/code", data={"code": code_for(rests.email)})
    assert page.status_code == 422 and "Your access here rests" in page.text
    assert User.of_address(rests.email).roles == frozenset()


def test_a_code_asked_for_with_one_link_is_no_key_to_another(http, amara, daniel, shown, clock):
    own = {"organization_id": daniel.organization_id, "coach_id": daniel.id, "invited_by_id": daniel.id}
    other, phone = Invite.make(role="client", now=clock.now, **own), http()
    phone.post(f"/join/{shown.token}", data=answers())
    page = phone.post(f"/join/{other.token}/code", data={"code": code_for(NOA)})
    assert page.status_code == 422 and joined() is None
