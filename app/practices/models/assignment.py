"""Assignments: a practice given to a client, with a schedule and an if-then cue."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta

from sqlalchemy import ForeignKey, Index, select
from sqlalchemy.orm import Mapped, contains_eager, mapped_column, relationship

from app.accounts.models import User
from app.core.db import Base, Named, db
from app.practices.models.library import EVEN_BREATH, PracticeVersion
from app.streaks import Schedule

# The practice that looks a week ahead, and how long it waits when a session asks for it once.
PROMPT = "next-seven-days"
PROMPT_LASTS = timedelta(days=7)


class Assignment(Named, Base):
    """`rhythm`: {"type": daily | weekdays | n_per_week, ...} as in practices.json.
    `ended_on`: from that day on it is not due."""

    __tablename__ = "assignment"
    __table_args__ = (Index("ix_assignment_client", "client_id", "ended_on"),)
    organization_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organization.id"))
    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"))
    coach_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"))
    practice_version_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("practice_version.id"))
    # The coaching session it came from; its summary names it. (The table stands on a higher floor: by name.)
    session_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("coaching_session.id"))
    rhythm: Mapped[dict]
    # "If I put the kettle on after work, then I take the long sigh."
    cue: Mapped[str | None]
    # Agreed to be done in its tiny version ("Smaller" in the close-out).
    smaller_since: Mapped[datetime | None]
    assigned_at: Mapped[datetime]
    assigned_on: Mapped[date]
    ended_on: Mapped[date | None]
    # A prompt for the week after a session: due until it was done once, on this day at the latest.
    once_until: Mapped[date | None]

    practice: Mapped[PracticeVersion] = relationship()

    @classmethod
    def of(cls, client_id: uuid.UUID, assignment_id: uuid.UUID) -> Assignment | None:
        """This client's assignment, ended ones too: what was done on a phone must find it."""
        rows = select(cls).where(cls.client_id == client_id, cls.id == assignment_id)
        return db.session.scalar(rows.join(cls.practice).options(contains_eager(cls.practice)))

    @classmethod
    def current(cls, client_id: uuid.UUID, today: date) -> list[Assignment]:
        """What this client has now, oldest first, each with its practice: one statement."""
        rows = (
            select(cls)
            .join(cls.practice)
            .options(contains_eager(cls.practice))
            .where(cls.client_id == client_id, cls.assigned_on <= today)
            .where((cls.ended_on.is_(None)) | (cls.ended_on > today))
        )
        return list(db.session.scalars(rows.order_by(cls.assigned_at, cls.id)))

    @classmethod
    def give(
        cls, client: User, practice: PracticeVersion, *, coach: User, rhythm: dict, now: datetime, **more
    ) -> Assignment:
        """Given outside a session, from the client's today on; flushed. `more`: cue, smaller_since, once_until."""
        assignment = cls(
            organization_id=client.organization_id,
            client_id=client.id,
            coach_id=coach.id,
            practice=practice,
            rhythm=rhythm,
            assigned_at=now,
            assigned_on=client.local_day(now),
            **more,
        )
        db.session.add(assignment)
        db.session.flush()
        return assignment

    def offered(self, *, gently: bool) -> PracticeVersion:
        """What the player opens: the practice as it was assigned, or even breath where holds are better left out."""
        swaps = gently and self.practice.has_holds
        return (PracticeVersion.newest(EVEN_BREATH) if swaps else None) or self.practice

    def done_as(self, slug: str | None, version: int | None) -> PracticeVersion | None:
        """What a run of this assignment was, by its slug and version; as assigned where it names none.
        None for what it cannot have been."""
        own = self.practice
        slug, version = slug or own.slug, version or own.version
        if (slug, version) == (own.slug, own.version):
            return own
        possible = slug == own.slug or (slug == EVEN_BREATH and own.has_holds)
        return PracticeVersion.built_in(slug, version) if possible else None

    @property
    def schedule(self) -> Schedule:
        return Schedule.from_dict(self.rhythm)

    @property
    def once(self) -> bool:
        """Asked for once, not a practice to come back to?"""
        return self.once_until is not None

    @property
    def often(self) -> str:
        """three a week; once, for a prompt."""
        return "once" if self.once else self.schedule.words()

    @property
    def title(self) -> str:
        return self.practice.title

    @property
    def smaller(self) -> bool:
        return self.smaller_since is not None

    @classmethod
    def prompted(cls, session_id: uuid.UUID) -> bool:
        """Did this coaching session ask for something once?"""
        rows = select(cls.id).where(cls.session_id == session_id, cls.once_until.is_not(None))
        return db.session.scalar(select(rows.exists()))

    def end(self, today: date) -> None:
        """No longer due from today on; safe to repeat."""
        self.ended_on = self.ended_on or today
