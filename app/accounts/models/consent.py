"""Consent: for a purpose, to a text, at a time, for one coach; taken back at a time."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, select
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, Named, db

if TYPE_CHECKING:
    from app.accounts.models.user import User

# What a client can say yes to. The first two name a coach and end with the pairing.
CHECK_INS = "coach_sees_check_ins"
PRACTICES = "coach_sees_practices"
TERMS = "terms"

# Moves on whenever the words of the question or of the terms change.
TEXT_VERSION = "2026-11"


class Consent(Named, Base):
    """A yes with its date and, if taken back, that date. Never deleted, never edited otherwise."""

    __tablename__ = "consent"
    __table_args__ = (Index("ix_consent_user", "user_id", "purpose"),)
    organization_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organization.id"))
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"))
    purpose: Mapped[str]
    # The coach who was named in the question; None for the terms.
    coach_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    text_version: Mapped[str]
    given_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]

    @classmethod
    def give(cls, user: User, purpose: str, *, coach_id: uuid.UUID | None = None, now: datetime) -> None:
        """Records a yes; one that stands already stays as it is."""
        if cls.standing(user.id, purpose, coach_id=coach_id) is None:
            db.session.add(
                cls(
                    organization_id=user.organization_id,
                    user_id=user.id,
                    purpose=purpose,
                    coach_id=coach_id,
                    text_version=TEXT_VERSION,
                    given_at=now,
                )
            )

    @classmethod
    def withdraw(cls, user: User, purpose: str, *, coach_id: uuid.UUID | None = None, now: datetime) -> None:
        """Takes a yes back; safe to repeat."""
        consent = cls.standing(user.id, purpose, coach_id=coach_id)
        if consent:
            consent.withdrawn_at = now

    @classmethod
    def stands(cls, client: User, purpose: str) -> bool:
        """Does the client's coach of today have this yes?"""
        coach_id = client.pairing.coach_id if client.pairing else None
        return coach_id is not None and cls.standing(client.id, purpose, coach_id=coach_id) is not None

    @classmethod
    def standing(cls, user_id: uuid.UUID, purpose: str, *, coach_id: uuid.UUID | None) -> Consent | None:
        return db.session.scalar(
            select(cls).where(
                cls.user_id == user_id,
                cls.purpose == purpose,
                cls.coach_id == coach_id if coach_id else cls.coach_id.is_(None),
                cls.withdrawn_at.is_(None),
            )
        )

    @classmethod
    def given_to(cls, coach: User, purpose: str) -> set[uuid.UUID]:
        """Ids of all people who let this coach see `purpose`: one statement for a whole caseload."""
        return set(
            db.session.scalars(
                select(cls.user_id).where(
                    cls.coach_id == coach.id, cls.purpose == purpose, cls.withdrawn_at.is_(None)
                )
            )
        )
