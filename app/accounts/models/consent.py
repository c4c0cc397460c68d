"""Consent: for a purpose, to a text, at a time, for one coach; taken back at a time."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, select, update
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
    def answer(cls, client: User, purposes: Iterable[str], *, yes: bool, now: datetime) -> None:
        """What the client lets today's coach see. A no is remembered too: nobody asks again. Needs a pairing."""
        for purpose in purposes:
            change = cls.give if yes else cls.withdraw
            change(client, purpose, coach_id=client.pairing.coach_id, now=now)
        client.pairing.client_decided_at = client.pairing.client_decided_at or now

    @classmethod
    def lapse(cls, *, client_id: uuid.UUID, coach_id: uuid.UUID, now: datetime) -> None:
        """What a client let this coach see ends with their pairing: a later one asks anew."""
        between = (cls.user_id == client_id, cls.coach_id == coach_id, cls.withdrawn_at.is_(None))
        db.session.execute(update(cls).where(*between).values(withdrawn_at=now))

    @classmethod
    def undecided(cls, client: User) -> bool:
        """Has this client a coach about whom, since they were paired, they have said neither yes nor no?"""
        pairing = client.pairing
        if pairing is None or pairing.client_decided_at:
            return False
        about = [one for one in client.consents if one.coach_id == pairing.coach_id]
        return not any(one.stands or one.given_at >= pairing.began_at for one in about)

    @property
    def stands(self) -> bool:
        return self.withdrawn_at is None

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
