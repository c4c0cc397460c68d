"""A brief on the screen is told by a POST; looking alone writes nothing."""

from datetime import timedelta

from app.accounts.models import Pairing, User
from app.core.db import db
from app.sessions.models import BriefShowing
from tests.review import happened


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
