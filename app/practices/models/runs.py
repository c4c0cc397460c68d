"""What was done with a practice: started, finished, or not today. Each row is an entry's."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, func, select
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, db
from app.entries.models import Entry, Kept

STARTED, COMPLETED, SKIPPED = "practice.started", "practice.completed", "practice.skipped"


class _Run(Kept):
    """Of an assignment, or of a practice tried without one (the minute of breathing)."""

    assignment_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("assignment.id"))
    slug: Mapped[str]
    version: Mapped[int]


class Start(_Run, Base):
    """The player began. Whether it was finished says the completion."""

    __tablename__ = "practice_start"

    @classmethod
    def record(cls, entry: Entry) -> Start:
        return cls.keep(entry, **_named(entry))


class Completion(_Run, Base):
    """One run. `outcome`: done, tiny (counts as done) or stopped (counts as a start). Tension before and after 1-5, useful 1-3."""

    __tablename__ = "completion"
    __table_args__ = (
        Index("ix_completion_day", "user_id", "local_date", "gone_at"),
        Index("ix_completion_assignment", "assignment_id", "local_date"),
    )
    outcome: Mapped[str]
    seconds: Mapped[int | None]
    before: Mapped[int | None]
    after: Mapped[int | None]
    useful: Mapped[int | None]
    # What was written, by field name: the client's alone unless this one entry was shared.
    answers: Mapped[dict] = mapped_column(default=dict)
    shared_at: Mapped[datetime | None]

    @classmethod
    def record(cls, entry: Entry) -> Completion:
        said = entry.payload
        return cls.keep(
            entry,
            **_named(entry),
            outcome=said["outcome"],
            seconds=said.get("seconds"),
            before=said.get("before"),
            after=said.get("after"),
            useful=said.get("useful"),
            answers=said.get("answers", {}),
            shared_at=entry.received_at if said.get("share") else None,
        )

    @classmethod
    def of(cls, person_id: uuid.UUID, completion_id: uuid.UUID) -> Completion | None:
        return db.session.scalar(cls.standing(person_id).where(cls.id == completion_id))

    @classmethod
    def counted(cls, person_id: uuid.UUID):
        """Runs that count as done: in full or tiny."""
        return cls.standing(person_id).where(cls.outcome != "stopped")

    @classmethod
    def days(cls, person_id: uuid.UUID, since: date) -> dict[uuid.UUID, set[date]]:
        """Assignment id -> local dates on which it was done, from `since` on. Two on one date are one."""
        rows = (
            cls.counted(person_id)
            .with_only_columns(cls.assignment_id, cls.local_date)
            .where(cls.local_date >= since, cls.assignment_id.is_not(None))
            .distinct()
        )
        days: dict[uuid.UUID, set[date]] = {}
        for assignment_id, day in db.session.execute(rows):
            days.setdefault(assignment_id, set()).add(day)
        return days

    @classmethod
    def count_since(cls, person_id: uuid.UUID, slug: str, since: date) -> int:
        rows = cls.counted(person_id).where(cls.slug == slug, cls.local_date >= since)
        return db.session.scalar(select(func.count()).select_from(rows.subquery()))


class Skip(_Run, Base):
    """"Can't today": the reason reaches the coach. `instead`: tiny, or the ISO date of another day."""

    __tablename__ = "practice_skip"
    __table_args__ = (Index("ix_practice_skip_day", "user_id", "local_date"),)
    reason: Mapped[str]
    instead: Mapped[str | None]

    @classmethod
    def record(cls, entry: Entry) -> Skip:
        said = entry.payload
        return cls.keep(entry, **_named(entry), reason=said["reason"], instead=said.get("instead"))

    @property
    def other_day(self) -> date | None:
        return date.fromisoformat(self.instead) if self.instead not in (None, "tiny") else None


def _named(entry: Entry) -> dict:
    """Which practice an entry is about. A tried one has a slug, an assigned one its assignment; both carry the version."""
    from app.practices.models.assignment import Assignment

    said = entry.payload
    if not said.get("assignment_id"):
        return {"assignment_id": None, "slug": said["slug"], "version": said["version"]}
    assignment = Assignment.of(entry.user_id, uuid.UUID(said["assignment_id"]))
    return {
        "assignment_id": assignment.id,
        "slug": assignment.practice.slug,
        "version": said.get("version") or assignment.practice.version,
    }
