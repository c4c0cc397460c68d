"""The house stands: one database for every process, a key, health."""

import pytest
from sqlalchemy.exc import OperationalError

from app.accounts.models import Organization
from app.core import db as core_db
from app.core.db import db


def test_a_read_request_cannot_write(harbour_lane, app):
    if db.engine.dialect.name != "sqlite":
        pytest.skip("SQLite's own guard")
    db.session.commit()
    token = core_db.mean_to_write(False)
    harbour_lane.name = "Changed"
    with pytest.raises(OperationalError):
        db.session.commit()
    db.session.rollback()
    core_db.as_before(token)
    assert db.session.scalar(db.select(Organization.name)) == "Harbour Lane Coaching"


def test_it_says_that_it_lives(http):
    assert http().get("/livez").json == {"status": "alive"}
