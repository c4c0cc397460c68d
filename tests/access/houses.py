"""The same house with other settings: behind https, behind a proxy."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask

from app import create_app
from app.core.db import db
from tests.conftest import KEY, OwnPages


@contextmanager
def house(database_url: str, clock, **settings) -> Iterator[Flask]:
    """Another application over the database of the tests."""
    own = {"SQLALCHEMY_DATABASE_URI": database_url, "SECRET_KEY": KEY, "DEMO": False, "SMTP_URL": ""}
    app = create_app(own | settings, clock_at=lambda: clock.now)
    app.test_client_class = OwnPages
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
