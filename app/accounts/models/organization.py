"""The coaching business, who belongs to it in which role, and who coaches whom."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base, Named, db
from app.core.ids import uuid7

if TYPE_CHECKING:
    from app.accounts.models.invite import Invite
    from app.accounts.models.user import User


class Organization(Named, Base):
    """The coaching business; every row belongs to one."""

    __tablename__ = "organization"
    name: Mapped[str]
    created_at: Mapped[datetime]
    # ISO country whose helplines are shown where a person's zone says nothing.
    country: Mapped[str | None]

    @classmethod
    def sole(cls) -> Organization | None:
        """The only organization of this installation; None if there are several, or none yet."""
        first_two = db.session.scalars(select(cls).limit(2)).all()
        return first_two[0] if len(first_two) == 1 else None

    @classmethod
    def found(cls, name: str, owner_email: str, now: datetime) -> Invite:
        """A new organization. Returns the invite of its first owner, whose link nobody has mailed."""
        from app.accounts.models.invite import Invite

        organization = cls(id=uuid7(), name=name, created_at=now)
        db.session.add(organization)
        db.session.flush()
        return Invite.make(organization_id=organization.id, role="owner", email=owner_email.strip().lower(), now=now)


class Membership(Named, Base):
    """One role of a user in the organization: owner, coach or client. Its state follows from when things happened."""

    __tablename__ = "membership"
    __table_args__ = (UniqueConstraint("user_id", "role"),)
    organization_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organization.id"), index=True)
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"))
    role: Mapped[str]
    invited_at: Mapped[datetime]
    joined_at: Mapped[datetime | None]
    paused_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    user: Mapped[User] = relationship(back_populates="memberships")

    @property
    def state(self) -> str:
        """invited, active, paused or ended."""
        if self.ended_at:
            return "ended"
        if self.paused_at:
            return "paused"
        return "active" if self.joined_at else "invited"

    @property
    def opens_doors(self) -> bool:
        """A paused client may still come in (a pause is quiet, not a lock); a paused coach or owner may not."""
        return self.state == "active" or (self.state == "paused" and self.role == "client")

    @classmethod
    def give(cls, user: User, role: str, *, now: datetime) -> Membership:
        """This role of the user from now on; one that ended or rested begins again."""
        membership = user.membership(role)
        if membership is None:
            membership = cls(organization_id=user.organization_id, role=role, invited_at=now)
            user.memberships.append(membership)
        membership.joined_at = membership.joined_at or now
        membership.paused_at = membership.ended_at = None
        return membership

    def pause(self, now: datetime) -> None:
        """Safe to repeat."""
        self.paused_at = self.paused_at or now

    def resume(self) -> None:
        """Ends a pause; safe to repeat."""
        self.paused_at = None

    def end(self, now: datetime) -> None:
        """Ends this role and, when it was the last one, every sign-in. Pairings of the role end too."""
        from app.accounts.models.invite import Invite
        from app.accounts.models.sign_in import SignIn

        self.ended_at = self.ended_at or now
        Pairing.end_all(self, now)
        Invite.revoke_all(self, now)
        if not any(other.opens_doors for other in self.user.memberships):
            SignIn.end_all(self.user_id, now=now)


class Pairing(Named, Base):
    """This coach with this client, from-to; a handover ends one and begins another."""

    __tablename__ = "pairing"
    __table_args__ = (
        # One coach at a time.
        Index(
            "uq_pairing_open",
            "client_id",
            unique=True,
            sqlite_where=db.text("ended_at IS NULL"),
            postgresql_where=db.text("ended_at IS NULL"),
        ),
        Index("ix_pairing_coach", "coach_id", "ended_at"),
    )
    organization_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organization.id"))
    coach_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"))
    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"))
    began_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    # The coach has read what arrived up to here (the brief was on the screen); the client can see it.
    read_at: Mapped[datetime | None]
    # The client has answered what this coach may see, whatever the answer was.
    client_decided_at: Mapped[datetime | None]

    coach: Mapped[User] = relationship(foreign_keys=[coach_id])
    client: Mapped[User] = relationship(foreign_keys=[client_id])

    @classmethod
    def begin(cls, *, coach: User, client: User, now: datetime) -> Pairing:
        """Ends the client's open pairing, if there is one with somebody else, and begins this one."""
        # Two who hand over the same client at once: the second waits, and ends what the first began.
        db.session.execute(select(type(client).id).where(type(client).id == client.id).with_for_update())
        for open_one in cls._open(client.id):
            if open_one.coach_id == coach.id:
                return open_one
            open_one.end(now)
        db.session.flush()
        pairing = cls(organization_id=client.organization_id, coach_id=coach.id, client_id=client.id, began_at=now)
        db.session.add(pairing)
        return pairing

    @classmethod
    def end_all(cls, membership: Membership, now: datetime) -> None:
        """Ends the open pairings of a coach or client whose role ends."""
        side = {"client": cls.client_id, "coach": cls.coach_id}.get(membership.role)
        if side is None:
            return
        for pairing in db.session.scalars(select(cls).where(side == membership.user_id, cls.ended_at.is_(None))):
            pairing.end(now)

    def end(self, now: datetime) -> None:
        """Ends this pairing, and with it what the client let this coach see."""
        from app.accounts.models.consent import Consent

        self.ended_at = now
        Consent.lapse(client_id=self.client_id, coach_id=self.coach_id, now=now)

    @classmethod
    def _open(cls, client_id: uuid.UUID) -> list[Pairing]:
        return list(db.session.scalars(select(cls).where(cls.client_id == client_id, cls.ended_at.is_(None))))
