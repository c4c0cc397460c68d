"""Check-ins: mood and stress now, optionally more."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta

from sqlalchemy import Index, func, select
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, db
from app.entries.models import Entry, Kept

KIND = "mood.checked_in"
EDIT_DAYS = 3


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

    @classmethod
    def first_sleep(cls, person_id: uuid.UUID, day: date) -> uuid.UUID | None:
        """Which check-in of that day said how the night was; None if none did."""
        rows = cls.standing(person_id).with_only_columns(cls.id).where(cls.local_date == day, cls.sleep.is_not(None))
        return db.session.scalar(rows.order_by(cls.occurred_at).limit(1))

    @classmethod
    def days_so_far(cls, person_id: uuid.UUID) -> int:
        """On how many local dates this person checked in."""
        rows = cls.standing(person_id).with_only_columns(func.count(cls.local_date.distinct()))
        return db.session.scalar(rows)

    @property
    def corrects(self) -> uuid.UUID | None:
        """The check-in that this one replaced, if it is a correction."""
        return db.session.get(Entry, (self.user_id, self.id)).supersedes

    def editable_on(self, today: date) -> bool:
        return today - self.local_date <= timedelta(days=EDIT_DAYS)
