"""Nudges: one message to one person that falls due once; its reason is stored with it."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, delete
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, Named, db, insert_once
from app.core.ids import uuid7


class Nudge(Named, Base):
    """`kind` as in rules.json, `key` unique per person: scheduling twice is scheduling once."""

    __tablename__ = "nudge"
    __table_args__ = (UniqueConstraint("user_id", "key"), Index("ix_nudge_due", "due_at"))
    organization_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organization.id"))
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"))
    kind: Mapped[str]
    key: Mapped[str]
    due_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    reason: Mapped[str]
    created_at: Mapped[datetime]

    @classmethod
    def schedule(cls, *, now: datetime, **columns) -> None:
        """Adds a nudge unless this person has one of this key."""
        values = {"id": uuid7(), "created_at": now, **columns}
        insert_once(cls, values, unique=("user_id", "key"))

    @classmethod
    def cancel(cls, *, user_id: uuid.UUID, key: str) -> None:
        db.session.execute(delete(cls).where(cls.user_id == user_id, cls.key == key))
