"""What was done with a practice: started, finished, or not today. Each row is an entry's."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import ForeignKey, Index, func, select
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, db
from app.entries.models import Entry, Kept

if TYPE_CHECKING:
    from app.practices.models.assignment import Assignment
    from app.practices.models.library import PracticeVersion

MOST_TENSE = 5
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
    """One run. `outcome`: done, tiny (counts as done) or stopped (counts as a start).
    Tension before and after 1-5, useful 1-3."""

    __tablename__ = "completion"
    __table_args__ = (
        Index("ix_completion_day", "user_id", "local_date", "gone_at", "outcome"),
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
    def latest(cls, person_id: uuid.UUID, completion_id: uuid.UUID) -> Completion | None:
        """The run itself, or what it was corrected to. None: never recorded, withdrawn or somebody else's."""
        row = cls._row(person_id, completion_id)
        while row and row.gone_at:
            later = select(Entry.id).where(
                Entry.user_id == person_id, Entry.supersedes == row.id, Entry.kind == COMPLETED
            )
            newer = db.session.scalar(later.order_by(Entry.received_at.desc(), Entry.id.desc()).limit(1))
            row = cls._row(person_id, newer) if newer else None
        return row

    @classmethod
    def _row(cls, person_id: uuid.UUID, completion_id: uuid.UUID) -> Completion | None:
        return db.session.get(cls, {"user_id": person_id, "id": completion_id})

    @classmethod
    def counted(cls, person_id: uuid.UUID):
        """Runs that count as done: in full or tiny."""
        return cls.standing(person_id).where(cls.outcome != "stopped")

    @classmethod
    def known(cls, person_id: uuid.UUID, slug: str) -> bool:
        """Has this person run that practice before, to whatever end?"""
        return db.session.scalar(select(cls.standing(person_id).where(cls.slug == slug).exists()))

    @classmethod
    def count_since(cls, person_id: uuid.UUID, slug: str, since: date) -> int:
        rows = cls.counted(person_id).where(cls.slug == slug, cls.local_date >= since)
        return db.session.scalar(select(func.count()).select_from(rows.subquery()))

    @property
    def heavier(self) -> bool:
        """Very tense at the end, or more than before: no moment for counting."""
        last = self.after or self.before
        return last == MOST_TENSE or (self.after or 0) > (self.before or MOST_TENSE)


class Skip(_Run, Base):
    """ "Can't today": the reason reaches the coach. `instead`: tiny, or the ISO date of another day."""

    __tablename__ = "practice_skip"
    __table_args__ = (Index("ix_practice_skip_day", "user_id", "local_date"),)
    reason: Mapped[str]
    instead: Mapped[str | None]

    @classmethod
    def record(cls, entry: Entry) -> Skip:
        said = entry.payload
        return cls.keep(entry, **_named(entry), reason=said["reason"], instead=said.get("instead"))

    @classmethod
    def of(cls, person_id: uuid.UUID, skip_id: uuid.UUID) -> Skip | None:
        return db.session.scalar(cls.standing(person_id).where(cls.id == skip_id))

    @classmethod
    def recent(cls, client_id: uuid.UUID, since: date) -> list[Skip]:
        """From that local date on, newest first."""
        rows = cls.standing(client_id).where(cls.local_date >= since)
        return list(db.session.scalars(rows.order_by(cls.local_date.desc(), cls.occurred_at.desc())))

    @property
    def other_day(self) -> date | None:
        """The day it was moved to, if it was."""
        return date.fromisoformat(self.instead) if self.instead not in (None, "tiny") else None


class SkippedDay(NamedTuple):
    """What of a Skip decides whether a practice is due."""

    assignment_id: uuid.UUID | None
    local_date: date
    instead: str | None

    other_day = Skip.other_day


def which(practice: PracticeVersion, assignment: Assignment | None) -> dict[str, Any]:
    """What a payload says of the practice that was run; `slug` only where it is not the assigned one."""
    named = {"assignment_id": assignment.id} if assignment else {}
    if practice.slug != (assignment and assignment.practice.slug):
        named["slug"] = practice.slug
    return named | {"version": practice.version}


def _named(entry: Entry) -> dict:
    """Which practice an entry is about. `slug` and `version`: what was really done, even breath for holds too."""
    from app.practices.models.assignment import Assignment

    said = entry.payload
    if not said.get("assignment_id"):
        return {"assignment_id": None, "slug": said["slug"], "version": said["version"]}
    assignment = Assignment.of(entry.user_id, uuid.UUID(said["assignment_id"]))
    return {
        "assignment_id": assignment.id,
        "slug": said.get("slug") or assignment.practice.slug,
        "version": said.get("version") or assignment.practice.version,
    }
