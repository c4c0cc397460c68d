"""Ids as the database keeps them, and a server that may go away."""

import psycopg
import pytest
from psycopg import pq
from sqlalchemy import text
from sqlalchemy.dialects import postgresql, sqlite

from app.core.db import Uuid, as_before, db, mean_to_write
from app.core.ids import uuid7


def test_an_id_read_twice_is_parsed_once():
    named = uuid7()
    read = Uuid().result_processor(sqlite.dialect(), None)
    assert read(named.hex) == named and read(named.hex) is read(named.hex)
    assert read(None) is None


def test_where_the_database_knows_ids_they_are_left_alone():
    assert Uuid().result_processor(postgresql.dialect(), None) is None


@pytest.fixture
def server():
    """What ends every other conversation with PostgreSQL, as a restart does."""
    if db.engine.dialect.name == "sqlite":
        pytest.skip("a file does not restart")

    def restarts() -> None:
        db.session.commit()
        url = db.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
        others = "SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity WHERE datname = current_database()"
        with psycopg.connect(url, autocommit=True) as admin:
            admin.execute(f"{others} AND pid <> pg_backend_pid()")

    return restarts


def test_nobody_notices_that_the_server_restarted(http, maya, server):
    browser = http(maya)
    assert browser.get("/today").status_code == 200
    server()
    assert browser.get("/today").status_code == 200


def test_a_write_is_not_lost_when_the_server_restarted(http, maya, server):
    browser = http(maya)
    server()
    answer = browser.post("/settings/zone", data={"zone": "Europe/Oslo"})
    assert answer.status_code == 303 and maya.zone == "Europe/Oslo"


def test_a_page_needs_no_transaction_and_a_write_has_one(app, server):
    def transaction_between_statements() -> bool:
        db.session.execute(text("SELECT 1"))
        status = db.session.connection().connection.dbapi_connection.info.transaction_status
        db.session.commit()
        return status is not pq.TransactionStatus.IDLE

    db.session.commit()
    token = mean_to_write(False)
    assert not transaction_between_statements()
    as_before(token)
    assert transaction_between_statements()


def test_a_connection_that_rested_long_is_asked(app, server, monkeypatch):
    monkeypatch.setattr("app.core.postgresql.RESTED_SECONDS", -1)
    db.session.commit()
    asked = []
    monkeypatch.setattr(db.engine.dialect, "do_ping", lambda dbapi: asked.append(dbapi) or True)
    assert db.session.scalar(text("SELECT 1")) == 1 and len(asked) == 1
