"""Whose client somebody is: the pairing, the membership and the organization each count, even if the others stand."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from app.accounts.models import Consent, Membership, Pairing, User
from app.accounts.models.consent import CHECK_INS, PRACTICES
from app.core.db import db
from app.sessions.models import CoachingSession, Summary
from tests import people


def opened(browser, client) -> tuple[int, bool]:
    """(status of the brief, is the client in the list of clients)"""
    return browser.get(f"/clients/{client.id}/brief").status_code, client.name in browser.get("/clients").text


def test_her_own_client_is_there(http, amara, maya):
    assert opened(http(amara), maya) == (200, True)


@pytest.mark.parametrize("state", ["invited", "ended"])
def test_a_pairing_alone_opens_nothing(http, harbour_lane, amara, clock, state):
    left = people.person(harbour_lane, "Left Behind", "client", now=clock.now, state=state)
    people.pair(left, amara, now=clock.now)
    assert opened(http(amara), left) == (404, False)


def test_a_pairing_into_another_organization_opens_nothing(http, amara, stranger, clock):
    other = people.person(stranger.organization, "Far Away", "client", now=clock.now)
    people.pair(other, amara, now=clock.now)
    assert opened(http(amara), other) == (404, False)


def test_somebody_who_is_no_client_is_not_there(http, harbour_lane, amara, daniel, clock):
    people.pair(daniel, amara, now=clock.now)
    assert opened(http(amara), daniel) == (404, False)


def test_a_pairing_that_ended_opens_nothing(http, amara, maya, clock):
    browser = http(amara)
    db.session.execute(update(Pairing).values(ended_at=clock.now - timedelta(seconds=1)))
    assert opened(browser, maya) == (404, False)


def test_a_yes_to_one_coach_is_no_yes_to_the_next(http, amara, daniel, maya, clock):
    # Even where the old yes was not taken back with the pairing.
    db.session.execute(update(Pairing).values(ended_at=clock.now))
    db.session.add(
        Pairing(organization_id=maya.organization_id, coach_id=daniel.id, client_id=maya.id, began_at=clock.now)
    )
    page = http(daniel).get(f"/clients/{maya.id}/brief").text
    assert "Maya has not chosen yet whether you see check-ins, practices and habits." in page


def test_one_clients_yes_is_not_anothers(http, amara, maya, tomas, clock):
    Consent.withdraw(maya, CHECK_INS, coach_id=amara.id, now=clock.now)
    db.session.commit()
    assert db.session.get(User, tomas.id).consents_to(CHECK_INS)
    assert not db.session.get(User, maya.id).consents_to(CHECK_INS)


def test_access_ends_between_the_page_and_its_button(http, ingrid, amara, maya):
    desk = http(amara)
    page = f"/people/{maya.memberships[0].id}"
    assert desk.get(page).status_code == 200
    http(ingrid).post(f"/people/{amara.memberships[0].id}/ending")
    assert desk.post(f"{page}/pause").status_code in (303, 401, 404)
    assert db.session.get(Membership, maya.memberships[0].id).paused_at is None


def test_what_another_coach_agreed_is_there_only_with_a_yes(http, amara, daniel, maya, clock):
    met = CoachingSession.schedule(coach=amara, client=maya, starts_at=clock.now - timedelta(days=2), now=clock.now)
    met.settle("done", now=clock.now)
    db.session.flush()
    summary = Summary.draft(met, now=clock.now)
    summary.bring = "Words of Amara’s hour"
    summary.publish(now=clock.now)
    Pairing.begin(coach=daniel, client=maya, now=clock.now)
    db.session.commit()
    browser, page = http(daniel), f"/clients/{maya.id}/brief"
    assert "Words of Amara" not in browser.get(page).text
    Consent.give(maya, PRACTICES, coach_id=daniel.id, now=clock.now)
    assert "Words of Amara" in browser.get(page).text


def test_when_another_coach_met_her_is_not_on_the_page_for_booking(http, amara, daniel, maya, clock):
    met = clock.now.replace(year=2025, month=11, day=3)
    CoachingSession.schedule(coach=daniel, client=maya, starts_at=met, now=met).settle("done", now=met)
    CoachingSession.schedule(coach=amara, client=maya, starts_at=met.replace(day=5), now=met).settle("done", now=met)
    page = http(amara).get(f"/clients/{maya.id}/sessions").text
    assert "5 November" in page and "3 November" not in page
