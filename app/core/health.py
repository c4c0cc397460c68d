"""Is it alive, is it ready: for whoever runs the server."""

import sqlite3
import zoneinfo
from datetime import datetime, timedelta
from importlib import metadata

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Blueprint, current_app
from sqlalchemy import update
from sqlalchemy.orm import Mapped, mapped_column

from app.config import ROOT
from app.core import clock
from app.core.db import Base, db, insert_once
from app.core.guard import allow

bp = Blueprint("health", __name__)

CLOCK_LATE = timedelta(seconds=60)


class Heartbeat(Base):
    """When the clock process last went round."""

    __tablename__ = "heartbeat"
    name: Mapped[str] = mapped_column(primary_key=True)
    beat_at: Mapped[datetime]

    @classmethod
    def beat(cls, name: str, *, now: datetime) -> None:
        """Moves the heartbeat, or adds it; the job commits. Two clocks may begin in the same moment."""
        if not db.session.execute(update(cls).where(cls.name == name).values(beat_at=now)).rowcount:
            insert_once(cls, {"name": name, "beat_at": now}, unique=("name",))


@bp.get("/livez")
@allow("anyone")
def live():
    """200 while the process answers at all."""
    return {"status": "alive"}


@bp.get("/readyz")
@allow("anyone")
def ready():
    """200 when the database, its migrations and the clock are as they should be; else 503 and which is not."""
    checks = {"database": _database(), "migrations": _migrations(), "clock": _clock(clock.now())}
    facts = {
        "sqlite": sqlite3.sqlite_version,
        "tzdata": metadata.version("tzdata"),
        "tzdata_in_use": not zoneinfo.TZPATH,
    }
    good = all(checks.values())
    return {"status": "ready" if good else "not ready", **checks, **facts}, 200 if good else 503


def _database() -> bool:
    try:
        return db.session.execute(db.text("SELECT 1")).scalar() == 1
    except Exception:
        current_app.logger.exception("database check")
        db.session.rollback()
        return False


def _migrations() -> bool:
    try:
        here = MigrationContext.configure(db.session.connection()).get_current_revision()
        return here == ScriptDirectory(str(ROOT / "migrations")).get_current_head()
    except Exception:
        current_app.logger.exception("migration check")
        db.session.rollback()
        return False


def _clock(now: datetime) -> bool:
    try:
        last = db.session.get(Heartbeat, "clock")
    except Exception:
        db.session.rollback()
        return False
    return last is not None and now - last.beat_at < CLOCK_LATE
