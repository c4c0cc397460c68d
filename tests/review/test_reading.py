"""A brief on the screen is told by a POST; looking alone writes nothing."""

from datetime import timedelta

from app.accounts.models import Consent, Pairing, User
from app.accounts.models.consent import CHECK_INS
from app.core.db import db
from app.sessions.models import BriefShowing
from tests.review import happened

READ = "Read by Amara"


def read_at(client):
    return db.session.get(Pairing, db.session.get(User, client.id).pairing.id).read_at


def test_the_page_says_that_it_was_shown_and_the_get_does_not(http, clock, amara, maya):
    page = http(amara).get(f"/clients/{maya.id}/brief").text
    assert f'data-when-visible="/f/clients/{maya.id}/reading"' in page and read_at(maya) is None
    assert http(amara).post(f"/f/clients/{maya.id}/reading").status_code == 204
    assert read_at(maya) == clock.now


def test_the_showing_is_kept_for_the_next_session_with_its_first_and_last_time(http, clock, amara, maya):
    soon = happened.session(amara, maya, clock.now + timedelta(hours=1))
    first = clock.now
    http(amara).post(f"/f/clients/{maya.id}/reading")
    clock.moves(minutes=10)
    http(amara).post(f"/f/clients/{maya.id}/reading")
    showing = db.session.get(BriefShowing, (soon.id, amara.id))
    assert (showing.first_at, showing.last_at) == (first, clock.now) and read_at(maya) == clock.now


def test_a_session_a_former_coach_has_booked_is_hers_from_then_on(http, clock, amara, daniel, maya):
    booked = happened.session(daniel, maya, clock.now + timedelta(hours=1))
    http(amara).post(f"/f/clients/{maya.id}/reading")
    assert db.session.get(BriefShowing, (booked.id, amara.id)) and booked.coach_id == amara.id


def test_one_a_former_coach_has_held_is_not(http, clock, amara, daniel, maya):
    held = happened.session(daniel, maya, clock.now - timedelta(hours=1))
    http(amara).post(f"/f/clients/{maya.id}/reading")
    assert db.session.get(BriefShowing, (held.id, amara.id)) is None and held.coach_id == daniel.id


def looks(http, amara, maya):
    """Amara has the brief on her screen."""
    assert http(amara).post(f"/f/clients/{maya.id}/reading").status_code == 204


def test_the_client_reads_it_at_each_entry_it_is_about(http, clock, amara, maya):
    sigh = happened.assignment(maya, amara, "long-sigh", now=clock.now)
    happened.check_in(maya, clock.now), happened.run(maya, sigh, clock.now)
    happened.agenda(maya, happened.session(amara, maya, clock.now + timedelta(days=1)), clock.now, "Dad’s letter")
    assert READ not in http(maya).get("/progress").text + http(maya).get("/coach").text
    looks(http, amara, maya)
    assert http(maya).get("/progress").text.count(READ) == 2 and READ in http(maya).get("/coach").text


def test_what_comes_later_is_not_read_yet(http, clock, amara, maya):
    looks(http, amara, maya)
    happened.check_in(maya, clock.moves(hours=1))
    happened.check_in(maya, clock.now - timedelta(days=2), received=clock.now)
    assert READ not in http(maya).get("/progress").text


def test_what_the_coach_could_not_see_was_not_read(http, clock, amara, maya):
    happened.check_in(maya, clock.now)
    Consent.withdraw(maya, CHECK_INS, coach_id=amara.id, now=clock.now)
    looks(http, amara, maya)
    assert READ not in http(maya).get("/progress").text
    Consent.give(maya, CHECK_INS, coach_id=amara.id, now=clock.moves(hours=1))
    assert READ not in http(maya).get("/progress").text
    looks(http, amara, maya)
    assert READ in http(maya).get("/progress").text


def test_what_is_older_than_a_first_brief_was_not_read(http, clock, daniel, maya):
    Pairing.begin(coach=daniel, client=maya, now=clock.now)
    Consent.give(maya, CHECK_INS, coach_id=daniel.id, now=clock.now)
    http(daniel).post(f"/f/clients/{maya.id}/reading")
    person = db.session.get(User, maya.id)
    assert person.read_by_coach(clock.now - timedelta(days=13), CHECK_INS)
    assert not person.read_by_coach(clock.now - timedelta(days=15), CHECK_INS)


def test_a_new_coach_has_read_nothing_of_what_the_last_one_did(http, clock, amara, daniel, maya):
    happened.check_in(maya, clock.now, note="For Amara", share=True)
    looks(http, amara, maya)
    Pairing.begin(coach=daniel, client=maya, now=clock.moves(hours=1))
    text = http(maya).get("/progress").text
    assert "Read by" not in text and "You and an earlier coach" in text and "You and Daniel" not in text
