"""One application and one database per process; rows go after each test; the clock stands still until moved."""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings

from app import create_app
from app.core import db as core_db
from app.core.db import db
from app.practices.models import PracticeVersion
from tests import people, postgres

# The same examples every time, and no complaint about a machine that is busy with something else.
settings.register_profile("house", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
# By chance and for long: pytest --hypothesis-profile=soak.
settings.register_profile(
    "soak", settings.get_profile("house"), derandomize=False, max_examples=2000, stateful_step_count=60
)
settings.load_profile("house")

KEY = "a key for the tests only, long enough to be taken"


def pytest_addoption(parser) -> None:
    parser.addoption("--database", choices=["sqlite", "postgresql"], default="sqlite")


class Clock:
    """Stands at Wednesday 8 April 2026, 10:00 in London, until a test moves it."""

    def __init__(self) -> None:
        self.now = datetime(2026, 4, 8, 9, 0, tzinfo=UTC)

    def moves(self, **by) -> datetime:
        """moves(days=1, hours=2)"""
        self.now += timedelta(**by)
        return self.now


class OwnPages(FlaskClient):
    """A browser on our own pages: its writes say so. Commits what the test has open, so that nobody waits for it."""

    def open(self, *args, **kwargs):
        headers = dict(kwargs.pop("headers", None) or {})
        headers.setdefault("Sec-Fetch-Site", "same-origin")
        db.session.commit()
        # A context of its own, as in the server: what one request remembers of its person the next must not.
        with self.application.app_context():
            response = super().open(*args, headers=headers, **kwargs)
        db.session.expire_all()
        return response


@pytest.fixture(scope="session")
def database_url(request, tmp_path_factory) -> Iterator[str]:
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    if request.config.getoption("--database") == "sqlite":
        yield f"sqlite:///{tmp_path_factory.mktemp('database') / 'test.db'}"
        return
    with postgres.server() as server, postgres.database(server, f"meanwhile_test_{worker}") as url:
        yield url


@pytest.fixture(scope="session")
def _clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def app(database_url: str, _clock: Clock) -> Iterator[Flask]:
    config = {
        "SQLALCHEMY_DATABASE_URI": database_url,
        "SECRET_KEY": KEY,
        "TESTING": False,
        "DEMO": False,
        "SMTP_URL": "",
    }
    app = create_app(config | {"BASE_URL": "http://localhost"}, clock_at=lambda: _clock.now)
    app.test_client_class = OwnPages
    with app.app_context(), core_db.writing():
        db.drop_all()
        db.create_all()
        PracticeVersion.load_library()
        db.session.commit()
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def clock(_clock: Clock) -> Clock:
    return _clock


@pytest.fixture(autouse=True)
def stage(app: Flask, _clock: Clock) -> Iterator[None]:
    """An application context that may write; afterwards every row is gone but the library."""
    _clock.__init__()
    with app.app_context(), core_db.writing():
        yield
        db.session.rollback()
        for table in reversed(db.metadata.sorted_tables):
            keep = PracticeVersion.organization_id.is_(None) if table.name == "practice_version" else None
            db.session.execute(table.delete() if keep is None else table.delete().where(~keep))
        db.session.commit()
        db.session.remove()


@pytest.fixture
def http(app: Flask, clock: Clock) -> Callable[..., FlaskClient]:
    """http() is a signed-out browser, http(maya) one where Maya is signed in."""

    def browser(user=None) -> FlaskClient:
        client = app.test_client()
        if user is not None:
            token = people.token_of(user, now=clock.now)
            with client.session_transaction() as cookie:
                cookie["_user_id"], cookie["_fresh"] = token, True
        return client

    return browser


@pytest.fixture
def harbour_lane(clock):
    return people.organization(clock.now)


@pytest.fixture
def ingrid(harbour_lane, clock):
    """The owner."""
    return people.person(harbour_lane, "Ingrid Halvorsen", "owner", now=clock.now, zone="Europe/Oslo")


@pytest.fixture
def amara(harbour_lane, clock):
    """Maya's coach."""
    return people.person(harbour_lane, "Amara Okafor", "coach", now=clock.now, pronouns="she/her")


@pytest.fixture
def daniel(harbour_lane, clock):
    """A coach of others."""
    return people.person(harbour_lane, "Daniel Reyes", "coach", now=clock.now, zone="America/Denver")


@pytest.fixture
def maya(harbour_lane, amara, clock):
    """A client of Amara's who lets her see check-ins and practices."""
    user = people.person(harbour_lane, "Maya Lindqvist", "client", now=clock.now, pronouns="she/her")
    people.pair(user, amara, now=clock.now)
    return user


@pytest.fixture
def tomas(harbour_lane, amara, clock):
    """Another client of Amara's."""
    user = people.person(harbour_lane, "Tomás Ferreira", "client", now=clock.now, email="tomas@harbour.example")
    people.pair(user, amara, now=clock.now)
    return user


@pytest.fixture
def stranger(clock):
    """A coach in a second organization."""
    other = people.organization(clock.now, "Elsewhere Coaching")
    return people.person(other, "Stella Stranger", "coach", now=clock.now)
