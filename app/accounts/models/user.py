"""A person: one address, one organization, one or more roles."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta

from sqlalchemy import ForeignKey, Select, and_, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from app.accounts.models.consent import PRACTICES, Consent
from app.accounts.models.organization import Membership, Organization, Pairing
from app.core import clock
from app.core.db import Base, Named, db


class User(Named, Base):
    """A person. `zone` is an IANA name, `locale` a tag as en-GB; `preferences` holds what Settings sets."""

    __tablename__ = "user"
    organization_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organization.id"), index=True)
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    pronouns: Mapped[str | None]
    zone: Mapped[str] = mapped_column(default="UTC")
    locale: Mapped[str] = mapped_column(default="en-GB")
    # {"theme": "system|light|dark", "text": 100|115|150|200, "hide_runs": bool, "left_handed": bool,
    #  "vibration": bool, "triggers": [..], "go_gently": [..], "told": id of the pairing both lists were said in}
    preferences: Mapped[dict] = mapped_column(default=dict)
    created_at: Mapped[datetime]

    organization: Mapped[Organization] = relationship()
    memberships: Mapped[list[Membership]] = relationship(back_populates="user")
    pairing: Mapped[Pairing | None] = relationship(
        primaryjoin=lambda: and_(Pairing.client_id == User.id, Pairing.ended_at.is_(None)),
        foreign_keys=lambda: [Pairing.client_id],
        viewonly=True,
        uselist=False,
    )

    consents: Mapped[list[Consent]] = relationship(
        primaryjoin=lambda: User.id == Consent.user_id, foreign_keys=lambda: [Consent.user_id], viewonly=True
    )

    @classmethod
    def of_address(cls, email: str, *, locked: bool = False) -> User | None:
        """Who signs in with this address, with their roles in the same statement. `email` in small letters;
        `locked`: until the commit, one request at a time, with what the last one left."""
        found = select(cls).where(cls.email == email).options(joinedload(cls.memberships))
        if locked:
            found = found.with_for_update(of=cls).execution_options(populate_existing=True)
        return db.session.scalars(found).unique().one_or_none()

    # Set when the person is loaded for a request: the token in the cookie and its row.
    sign_in_token = None
    sign_in = None

    # What Flask-Login asks of a person.
    is_authenticated = is_active = True
    is_anonymous = False

    def get_id(self) -> str:
        """For Flask-Login: the sign-in's token, never the user's id."""
        return self.sign_in_token or ""

    @property
    def roles(self) -> frozenset[str]:
        """The roles that open doors now."""
        return frozenset(membership.role for membership in self.memberships if membership.opens_doors)

    def may_enter(self, allowed: frozenset[str]) -> bool:
        """Does one of this person's living roles open a view that allows these?"""
        roles = self.roles
        return bool(roles & allowed) or (bool(roles) and "person" in allowed)

    @property
    def first_name(self) -> str:
        return self.name.split()[0]

    @property
    def coach(self) -> User | None:
        """The client's coach now."""
        return self.pairing.coach if self.pairing else None

    @property
    def subject(self) -> str:
        """she, he, they or the first name: for sentences on the coach's pages."""
        word = (self.pronouns or "").partition("/")[0]
        return word if word in ("she", "he", "they") else self.first_name

    @property
    def possessive(self) -> str:
        """her, his, their or Maya's."""
        return {"she": "her", "he": "his", "they": "their"}.get(self.subject, f"{self.first_name}’s")

    def local_day(self, now: datetime) -> date:
        """This person's local date; the day starts at 03:00."""
        return clock.local_day(now, self.zone)

    def prefers(self, name: str, default=None):
        return self.preferences.get(name, default)

    def describe(self, *, name: str, pronouns: str | None, zone: str, locale: str) -> None:
        """What a person says about themselves in Settings; days already recorded keep the zone they were lived in."""
        self.name, self.pronouns, self.zone, self.locale = name, pronouns, zone, locale

    def prefer(self, **changes) -> None:
        """Sets preferences by name; the others stay."""
        # A new dict: a change inside the old one would not be seen.
        self.preferences = {**self.preferences, **changes}

    def tell(self, **lists: list[str]) -> None:
        """What weighs (triggers) and what to go gently with (go_gently): said to the coach of today, if there is one."""
        self.prefer(**lists, told=str(self.pairing.id) if self.pairing else None)

    @property
    def tells(self) -> bool:
        """May the coach of today know both lists? If they were said to this coach, or with a yes to practices: what
        an earlier coach was told goes along only as far as the client consents."""
        said = self.pairing is not None and self.prefers("told") == str(self.pairing.id)
        return said or self.consents_to(PRACTICES)

    def told(self, name: str) -> list[str]:
        """For the coach's pages: triggers or go_gently, as far as the coach of today may know."""
        return self.prefers(name, []) if self.tells else []

    def shares(self, shared_at: datetime | None) -> bool:
        """Was it shared with the coach of today? What another coach was shown is not shared with this one."""
        return shared_at is not None and self.pairing is not None and shared_at >= self.pairing.began_at

    def read_by_coach(self, at: datetime, purpose: str | None = None) -> bool:
        """Has today's coach had on the screen what arrived `at`, by itself or under a yes to `purpose`? Not what came
        after the last look, nor what could not be seen at it, nor what was out of sight before the first."""
        pairing = self.pairing
        if pairing is None or pairing.read_at is None or at > pairing.read_at:
            return False
        if purpose is None:
            return at >= pairing.began_at
        yes = [one for one in self.consents if one.purpose == purpose and one.coach_id == pairing.coach_id]
        return any(one.stands and one.given_at <= pairing.read_at and at > one.given_at - IN_SIGHT for one in yes)

    def membership(self, role: str) -> Membership | None:
        return next((one for one in self.memberships if one.role == role), None)

    def consents_to(self, purpose: str) -> bool:
        """Has this client said yes, to the coach of today, and not taken it back?"""
        coach_id = self.pairing.coach_id if self.pairing else None
        return any(one.purpose == purpose and one.coach_id == coach_id and one.stands for one in self.consents)

    # A coach's clients, an owner's people: every coach's or owner's query starts here.

    def clients(self) -> Select[tuple[User]]:
        """The people this coach coaches now; ended ones are not among them."""
        return (
            select(User)
            .join(Pairing, and_(Pairing.client_id == User.id, Pairing.ended_at.is_(None)))
            .join(Membership, and_(Membership.user_id == User.id, Membership.role == "client"))
            .where(
                Pairing.coach_id == self.id,
                User.organization_id == self.organization_id,
                Membership.joined_at.is_not(None),
                Membership.ended_at.is_(None),
            )
        )

    def client(self, client_id: uuid.UUID) -> User | None:
        """One of this coach's clients, or None: what is not yours is not there."""
        return db.session.scalar(self.clients().where(User.id == client_id))

    def colleague(self, user_id: uuid.UUID) -> User | None:
        """Anybody of this owner's organization, or None."""
        return db.session.scalar(select(User).where(User.id == user_id, User.organization_id == self.organization_id))


# The days of a brief: what was older when a coach could first look has not been there.
IN_SIGHT = timedelta(days=14)

# How long a sign-in lasts: unused, and at most.
CLIENT_LASTS = (timedelta(days=90), timedelta(days=400))
STAFF_LASTS = (timedelta(days=7), timedelta(days=30))
