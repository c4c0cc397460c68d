"""An invitation: a link that lasts seven days, opens once, and shows nothing of anybody."""

from __future__ import annotations

import base64
import uuid
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models.organization import Organization
from app.core.db import Base, Named, db
from app.core.ids import uuid7
from app.core.keys import keyed_hash

if TYPE_CHECKING:
    from app.accounts.models.user import User

INVITE_LIVES = timedelta(days=7)


class Invite(Named, Base):
    """For a role in the organization; for a client, with a coach. The row keeps the link's hash only."""

    __tablename__ = "invite"
    organization_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organization.id"), index=True)
    role: Mapped[str]
    # Who will coach the client; None for coaches and owners.
    coach_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    # None only for the first owner of a new organization.
    invited_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    name: Mapped[str | None]
    # Mailed there: then the link itself proves the address. Else the address is typed and proven by a code.
    email: Mapped[str | None]
    mailed_at: Mapped[datetime | None]
    token_hash: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    # Somebody with a link that had rested too long asked for a new one.
    asked_again_at: Mapped[datetime | None]

    organization: Mapped[Organization] = relationship()
    coach: Mapped[User | None] = relationship(foreign_keys=[coach_id])
    invited_by: Mapped[User | None] = relationship(foreign_keys=[invited_by_id])

    @classmethod
    def make(cls, *, organization_id: uuid.UUID, role: str, now: datetime, **more) -> Invite:
        """A new invite; its link is `token`, which can be shown again to whoever invited."""
        invite = cls(id=uuid7(), organization_id=organization_id, role=role, created_at=now, token_hash="", **more)
        invite.token_hash = keyed_hash("invite", invite.token)
        db.session.add(invite)
        return invite

    @property
    def token(self) -> str:
        """128 bits from the server's key and the id: nothing that opens a door lies in the database."""
        return base64.urlsafe_b64encode(bytes.fromhex(keyed_hash("invite-token", str(self.id)))[:16]).decode().rstrip("=")

    @classmethod
    def of_token(cls, token: str) -> Invite | None:
        """The invite of a link, whatever its state."""
        return db.session.scalar(select(cls).where(cls.token_hash == keyed_hash("invite", token)))

    def open(self, now: datetime) -> bool:
        return not (self.accepted_at or self.revoked_at) and now - self.created_at < INVITE_LIVES

    @classmethod
    def waiting(cls, organization_id: uuid.UUID, *, now: datetime, coach: User | None = None) -> list[Invite]:
        """Invites nobody has used yet, newest first; of one coach if given."""
        query = select(cls).where(
            cls.organization_id == organization_id,
            cls.accepted_at.is_(None),
            cls.revoked_at.is_(None),
            cls.created_at > now - INVITE_LIVES,
        )
        if coach:
            query = query.where(cls.coach_id == coach.id)
        return list(db.session.scalars(query.order_by(cls.created_at.desc())))
