"""What the client wants to bring, in their own words."""

from __future__ import annotations

import uuid

from sqlalchemy import ForeignKey, Index, or_
from sqlalchemy.orm import Mapped, mapped_column

from app.accounts.models import Pairing
from app.core.db import Base, db
from app.entries.models import Entry, Kept
from app.sessions.models.session import CoachingSession

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
        """Standing notes, in the order they were made; also those for sessions just before it that fell through."""
        rows = cls.standing(client_id).where(
            or_(cls.session_id == session_id, cls.session_id.in_(CoachingSession.fallen_through_before(session_id)))
        )
        return list(db.session.scalars(rows.order_by(cls.occurred_at, cls.id)))

    @classmethod
    def told(cls, pairing: Pairing, session_id: uuid.UUID) -> list[AgendaNote]:
        """Those the coach of this pairing may read: what was said to a former coach was promised to them alone."""
        notes = cls.for_session(pairing.client_id, session_id)
        return [note for note in notes if note.received_at >= pairing.began_at]

    @classmethod
    def known(cls, client_id: uuid.UUID, note_id: uuid.UUID) -> bool:
        """Is or was this a note of this client?"""
        return db.session.get(cls, {"user_id": client_id, "id": note_id}) is not None
