"""Migrations lead from nothing to the tables of the models and back, on an empty and on a filled database."""

import pytest
from flask_migrate import check, downgrade, upgrade

from app import create_app
from app.core import db as core_db
from app.core.db import db
from tests import postgres
from tests.conftest import KEY


@pytest.fixture
def empty_app(request, tmp_path):
    """An application on a database without any table."""
    if request.config.getoption("--database") == "sqlite":
        yield from _app(f"sqlite:///{tmp_path / 'empty.db'}")
        return
    with postgres.server() as server, postgres.database(server, "meanwhile_migrations") as url:
        yield from _app(url)


def _app(url: str):
    app = create_app({"SQLALCHEMY_DATABASE_URI": url, "SECRET_KEY": KEY, "DEMO": True})
    with app.app_context(), core_db.writing():
        yield app
        db.session.remove()
        db.engine.dispose()


def test_they_make_what_the_models_say(empty_app):
    upgrade()
    check()
    assert set(db.inspect(db.engine).get_table_names()) - {"alembic_version"} == set(db.metadata.tables)


def test_they_go_down_and_up_again(empty_app):
    upgrade()
    downgrade(revision="base")
    assert set(db.inspect(db.engine).get_table_names()) <= {"alembic_version"}
    upgrade()
    check()


def test_health_knows_the_migration(empty_app):
    before = empty_app.test_client().get("/readyz").json
    upgrade()
    after = empty_app.test_client().get("/readyz").json
    assert (before["migrations"], after["migrations"]) == (False, True)
    assert after["tzdata_in_use"] is True
