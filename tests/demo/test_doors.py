"""The doors of the demo: there in demo mode only, one tap, one person at a time."""

import pytest

from app import create_app
from app.accounts.models import Membership, SignIn, User
from app.channels.mail.models import Mail
from app.core.db import db
from app.demo.people import user_id
from tests.conftest import KEY, OwnPages


@pytest.fixture
def demo(app, database_url, clock):
    """A browser at an application in demo mode, over the same database."""
    config = {"SQLALCHEMY_DATABASE_URI": database_url, "SECRET_KEY": KEY, "DEMO": True, "SMTP_URL": ""}
    other = create_app(config | {"BASE_URL": "http://localhost"}, clock_at=lambda: clock.now)
    other.test_client_class = OwnPages
    yield other.test_client()
    with other.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def residents(harbour_lane, clock):
    """Maya and Amara of personas.json."""
    for person_id, name, role in (("maya", "Maya Lindqvist", "client"), ("amara", "Amara Okafor", "coach")):
        about = {"organization_id": harbour_lane.id, "created_at": clock.now, "email": f"{person_id}@demo.example"}
        user = User(id=user_id(person_id), name=name, zone="Europe/London", **about)
        dates = {"invited_at": clock.now, "joined_at": clock.now}
        user.memberships.append(Membership(organization_id=harbour_lane.id, role=role, **dates))
        db.session.add(user)
    db.session.commit()


def sign_ins(person_id: str) -> list[SignIn]:
    return db.session.scalars(db.select(SignIn).where(SignIn.user_id == user_id(person_id))).all()


def test_without_demo_mode_there_are_no_doors(http, maya):
    for path in ("/demo", "/demo/mail"):
        assert http().get(path).status_code == 404
    assert http().post("/demo/maya").status_code == 404


def test_everyone_who_is_here_has_a_door(demo, residents):
    page = demo.get("/demo").text
    assert 'action="/demo/maya"' in page and "Client of Amara" in page
    assert 'action="/demo/jonas"' not in page


def test_one_tap_signs_in_as_somebody(demo, residents):
    answer = demo.post("/demo/maya")
    assert (answer.status_code, answer.location) == (303, "/today")
    assert "Maya Lindqvist" in demo.get("/settings").text


def test_being_somebody_else_ends_being_the_first(demo, residents):
    demo.post("/demo/maya")
    assert demo.post("/demo/amara").location == "/clients"
    assert sign_ins("maya")[0].ended_at and not sign_ins("amara")[0].ended_at


@pytest.mark.parametrize("person_id", ["jonas", "nobody", "maya@harbour.example"])
def test_a_door_of_nobody_opens_nothing(demo, residents, person_id):
    assert demo.post(f"/demo/{person_id}").status_code == 404


def test_a_tap_from_another_site_opens_nothing(demo, residents):
    assert demo.post("/demo/maya", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert not sign_ins("maya")


def test_an_empty_demo_says_how_it_is_filled(demo):
    assert "flask demo load" in demo.get("/demo").text


def test_waiting_mails_are_shown_newest_first(demo, clock):
    Mail.post(to="a@harbour.example", subject="Older", body="first", now=clock.now)
    Mail.post(
        to="b@harbour.example", subject="Newer", body="http://localhost/join/abc <b>", now=clock.moves(minutes=1)
    )
    page = demo.get("/demo/mail").text
    assert page.index("Newer") < page.index("Older")
    assert 'href="http://localhost/join/abc"' in page and "<b>" not in page
