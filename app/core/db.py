"""The database: base class, column types, SQLite's settings and the one lock its writers share."""

import fcntl
import json
import time
import uuid
from contextlib import contextmanager
from contextvars import ContextVar, Token
from datetime import UTC, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import IO, Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, DateTime, Engine, Insert, MetaData, Table, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, make_transient_to_detached, mapped_column, registry
from sqlalchemy.types import TypeDecorator
from sqlalchemy.types import Uuid as PlainUuid

from app.core.ids import uuid7
from app.core.postgresql import keep_talking

LOCK_SECONDS = 5


class DatabaseBusy(RuntimeError):
    """Another process has been writing for longer than anybody should wait; nothing was written."""


class UtcDateTime(TypeDecorator):
    """An aware instant, stored in UTC. A naive one is refused: it would be somebody's guess."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its zone")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def result_processor(self, dialect, coltype):
        # In one step, since a page reads hundreds. SQLite keeps text.
        return _moment_of_text if dialect.name == "sqlite" else _in_utc


class Uuid(PlainUuid):
    """The same column. Where ids are text (SQLite), one read before is not parsed again: a page reads few, often."""

    cache_ok = True

    def result_processor(self, dialect, coltype):
        return _known_uuid if super().result_processor(dialect, coltype) else None


def _in_utc(value: datetime | None) -> datetime | None:
    return None if value is None else value.astimezone(UTC)


def _moment_of_text(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(f"{text}+00:00")


@lru_cache(maxsize=4096)
def _known_uuid(text: str | None) -> uuid.UUID | None:
    return None if text is None else uuid.UUID(text)


_JSON = JSON().with_variant(JSONB, "postgresql")


class Base(DeclarativeBase):
    """Rows of Meanwhile: typed columns, named constraints (so that migrations can find them)."""

    registry = registry(
        metadata=MetaData(
            naming_convention={
                "ix": "ix_%(table_name)s_%(column_0_N_name)s",
                "uq": "uq_%(table_name)s_%(column_0_N_name)s",
                "ck": "ck_%(table_name)s_%(constraint_name)s",
                "fk": "fk_%(table_name)s_%(column_0_N_name)s",
                "pk": "pk_%(table_name)s",
            }
        ),
        type_annotation_map={
            datetime: UtcDateTime,
            uuid.UUID: Uuid,
            dict: _JSON,
            dict[str, Any]: _JSON,
            list[str]: _JSON,
        },
    )


class Named:
    """A row with a UUIDv7, for every row a page names."""

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid7)


db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})

# True while the running request or job means to write. SQLite then begins with BEGIN IMMEDIATE: a read that
# becomes a write fails at once with SQLITE_BUSY_SNAPSHOT whatever the busy timeout. PostgreSQL begins only then.
_writing: ContextVar[bool] = ContextVar("writing", default=False)


@contextmanager
def writing():
    """Transactions begun inside may write."""
    token = _writing.set(True)
    try:
        yield
    finally:
        _writing.reset(token)


def mean_to_write(value: bool) -> Token:
    """Set by the edge at the start of a request. Returns what `as_before` takes."""
    return _writing.set(value)


def begin_to_write() -> None:
    """From here on this request may write. What it read so far was a transaction of its own, and ends."""
    _writing.set(True)
    session = db.session()
    if session.in_transaction():
        # On the connection that read: giving it back and asking for it again would take longer than the writing.
        connection = session.connection()
        if connection.dialect.name == "sqlite":
            connection.connection.dbapi_connection.execute("COMMIT")
        connection.dispatch.begin(connection)


def as_before(token: Token) -> None:
    """Undoes mean_to_write at the end of a request."""
    _writing.reset(token)


def insert_once(table: type[Base], values: dict[str, Any], *, unique: tuple[str, ...]) -> bool:
    """INSERT ... ON CONFLICT (unique) DO NOTHING. True if this call made the row. `values` names columns."""
    connection = db.session.connection()
    return connection.execute(_once(table.__table__, connection.dialect.name, unique), values).rowcount == 1


def insert_row(row: Base, values: dict[str, Any]) -> None:
    """INSERT of `values` (all the columns `row` was made with), which the session then takes for a row it has read.

    One statement without the unit of work, for the paths that write with every tap.
    """
    db.session.connection().execute(_plain(row.__table__), values)
    make_transient_to_detached(row)
    db.session.add(row)


@cache
def _once(table: Table, dialect: str, unique: tuple[str, ...]) -> Insert:
    insert = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}[dialect]
    once = insert(table).on_conflict_do_nothing(index_elements=unique)
    # Without the option SQLAlchemy does not ask psycopg how many rows an INSERT made.
    return once.execution_options(preserve_rowcount=True)


@cache
def _plain(table: Table) -> Insert:
    return table.insert()


def init_app(app) -> None:
    db.init_app(app)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            _keep_sqlite_safe(db.engine)
        else:
            keep_talking(db.engine, _writing.get)


def _keep_sqlite_safe(engine: Engine) -> None:
    lock_path = Path(f"{engine.url.database}.lock")
    event.listen(engine, "connect", _settle)
    event.listen(engine, "begin", lambda connection: _begin(connection, lock_path))
    # After commit, rollback or close the connection comes back to the pool: only then is the commit on disk.
    event.listen(engine, "checkin", lambda _dbapi, record: _release(record.info))


def _settle(dbapi, _record) -> None:
    dbapi.isolation_level = None  # we say BEGIN ourselves
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",  # an acknowledged phone deletes its copy: a commit must survive power loss
        "foreign_keys=ON",
        "busy_timeout=5000",
        "temp_store=MEMORY",
        "secure_delete=ON",
        "trusted_schema=OFF",
        "mmap_size=0",
        "journal_size_limit=67108864",
    ):
        dbapi.execute(f"PRAGMA {pragma}")


def _begin(connection, lock_path: Path) -> None:
    means_to_write, info = _writing.get(), connection.connection.info
    if means_to_write and "write_lock" not in info:
        _take(info, lock_path)
    # A GET never writes: outside `writing` SQLite itself refuses.
    # What waits for nobody and cannot fail goes straight to the driver, since every page begins so.
    driver = connection.connection.dbapi_connection
    if info.get("may_write") is not means_to_write:
        driver.execute(f"PRAGMA query_only={'OFF' if means_to_write else 'ON'}")
        info["may_write"] = means_to_write
    if means_to_write:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        driver.execute("BEGIN")


def _take(info: dict, lock_path: Path) -> None:
    # Below SQLite 3.51.3 two writers and a checkpoint can corrupt the WAL: one file lock holds the write
    # transactions of all processes, with the checkpoint in their commit. From there on it only queues.
    file = lock_path.open("a")
    patience, pause = time.monotonic() + LOCK_SECONDS, 0.0001
    while not _locked(file):
        if time.monotonic() > patience:
            file.close()
            raise DatabaseBusy(f"no turn to write within {LOCK_SECONDS} s")
        # A turn takes about a millisecond: look often at first, then seldom.
        time.sleep(pause)
        pause = min(pause * 2, 0.002)
    info["write_lock"] = file


def _locked(file: IO) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _release(info: dict) -> None:
    file = info.pop("write_lock", None)
    if file:
        file.close()


def json_text(value: Any) -> str:
    """Canonical JSON: sorted keys, no spaces, for hashes."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
