"""An invitation: a link that lasts seven days, opens once, and shows nothing of anybody."""

from __future__ import annotations

import base64
import hmac
import uuid
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Select, or_, select, update
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from app.accounts.models.consent import CHECK_INS, PRACTICES, TERMS, Consent
from app.accounts.models.organization import Membership, Organization, Pairing
from app.core.db import Base, Named, db, insert_once
from app.core.ids import uuid7
from app.core.keys import keyed_hash

if TYPE_CHECKING:
    from app.accounts.models.user import User

INVITE_LIVES = timedelta(days=7)
TOKEN_LENGTH = 22


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

    @classmethod
    def of_token(cls, token: str) -> Invite | None:
        """The invite of a link, mailed or shown, whatever its state; who invited comes along."""
        hashed = keyed_hash("invite", token[:TOKEN_LENGTH])
        people = (joinedload(cls.organization), joinedload(cls.coach), joinedload(cls.invited_by))
        return db.session.scalar(select(cls).where(cls.token_hash == hashed).options(*people))

    @classmethod
    def seen_by(cls, person: User) -> Select[tuple[Invite]]:
        """The invites this person may see and use: an owner all, a coach those of their own clients."""
        query = select(cls).where(cls.organization_id == person.organization_id)
        if "owner" in person.roles:
            return query
        return query.where(cls.role == "client", or_(cls.invited_by_id == person.id, cls.coach_id == person.id))

    @classmethod
    def of(cls, person: User, invite_id: uuid.UUID) -> Invite | None:
        """One of them that nobody has used or taken back, or None."""
        return db.session.scalar(cls._unused(cls.seen_by(person)).where(cls.id == invite_id))

    @classmethod
    def waiting(cls, person: User, *, now: datetime) -> list[Invite]:
        """What this person has invited and nobody has used, newest first; rested ones if somebody asked again."""
        lives = or_(cls.created_at > now - INVITE_LIVES, cls.asked_again_at.is_not(None))
        query = cls._unused(cls.seen_by(person)).where(lives).options(joinedload(cls.coach))
        return list(db.session.scalars(query.order_by(cls.created_at.desc(), cls.id.desc())))

    @classmethod
    def revoke_all(cls, membership: Membership, now: datetime) -> None:
        """Takes back what stands on a role that ends: no link of a former coach or owner lets anybody in."""
        theirs = {
            "coach": or_(cls.coach_id == membership.user_id, cls.invited_by_id == membership.user_id),
            "owner": (cls.invited_by_id == membership.user_id) & (cls.role != "client"),
        }.get(membership.role)
        if theirs is not None:
            open_ones = (cls.accepted_at.is_(None), cls.revoked_at.is_(None), theirs)
            db.session.execute(update(cls).where(*open_ones).values(revoked_at=now))

    @property
    def token(self) -> str:
        """128 bits from the server's key and the id: nothing that opens a door lies in the database."""
        return _short(keyed_hash("invite-token", str(self.id)))

    @property
    def mailed_token(self) -> str:
        """The token of the mailed link: longer by what only the mail's reader has, so the inviter cannot use it."""
        return self.token + _short(keyed_hash("invite-mail", str(self.id), self.email or ""))

    def proves(self, token: str, email: str) -> bool:
        """Does having this link prove the address? Only if it was mailed there."""
        return self.email == email and hmac.compare_digest(token.encode(), self.mailed_token.encode())

    def sign_in_token(self, browser: str) -> str:
        """The token of the sign-in that joining opens: the same for two taps in one browser."""
        return keyed_hash("token", str(self.id), browser)

    def open(self, now: datetime) -> bool:
        """Can it still be used?"""
        return not (self.accepted_at or self.revoked_at) and not self.rested(now)

    def rested(self, now: datetime) -> bool:
        """Older than seven days; nothing else about it matters then."""
        return now - self.created_at >= INVITE_LIVES

    @property
    def host(self) -> User | None:
        """Whose name stands on the page: the coach of a client, else who invited."""
        return self.coach or self.invited_by

    def ask_again(self, now: datetime) -> None:
        """Somebody with the link would like a new one; whoever invited sees it under People."""
        if self.accepted_at is None and self.revoked_at is None:
            self.asked_again_at = now

    def revoke(self, now: datetime) -> None:
        """The link lets nobody in from now on; safe to repeat."""
        self.revoked_at = self.revoked_at or now

    def again(self, *, by: User, now: datetime) -> Invite:
        """A new link for the same person; this one is taken back."""
        self.revoke(now)
        same = {"role": self.role, "coach_id": self.coach_id, "name": self.name, "email": self.email}
        return Invite.make(organization_id=self.organization_id, invited_by_id=by.id, now=now, **same)

    def hindrance(self, user: User | None) -> str | None:
        """Why an account cannot join by this: elsewhere (another organization), yourself, coached or paused."""
        if user is None:
            return None
        if user.organization_id != self.organization_id:
            return "elsewhere"
        if user.id == self.coach_id:
            return "yourself"
        membership = user.membership(self.role)
        if membership and membership.state == "paused" and self.role != "client":
            return "paused"
        return "coached" if self.role == "client" and user.coach and user.coach.id != self.coach_id else None

    def accept(self, *, email: str, name: str, zone: str, sees: bool, now: datetime) -> User | None:
        """Person, role, pairing and consents together, or None (roll back) if the invite was used, or the address
        taken, meanwhile. `sees`: the coach may see check-ins and practices. An account gets the role added."""
        user = _person(self.organization_id, email, name=name, zone=zone, now=now)
        if self.hindrance(user) or not self._use(now):
            return None
        Membership.give(user, self.role, now=now)
        Consent.give(user, TERMS, now=now)
        if self.role == "client":
            self._pair(user, sees=sees, now=now)
        return user

    def _pair(self, user: User, *, sees: bool, now: datetime) -> None:
        Pairing.begin(coach=self.coach, client=user, now=now)
        db.session.flush()
        db.session.refresh(user, ["pairing"])
        Consent.answer(user, (CHECK_INS, PRACTICES), yes=sees, now=now)

    def _use(self, now: datetime) -> bool:
        # Two taps, or two people with one link: only the first finds it unused.
        unused = (Invite.id == self.id, Invite.accepted_at.is_(None), Invite.revoked_at.is_(None))
        taken = update(Invite).where(*unused).values(accepted_at=now)
        return db.session.execute(taken).rowcount == 1

    @classmethod
    def _unused(cls, query: Select[tuple[Invite]]) -> Select[tuple[Invite]]:
        return query.where(cls.accepted_at.is_(None), cls.revoked_at.is_(None))


def _person(organization_id: uuid.UUID, email: str, *, name: str, zone: str, now: datetime) -> User:
    from app.accounts.models.user import User

    # Insert first: two invitations may be used with one address at the same moment.
    told = {"email": email, "name": name, "zone": zone, "preferences": {}, "created_at": now}
    insert_once(User, {"id": uuid7(), "organization_id": organization_id} | told, unique=("email",))
    return User.of_address(email, locked=True)


def _short(digest: str) -> str:
    return base64.urlsafe_b64encode(bytes.fromhex(digest)[:16]).decode().rstrip("=")
