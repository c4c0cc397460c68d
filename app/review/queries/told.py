"""What a client shared one by one: those words and nothing around them, whatever else they keep to themselves."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Row

from app.accounts.models import User
from app.checkins.models import CheckIn
from app.core.db import db
from app.practices.models import Completion
from app.review.lines import written
from app.review.marks import DAYS
from app.review.queries.titles import titles

MOST = 3


@dataclass(frozen=True, slots=True)
class Told:
    """`words`: a line of a check-in, or what was written in the practice called `title`. `id`: of the entry."""

    id: uuid.UUID
    day: date
    words: tuple[str, ...]
    title: str | None = None


def lines(client: User, today: date) -> list[Told]:
    """Of fourteen days, the newest first, three at most. One statement."""
    return [Told(name, day, (note,)) for name, day, note in _shared(CheckIn, (CheckIn.note,), client, today) if note]


def answers(client: User, today: date) -> list[Told]:
    """The same of practices. One statement, and one more for their titles if there are any."""
    rows = _shared(Completion, (Completion.answers, Completion.slug), client, today)
    called = titles(client) if rows else {}
    found = [Told(name, day, written(said), called.get(slug, slug)) for name, day, said, slug in rows]
    return [one for one in found if one.words]


def _shared(model: type[CheckIn] | type[Completion], columns, client: User, today: date) -> Sequence[Row]:
    """With the coach they named: what a former coach was shown is not shown to the next."""
    since = today - timedelta(days=DAYS - 1)
    rows = model.standing(client.id).where(model.shared_at >= client.pairing.began_at, model.local_date >= since)
    rows = rows.with_only_columns(model.id, model.local_date, *columns)
    return db.session.execute(rows.order_by(model.occurred_at.desc()).limit(MOST)).all()
