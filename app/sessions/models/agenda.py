"""What the client wants to bring, in their own words."""

from __future__ import annotations

import uuid

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, db
from app.entries.models import Entry, Kept

KIND = "agenda.noted"


class AgendaNote(Kept, Base):
    """One line for one session; several stand beside each other. A correction supersedes."""

    __tablename__ = "agenda_note"
    __table_args__ = (Index("ix_agenda_note_session", "session_id", "gone_at"),)
    session_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("coaching_session.id"))
    text: Mapped[str]

    @classmethod
    def record(cls, entry: Entry) -> AgendaNote:
        said = entry.payload
        return cls.keep(entry, session_id=uuid.UUID(said["session_id"]), text=said["text"])

    @classmethod
    def for_session(cls, client_id: uuid.UUID, session_id: uuid.UUID) -> list[AgendaNote]:
        """Standing notes, in the order they were made."""
        rows = cls.standing(client_id).where(cls.session_id == session_id)
        return list(db.session.scalars(rows.order_by(cls.occurred_at, cls.id)))

    @classmethod
    def known(cls, client_id: uuid.UUID, session_id: uuid.UUID, note_id: uuid.UUID) -> bool:
        """Is or was this a note of this client for this session?"""
        row = db.session.get(cls, {"user_id": client_id, "id": note_id})
        return row is not None and row.session_id == session_id
