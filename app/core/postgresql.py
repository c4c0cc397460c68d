"""PostgreSQL, asked no more often than needed: each question is a way there and back, and a page asks few others."""

import time
from collections.abc import Callable
from select import POLLIN, poll

from sqlalchemy import Engine, event
from sqlalchemy.exc import InvalidatePoolError

# Something between us and the server may forget a connection that rests longer.
RESTED_SECONDS = 60


def keep_talking(engine: Engine, means_to_write: Callable[[], bool]) -> None:
    """Reads need no transaction: each statement sees what was committed before it, in one or without.
    A connection whose server went away since is noticed before it is used."""

    def begin(connection) -> None:
        dbapi = connection.connection.dbapi_connection
        if dbapi.autocommit is means_to_write():
            dbapi.autocommit = not means_to_write()

    def look(dbapi, record, _proxy) -> None:
        rested = time.monotonic() - record.info.get("rests_since", 0) > RESTED_SECONDS
        if (rested or _said_something(dbapi)) and not _answers(engine, dbapi):
            raise InvalidatePoolError

    def rest(_dbapi, record) -> None:
        record.info["rests_since"] = time.monotonic()

    event.listen(engine, "begin", begin)
    event.listen(engine, "checkout", look)
    event.listen(engine, "checkin", rest)


def _said_something(dbapi) -> bool:
    # A server that ends says so, and so does its system: both wait to be read. Looking costs no way there and back.
    if dbapi.closed:
        return True
    socket = poll()
    socket.register(dbapi.fileno(), POLLIN)
    return bool(socket.poll(0))


def _answers(engine: Engine, dbapi) -> bool:
    try:
        return engine.dialect.do_ping(dbapi)
    except engine.dialect.loaded_dbapi.Error:
        return False
