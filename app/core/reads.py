"""Statements of the pages asked for most, sent straight to the driver: what lies between costs more than they do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import CompoundSelect, Connection, Dialect, Select

from app.core.db import db

Statement = Select | CompoundSelect
Convert = Callable[[Any], Any]


def rows(statement: Statement, **values: Any) -> list[tuple]:
    """What a statement finds that was written once (keep it, or it is translated each time), as plain tuples.
    Nothing becomes an entity, and nothing pending is flushed first."""
    connection = _connection()
    try:
        return _ready(statement, connection.dialect).fetch(connection, values)
    except connection.dialect.loaded_dbapi.Error:
        # What a failure means SQLAlchemy knows: it asks again and says so.
        return [tuple(row) for row in connection.execute(statement, values)]


def _connection() -> Connection:
    """The session's. It stays the same for a transaction, and the session takes long to say so."""
    session = db.session()
    transaction, connection = session.info.get("reads", (None, None))
    if transaction is None or transaction is not session.get_transaction():
        connection = session.connection()
        session.info["reads"] = session.get_transaction(), connection
    return connection


def _cursor(connection: Connection) -> Any:
    """One for all statements of a connection: each is read to its end before the next."""
    kept = connection.connection
    cursor = kept.info.get("reads")
    if cursor is None:
        cursor = kept.info["reads"] = kept.cursor()
    return cursor


class Ready:
    """A statement in the words of one database, with what to make of each value on the way there and back."""

    def __init__(self, statement: Statement, dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect)
        self.sql, self.order, self.fixed = str(compiled), compiled.positiontup, compiled.params
        self.binds = {
            name: there
            for bind, name in compiled.bind_names.items()
            if (there := bind.type.dialect_impl(dialect).bind_processor(dialect))
        }
        kinds = [column.type.dialect_impl(dialect) for column in statement.selected_columns]
        self.converts: list[Convert | None] = [kind.result_processor(dialect, None) for kind in kinds]

    def fetch(self, connection: Connection, values: Mapping[str, Any]) -> list[tuple]:
        given = self._given(values)
        cursor = _cursor(connection)
        # Whoever listens to statements, to count them, hears of this one as of any other.
        connection.dispatch.before_cursor_execute(connection, cursor, self.sql, given, None, False)
        cursor.execute(self.sql, given)
        return self._converted(cursor.fetchall())

    def _given(self, values: Mapping[str, Any]) -> Any:
        given = {**self.fixed, **values}
        for name, there in self.binds.items():
            given[name] = there(given[name])
        return tuple(given[name] for name in self.order) if self.order else given

    def _converted(self, found: list[tuple]) -> list[tuple]:
        # Column by column: the loop over values is not ours but the interpreter's.
        columns = zip(self.converts, zip(*found, strict=True), strict=False)
        return list(zip(*(map(back, column) if back else column for back, column in columns), strict=True))


@lru_cache(maxsize=256)
def _ready(statement: Statement, dialect: Dialect) -> Ready:
    return Ready(statement, dialect)
