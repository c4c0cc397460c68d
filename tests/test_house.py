"""The house stands: one database for every process, one writer at a time, health that tells the truth."""

import fcntl
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from app import worker
from app.accounts.models import Organization
from app.core import db as core_db
from app.core.db import db
from app.core.health import Heartbeat


@pytest.fixture
def lock(app) -> Path:
    """The file that holds SQLite's writers apart."""
    if db.engine.dialect.name != "sqlite":
        pytest.skip("SQLite's own guard")
    return Path(f"{db.engine.url.database}.lock")


def is_free(lock: Path) -> bool:
    with lock.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def test_a_read_request_cannot_write(harbour_lane, lock):
    db.session.commit()
    token = core_db.mean_to_write(False)
    harbour_lane.name = "Changed"
    with pytest.raises(OperationalError):
        db.session.commit()
    db.session.rollback()
    core_db.as_before(token)
    assert db.session.scalar(db.select(Organization.name)) == "Harbour Lane Coaching"


def test_a_writer_holds_the_lock_until_its_commit(harbour_lane, lock):
    assert not is_free(lock)
    db.session.commit()
    assert is_free(lock)


def test_a_fault_gives_the_lock_back(harbour_lane, lock):
    db.session.commit()
    with pytest.raises(OperationalError):
        db.session.execute(db.text("INSERT INTO nowhere VALUES (1)"))
    assert not is_free(lock)
    db.session.rollback()
    assert is_free(lock)


def test_whoever_waits_too_long_for_a_turn_is_asked_to_come_back(http, lock, monkeypatch):
    monkeypatch.setattr(core_db, "LOCK_SECONDS", 0.05)
    db.session.commit()
    with lock.open("a") as another_process:
        fcntl.flock(another_process, fcntl.LOCK_EX)
        refused = http().post("/sign-in", data={"email": "maya@harbour.example"})
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "2")
    assert http().post("/sign-in", data={"email": "maya@harbour.example"}).status_code < 400


def test_reading_needs_no_turn(http, lock):
    db.session.commit()
    with lock.open("a") as another_process:
        fcntl.flock(another_process, fcntl.LOCK_EX)
        assert http().get("/help").status_code == 200


def test_it_says_that_it_lives(http):
    assert http().get("/livez").json == {"status": "alive"}


def test_it_is_not_ready_while_the_clock_stands(http, clock):
    assert http().get("/readyz").json["clock"] is False
    worker.beat(clock.now)
    assert http().get("/readyz").json["clock"] is True
    clock.moves(minutes=2)
    answer = http().get("/readyz")
    assert (answer.status_code, answer.json["clock"]) == (503, False)


def test_two_clocks_keep_one_heartbeat(clock):
    Heartbeat.beat("clock", now=clock.now)
    Heartbeat.beat("clock", now=clock.now + timedelta(seconds=10))
    assert [row.beat_at for row in db.session.scalars(db.select(Heartbeat))] == [clock.now + timedelta(seconds=10)]
