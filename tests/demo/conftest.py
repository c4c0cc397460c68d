"""The whole demo in the database, and the same rows planned once for each moment they are asked for."""

from datetime import datetime
from functools import cache

import pytest

from app.core.db import db
from app.demo import generate
from app.demo.phone import Rows


@cache
def planned(now: datetime) -> Rows:
    return generate.rows_of(now)


@pytest.fixture
def demo(clock):
    planned(clock.now).insert()
    db.session.commit()
