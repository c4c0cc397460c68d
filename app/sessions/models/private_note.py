"""What only the coach reads. It never shares a row, a schema or a template with what the client does."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.accounts.models import User
from app.core.db import Base, db
from app.sessions.models.session import CoachingSession


class PrivateNote(Base):
    """My private note: the coach's own, never sent, never shown to anybody else, not handed over."""

    __tablename__ = "private_note"
    session_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("coaching_session.id"), primary_key=True)
    coach_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"), primary_key=True)
    text: Mapped[str]
    edited_at: Mapped[datetime]

    @classmethod
    def write(cls, session: CoachingSession, coach: User, text: str, *, now: datetime) -> None:
        """Saves the note; an empty one removes it."""
        row = db.session.get(cls, (session.id, coach.id))
        if row is None and text:
            db.session.add(cls(session_id=session.id, coach_id=coach.id, text=text, edited_at=now))
        elif row and not text:
            db.session.delete(row)
        elif row and row.text != text:
            row.text, row.edited_at = text, now

    @classmethod
    def read(cls, session: CoachingSession, coach: User) -> str:
        row = db.session.get(cls, (session.id, coach.id))
        return row.text if row else ""

    @classmethod
    def stamp(cls, session: CoachingSession, coach: User) -> str:
        """When it was edited last, as a form carries it; empty while there is none."""
        row = db.session.get(cls, (session.id, coach.id))
        return row.edited_at.isoformat() if row else ""
