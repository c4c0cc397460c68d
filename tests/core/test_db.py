"""Ids as the database keeps them."""

from sqlalchemy.dialects import postgresql, sqlite

from app.core.db import Uuid
from app.core.ids import uuid7


def test_an_id_read_twice_is_parsed_once():
    named = uuid7()
    read = Uuid().result_processor(sqlite.dialect(), None)
    assert read(named.hex) == named and read(named.hex) is read(named.hex)
    assert read(None) is None


def test_where_the_database_knows_ids_they_are_left_alone():
    assert Uuid().result_processor(postgresql.dialect(), None) is None
