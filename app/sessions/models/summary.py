"""What the client reads after a session, and what only the coach does. The two never share a row."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, Index, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from app.accounts.models import User
from app.core.db import Base, db
from app.nudges.models import Nudge
from app.practices.models import Assignment
from app.sessions.models.session import CoachingSession

UNDO_SECONDS = 30
MOST_WORDS = 120
NUDGE_LIVES = timedelta(hours=3)


class Summary(Base):
    """At most 120 words: what I heard (focus), in their words (insight), what they chose (the assignments), next time."""

    __tablename__ = "summary"
    __table_args__ = (Index("ix_summary_client", "client_id", "published_at"),)
    session_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("coaching_session.id"), primary_key=True)
    organization_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organization.id"))
    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"))
    coach_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"))
    focus: Mapped[str] = mapped_column(default="")
    insight: Mapped[str] = mapped_column(default="")
    # "Bring one evening that went the way you wanted."
    bring: Mapped[str | None]
    # Raised by every save: whoever saves over a newer one is told (two people, one summary).
    version: Mapped[int] = mapped_column(default=1)
    edited_at: Mapped[datetime]
    published_at: Mapped[datetime | None]
    opened_at: Mapped[datetime | None]
    next_session_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("coaching_session.id"))

    session: Mapped[CoachingSession] = relationship(foreign_keys=[session_id])
    next_session: Mapped[CoachingSession | None] = relationship(foreign_keys=[next_session_id])

    @classmethod
    def draft(cls, session: CoachingSession, *, now: datetime) -> Summary:
        """The session's summary, begun if there is none."""
        summary = db.session.get(cls, session.id)
        if summary is None:
            summary = cls(
                session_id=session.id,
                organization_id=session.organization_id,
                client_id=session.client_id,
                coach_id=session.coach_id,
                edited_at=now,
            )
            db.session.add(summary)
        return summary

    @classmethod
    def visible_to(cls, client: User):
        """The published summaries of a client, newest first."""
        return (
            select(cls)
            .where(cls.client_id == client.id, cls.published_at.is_not(None))
            .options(joinedload(cls.session).joinedload(CoachingSession.coach), joinedload(cls.next_session))
            .order_by(cls.published_at.desc())
        )

    def publish(self, *, now: datetime) -> None:
        """Sends it to the client: the nudge is due at once and expires. Assignments are given in the same transaction."""
        self.published_at = now
        Nudge.schedule(
            user_id=self.client_id,
            organization_id=self.organization_id,
            kind="summary_ready",
            key=f"summary:{self.session_id}",
            due_at=now,
            expires_at=now + NUDGE_LIVES,
            reason="Your coach published the summary of your session.",
            now=now,
        )

    def take_back(self) -> None:
        """Undo: not published, its assignments and its nudge gone. The words stay as a draft."""
        self.published_at = self.opened_at = None
        db.session.execute(db.delete(Assignment).where(Assignment.session_id == self.session_id))
        Nudge.cancel(user_id=self.client_id, key=f"summary:{self.session_id}")

    def open(self, *, now: datetime) -> None:
        """The client has it on the screen; the first time counts."""
        self.opened_at = self.opened_at or now

    def can_be_taken_back(self, now: datetime) -> bool:
        return self.published_at is not None and now - self.published_at <= timedelta(seconds=UNDO_SECONDS)

    def choices(self) -> list[Assignment]:
        """What the client chose in this session."""
        rows = select(Assignment).where(Assignment.session_id == self.session_id)
        return list(db.session.scalars(rows.options(joinedload(Assignment.practice)).order_by(Assignment.assigned_at)))


class PrivateNote(Base):
    """My private note: the coach's own, never sent, never shown to anybody else, not handed over."""

    __tablename__ = "private_note"
    session_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("coaching_session.id"), primary_key=True)
    coach_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"), primary_key=True)
    text: Mapped[str]
    edited_at: Mapped[datetime]

    @classmethod
    def write(cls, session: CoachingSession, coach: User, text: str, *, now: datetime) -> None:
        db.session.merge(cls(session_id=session.id, coach_id=coach.id, text=text, edited_at=now))

    @classmethod
    def read(cls, session: CoachingSession, coach: User) -> str:
        row = db.session.get(cls, (session.id, coach.id))
        return row.text if row else ""
