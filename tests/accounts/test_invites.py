"""Inviting: by e-mail, by link, by a code to scan; seen only by those it belongs to."""

import pytest

from app.accounts import commands
from app.accounts.models import Invite, Organization
from app.core.db import db
from tests import people
from tests.accounts.mailbox import link_for, mails

NOA = "noa@mail.example"


def invite(browser, **data) -> str:
    """Makes an invitation; the path of its page."""
    return browser.post("/people/invites", data=data).headers["Location"]


def test_a_coach_invites_by_link_and_by_code(http, amara):
    desk = http(amara)
    page = desk.get(path := invite(desk))
    assert "http://localhost/join/" in page.text and "data-copy" in page.text and mails() == []
    drawing = desk.get(f"{path}/qr.svg")
    assert drawing.mimetype == "image/svg+xml" and drawing.data.startswith(b"<svg")


def test_a_coach_invites_by_mail(http, amara):
    invite(http(amara), name="Noa Levi", email=" Noa@Mail.example")
    mail = mails(NOA)[0]
    assert "Hello Noa," in mail.body and "Amara Okafor" in mail.body
    assert "Amara" not in mail.subject and "coach" not in mail.subject


def test_a_coachs_client_is_her_own(http, amara, daniel):
    answer = http(amara).post("/people/invites", data={"role": "owner"})
    assert answer.status_code == 422
    invite(http(amara))
    assert db.session.scalar(db.select(Invite.coach_id)) == amara.id


def test_an_owner_chooses_the_coach(http, ingrid, amara):
    invite(http(ingrid), role="client", coach_id=str(amara.id))
    assert db.session.scalar(db.select(Invite.coach_id)) == amara.id


def test_an_owner_has_to_choose_one(http, ingrid, amara):
    page = http(ingrid).post("/people/invites", data={"role": "client", "name": "Noa", "coach_id": ""})
    assert page.status_code == 422 and "Please choose who will coach them" in page.text and 'value="Noa"' in page.text


def test_a_coach_of_another_organization_cannot_be_chosen(http, ingrid, stranger):
    answer = http(ingrid).post("/people/invites", data={"role": "client", "coach_id": str(stranger.id)})
    assert answer.status_code == 404 and db.session.scalar(db.select(db.func.count(Invite.id))) == 0


@pytest.mark.parametrize("way", ["", "/qr.svg"])
def test_others_do_not_see_the_link(http, amara, daniel, stranger, maya, way):
    path = invite(http(amara)) + way
    assert [http(other).get(path).status_code for other in (daniel, stranger, maya)] == [404, 404, 404]


def test_the_owner_and_the_clients_coach_see_it(http, ingrid, amara, daniel):
    by_owner = invite(http(ingrid), role="client", coach_id=str(amara.id))
    assert http(amara).get(by_owner).status_code == 200 and http(daniel).get(by_owner).status_code == 404
    assert http(ingrid).get(invite(http(amara))).status_code == 200


def test_a_coach_never_sees_the_link_of_an_owner_to_be(http, ingrid, amara):
    assert http(amara).get(invite(http(ingrid), role="owner")).status_code == 404


def test_sending_again_makes_the_old_link_stop(http, amara):
    path = invite(http(amara), email=NOA)
    old = link_for(NOA)
    again = http(amara).post(f"{path}/renewal").headers["Location"]
    assert http().get(old).status_code == 410 and http().get(link_for(NOA)).status_code == 200
    assert again != path and http(amara).get(path).status_code == 404


def test_a_link_taken_back_opens_nothing(http, amara):
    path = invite(http(amara), email=NOA)
    http(amara).post(f"{path}/ending")
    assert http().get(link_for(NOA)).status_code == 410
    assert NOA not in http(amara).get("/people").text


def test_nobody_mails_without_end(http, amara):
    desk = http(amara)
    codes = [desk.post("/people/invites", data={"email": f"n{n}@mail.example"}).status_code for n in range(41)]
    assert codes == [303] * 40 + [429] and len(mails()) == 40


def test_the_database_holds_no_link(http, amara):
    invite(http(amara))
    row = db.session.scalar(db.select(Invite))
    kept = [str(getattr(row, column.key)) for column in Invite.__table__.columns]
    assert row.token not in kept and row.mailed_token not in kept


def test_an_empty_house_begins_with_one_command(app, http):
    asked = ["create", "Birch Lane", "--owner", "Olga@birch.example"]
    said = app.test_cli_runner().invoke(commands.organization, asked)
    path = said.output.split("http://localhost")[1].strip()
    answer = http().post(path, data={"name": "Olga", "email": "olga@birch.example", "terms": "1"})
    assert answer.headers["Location"] == "/people"
    assert db.session.scalar(db.select(Organization.name)) == "Birch Lane"


def test_an_owner_who_rests_uses_only_her_own_clients_invitations(http, harbour_lane, clock):
    olga = people.person(harbour_lane, "Olga Owner", "owner", "coach", now=clock.now)
    made = {"organization_id": harbour_lane.id, "invited_by_id": olga.id, "now": clock.now}
    colleague, client = Invite.make(role="coach", **made), Invite.make(role="client", coach_id=olga.id, **made)
    olga.membership("owner").pause(clock.now)
    browser = http(olga)
    assert browser.get(f"/people/invites/{client.id}").status_code == 200
    assert browser.get(f"/people/invites/{colleague.id}").status_code == 404
    assert browser.get(f"/people/invites/{colleague.id}/qr.svg").status_code == 404
