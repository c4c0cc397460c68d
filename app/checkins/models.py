"""Check-ins: mood and stress now, optionally more."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Index, Select, bindparam, func, select
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, db
from app.core.reads import rows
from app.entries.models import Entry, Kept

KIND = "mood.checked_in"
EDIT_DAYS = 3
# A third day is noticed; further than one more nobody counts.
FEW_DAYS = 4


class CheckIn(Kept, Base):
    """Mood 1-5 (higher is better), stress 1-5 (lower is better); energy and sleep 1-5 if said; at most three tags."""

    __tablename__ = "check_in"
    __table_args__ = (Index("ix_check_in_day", "user_id", "local_date", "gone_at", "mood", "stress"),)
    mood: Mapped[int]
    # Absent only from a notice.
    stress: Mapped[int | None]
    energy: Mapped[int | None]
    sleep: Mapped[int | None]
    tags: Mapped[list[str]] = mapped_column(default=list)
    # A line for yourself: nobody else reads it unless it was shared.
    note: Mapped[str | None]
    shared_at: Mapped[datetime | None]

    @classmethod
    def record(cls, entry: Entry) -> CheckIn:
        """The row of an admitted check-in entry; replaces the one it supersedes."""
        said = entry.payload
        return cls.keep(
            entry,
            mood=said["mood"],
            stress=said.get("stress"),
            energy=said.get("energy"),
            sleep=said.get("sleep"),
            tags=said.get("tags", []),
            note=said.get("note"),
            shared_at=entry.received_at if said.get("share") and said.get("note") else None,
        )

    @classmethod
    def of(cls, person_id: uuid.UUID, check_in_id: uuid.UUID) -> CheckIn | None:
        return db.session.scalar(cls.standing(person_id).where(cls.id == check_in_id))

    @classmethod
    def gone(cls, person_id: uuid.UUID, check_in_id: uuid.UUID) -> CheckIn | None:
        """The same once it was replaced or withdrawn."""
        row = db.session.get(cls, (person_id, check_in_id))
        return row if row and row.gone_at else None

    @classmethod
    def latest_version(cls, person_id: uuid.UUID, check_in_id: uuid.UUID) -> CheckIn | None:
        """The check-in itself, or what replaced it."""
        row = cls.of(person_id, check_in_id)
        later = select(Entry.id).where(Entry.user_id == person_id, Entry.supersedes == check_in_id)
        while row is None and (newer := db.session.scalar(later.where(Entry.kind == KIND))):
            row = cls.of(person_id, newer)
            later = select(Entry.id).where(Entry.user_id == person_id, Entry.supersedes == newer)
        return row

    @classmethod
    def between(cls, person_id: uuid.UUID, first: date, last: date) -> list[CheckIn]:
        """Standing check-ins of these local dates, oldest first."""
        rows = cls.standing(person_id).where(cls.local_date.between(first, last))
        return list(db.session.scalars(rows.order_by(cls.local_date, cls.occurred_at)))

    @classmethod
    def last_of(cls, person_id: uuid.UUID) -> CheckIn | None:
        """The newest standing check-in, of any day."""
        rows = cls.standing(person_id).order_by(cls.local_date.desc(), cls.occurred_at.desc())
        return db.session.scalar(rows.limit(1))

    def beside(self) -> Beside:
        """What the answer to it depends on, in one statement."""
        [found] = rows(_beside(), person=self.user_id, name=self.id, day=self.local_date, few=FEW_DAYS)
        return Beside(*found)

    def editable_on(self, today: date) -> bool:
        return today - self.local_date <= timedelta(days=EDIT_DAYS)

    def says_but_shared(self, said: dict[str, Any]) -> bool:
        """Would this correction only stop the sharing of its line? That may be said at any time."""
        same = all(getattr(self, name) == said.get(name) for name in ("mood", "stress", "energy", "sleep", "note"))
        return same and set(self.tags) == set(said.get("tags", [])) and not said.get("share")


@dataclass(frozen=True)
class Beside:
    """Around one check-in: what it replaced, the newest standing one, which of its day told the night first, and on
    how many local dates this person checked in (none is counted beyond FEW_DAYS)."""

    corrects: uuid.UUID | None
    newest: uuid.UUID | None
    told_the_night: uuid.UUID | None
    days: int


@cache
def _beside() -> Select:
    # Written at its first use: what kind of column a foreign key is, is known once every table is. Of the tables,
    # not of the entities: it is asked with every check-in.
    entry, said, person = Entry.__table__.c, CheckIn.__table__.c, bindparam("person")
    standing = (said.user_id == person, said.gone_at.is_(None))
    ids, of_entry = select(said.id).where(*standing), (entry.user_id == person, entry.id == bindparam("name"))
    nights = ids.where(said.local_date == bindparam("day"), said.sleep.is_not(None))
    dates = select(said.local_date).where(*standing).distinct().limit(bindparam("few")).subquery()
    return select(
        select(entry.supersedes).where(*of_entry).scalar_subquery(),
        ids.order_by(said.local_date.desc(), said.occurred_at.desc()).limit(1).scalar_subquery(),
        nights.order_by(said.occurred_at).limit(1).scalar_subquery(),
        select(func.count()).select_from(dates).scalar_subquery(),
    )
