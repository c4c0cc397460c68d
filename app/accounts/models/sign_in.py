"""Signing in: the six-digit code, and the sign-in it opens. Both are stored hashed."""

from __future__ import annotations

import hmac
import secrets
import uuid
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, Select, bindparam, delete, select, update
from sqlalchemy.orm import Mapped, joinedload, load_only, mapped_column, relationship

from app.accounts.models.consent import Consent
from app.accounts.models.organization import Membership, Pairing
from app.core.db import Base, Named, db
from app.core.ids import uuid7
from app.core.keys import keyed_hash

if TYPE_CHECKING:
    from app.accounts.models.user import User

CODE_LIVES = timedelta(minutes=10)
CODE_TRIES = 5
# A phone may send the same form twice within a moment: the second gets the same sign-in.
SAME_REQUEST = timedelta(seconds=10)


class SignIn(Named, Base):
    """One browser of one person. Listed and ended in settings."""

    __tablename__ = "sign_in"
    __table_args__ = (Index("ix_sign_in_user", "user_id"),)
    organization_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organization.id"))
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"))
    token_hash: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    used_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    # "Chrome on Android": the browser in two words, for the list in settings.
    browser: Mapped[str] = mapped_column(default="")

    user: Mapped[User] = relationship()

    @classmethod
    def begin(cls, user: User, *, token: str, browser: str, now: datetime) -> SignIn:
        """A new sign-in; `token` goes into the cookie, the row keeps its hash. The same token twice is one row."""
        known = db.session.scalar(select(cls).where(cls.token_hash == keyed_hash("sign-in", token)))
        if known:
            return known
        sign_in = cls(
            organization_id=user.organization_id,
            user_id=user.id,
            token_hash=keyed_hash("sign-in", token),
            created_at=now,
            used_at=now,
            browser=browser,
        )
        db.session.add(sign_in)
        return sign_in

    @classmethod
    def load(cls, token: str, *, now: datetime) -> User | None:
        """The person of a cookie, with roles, pairing and coach in one statement; None once it ended or ran out."""
        named = {"token_hash": keyed_hash("sign-in", token)}
        sign_in = db.session.scalars(_living(), named).unique().one_or_none()
        if sign_in is None or not sign_in.lasts(now):
            return None
        user = sign_in.user
        user.sign_in_token, user.sign_in = token, sign_in
        return user

    @classmethod
    def just_begun(cls, token: str, *, now: datetime) -> SignIn | None:
        """The sign-in a form sent twice has opened already."""
        row = db.session.scalar(
            select(cls).where(cls.token_hash == keyed_hash("sign-in", token), cls.ended_at.is_(None))
        )
        return row if row and now - row.created_at <= SAME_REQUEST else None

    def lasts(self, now: datetime) -> bool:
        """A client's lasts 90 days unused and 400 at most; a coach's or owner's 7 and 30."""
        return lasts(self, self.user.roles, now)

    def due_for_use(self, now: datetime) -> bool:
        """Should the page tell us that it is still in use? Once a day is enough."""
        return now - self.used_at > timedelta(hours=20)

    @classmethod
    def of(cls, user: User) -> list[SignIn]:
        """This person's living sign-ins, newest use first."""
        return list(
            db.session.scalars(
                select(cls).where(cls.user_id == user.id, cls.ended_at.is_(None)).order_by(cls.used_at.desc())
            )
        )

    @classmethod
    def lasting(cls, user: User, *, now: datetime) -> list[SignIn]:
        """The living ones that have not run out either, newest use first."""
        return [sign_in for sign_in in cls.of(user) if sign_in.lasts(now)]

    @classmethod
    def one_of(cls, user: User, sign_in_id: uuid.UUID) -> SignIn | None:
        """One of this person's living sign-ins, or None."""
        return db.session.scalar(
            select(cls).where(cls.user_id == user.id, cls.id == sign_in_id, cls.ended_at.is_(None))
        )

    def end(self, now: datetime) -> None:
        """The browser is signed out with its next request; safe to repeat."""
        self.ended_at = self.ended_at or now

    @classmethod
    def end_others(cls, user: User, *, now: datetime) -> None:
        """Ends every sign-in of this person but the one that asks."""
        others = (cls.user_id == user.id, cls.ended_at.is_(None), cls.id != user.sign_in.id)
        db.session.execute(update(cls).where(*others).values(ended_at=now))

    @classmethod
    def end_all(cls, user_id: uuid.UUID, *, now: datetime) -> None:
        db.session.execute(update(cls).where(cls.user_id == user_id, cls.ended_at.is_(None)).values(ended_at=now))


def lasts(sign_in, roles: frozenset[str], now: datetime) -> bool:
    """The same for whatever has `created_at` and `used_at`, and the roles of its person."""
    from app.accounts.models.user import CLIENT_LASTS, STAFF_LASTS

    unused, at_most = STAFF_LASTS if roles - {"client"} else CLIENT_LASTS
    return now - sign_in.used_at < unused and now - sign_in.created_at < at_most


@cache
def _living() -> Select[tuple[SignIn]]:
    """The sign-in of a `token_hash` with its person, as every request needs them. What few pages ask for (the name of
    the organization, who gave what when) is read when it is asked for."""
    from app.accounts.models.user import User

    person = joinedload(SignIn.user)
    roles, yes = person.joinedload(User.memberships), person.joinedload(User.consents)
    pairing = person.joinedload(User.pairing)
    return (
        select(SignIn)
        .where(SignIn.token_hash == bindparam("token_hash"), SignIn.ended_at.is_(None))
        .options(
            load_only(SignIn.user_id, SignIn.created_at, SignIn.used_at, SignIn.ended_at),
            person.defer(User.created_at),
            roles.load_only(Membership.role, Membership.joined_at, Membership.paused_at, Membership.ended_at),
            yes.load_only(Consent.purpose, Consent.coach_id, Consent.given_at, Consent.withdrawn_at),
            pairing.defer(Pairing.organization_id),
            pairing.joinedload(Pairing.coach).load_only(User.organization_id, User.name, User.pronouns, User.zone),
        )
    )


class SignInCode(Named, Base):
    """Six digits, mailed; ten minutes, five tries, good where it was asked for. Unknown addresses get one too."""

    __tablename__ = "sign_in_code"
    __table_args__ = (Index("ix_sign_in_code_browser", "browser_hash"),)
    # None: nobody here has this address, and nothing but the mail that is not sent tells them apart.
    user_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    # What the code is for: sign_in, join (the invite below), address (a change to the one in email), address_own (from it).
    purpose: Mapped[str]
    invite_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("invite.id"))
    email: Mapped[str]
    # What was answered before the code was asked for: name, consents. Erased when used.
    answers: Mapped[dict] = mapped_column(default=dict)
    code_hash: Mapped[str]
    browser_hash: Mapped[str]
    created_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0)
    used_at: Mapped[datetime | None]

    @classmethod
    def ask(cls, *, email: str, browser: str, purpose: str, now: datetime, user: User | None = None, **more):
        """A new code for `email` in the browser whose cookie is `browser`. Returns (row, code)."""
        code = f"{secrets.randbelow(1_000_000):06}"
        row = cls(
            id=uuid7(),
            user_id=user.id if user else None,
            purpose=purpose,
            email=email,
            browser_hash=keyed_hash("browser", browser),
            created_at=now,
            tries=0,
            **more,
        )
        row.code_hash = keyed_hash("code", str(row.id), code)
        db.session.add(row)
        return row, code

    @classmethod
    def asked_by(cls, browser: str, *, purpose: str, now: datetime) -> SignInCode | None:
        """The newest code this browser asked for that can still be used or was used a moment ago."""
        row = db.session.scalar(
            select(cls)
            .where(cls.browser_hash == keyed_hash("browser", browser), cls.purpose == purpose)
            .order_by(cls.created_at.desc(), cls.id.desc())
            .limit(1)
        )
        return row if row and row.alive(now) else None

    @classmethod
    def forget_answers(cls, invite_id: uuid.UUID) -> None:
        """What was answered on the way in is kept no longer than it takes to join."""
        db.session.execute(update(cls).where(cls.invite_id == invite_id).values(answers={}))

    @classmethod
    def forget(cls, *, before: datetime) -> None:
        """Removes codes nobody can type any more: some are about people who are not here."""
        db.session.execute(delete(cls).where(cls.created_at < before))

    def alive(self, now: datetime) -> bool:
        if self.used_at:
            return now - self.used_at <= SAME_REQUEST
        return now - self.created_at < CODE_LIVES and self.tries < CODE_TRIES

    def matches(self, code: str, *, now: datetime) -> bool:
        """Does it fit? Then it is used."""
        if not self.fits(code):
            return False
        self.use(now)
        return True

    def use(self, now: datetime) -> None:
        self.used_at = self.used_at or now

    def fits(self, code: str) -> bool:
        """Counts the try first, in one conditional update: ten guesses at once cost ten tries."""
        if not self.used_at:
            table = type(self)
            counted = db.session.execute(
                update(table)
                .where(table.id == self.id, table.tries < CODE_TRIES)
                .values(tries=table.tries + 1)
                .execution_options(synchronize_session=False)
            )
            if counted.rowcount != 1:
                return False
            db.session.refresh(self, ["tries"])
        right = hmac.compare_digest(self.code_hash, keyed_hash("code", str(self.id), code.strip()))
        return right and (self.user_id is not None or self.purpose == "join")

    @property
    def tries_left(self) -> int:
        return CODE_TRIES - self.tries

    def token(self, browser: str) -> str:
        """The token of the sign-in this code opens: the same for the same request sent twice."""
        return keyed_hash("token", str(self.id), browser)
