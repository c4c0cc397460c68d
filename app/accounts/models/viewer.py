"""Who looks at a page: a person read as plain rows, in one statement. They can be asked what a User can be asked.

A GET changes nothing, so it needs no entity of its person; whatever else it asks for is read when it does."""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property
from typing import Any, NamedTuple

from sqlalchemy import Select, Text, and_, bindparam, cast, select
from sqlalchemy.orm import aliased

from app.accounts.models.consent import Consent
from app.accounts.models.organization import Membership, Pairing
from app.accounts.models.sign_in import SignIn, lasts
from app.accounts.models.user import User
from app.core.db import db
from app.core.keys import keyed_hash
from app.core.reads import rows


class Browser(NamedTuple):
    """The sign-in that a page is asked for with."""

    id: uuid.UUID
    created_at: datetime
    used_at: datetime

    due_for_use = SignIn.due_for_use


class Role(NamedTuple):
    role: str
    joined_at: datetime | None
    paused_at: datetime | None
    ended_at: datetime | None

    state = Membership.state
    opens_doors = Membership.opens_doors


class Yes(NamedTuple):
    purpose: str
    coach_id: uuid.UUID | None
    given_at: datetime
    withdrawn_at: datetime | None

    stands = Consent.stands


class Coach(NamedTuple):
    id: uuid.UUID
    name: str
    pronouns: str | None
    zone: str

    first_name, subject, possessive = User.first_name, User.subject, User.possessive


class Pair(NamedTuple):
    id: uuid.UUID
    coach_id: uuid.UUID
    began_at: datetime
    read_at: datetime | None
    client_decided_at: datetime | None
    coach: Coach


@dataclass(frozen=True)
class Viewer:
    """The attributes and answers of a User, as of when the page was asked for."""

    id: uuid.UUID
    organization_id: uuid.UUID
    email: str
    name: str
    pronouns: str | None
    zone: str
    locale: str
    preferences: dict[str, Any]
    sign_in: Browser
    sign_in_token: str
    memberships: Sequence[Role]
    consents: Sequence[Yes]
    pairing: Pair | None

    is_authenticated = is_active = True
    is_anonymous = False

    get_id, may_enter, prefers, membership = User.get_id, User.may_enter, User.prefers, User.membership
    first_name, subject, possessive, coach = User.first_name, User.subject, User.possessive, User.coach
    local_day, consents_to = User.local_day, User.consents_to
    tells, shares, read_by_coach = User.tells, User.shares, User.read_by_coach
    clients, client, colleague = User.clients, User.client, User.colleague

    @classmethod
    def load(cls, token: str, *, now: datetime) -> Viewer | None:
        """The person of a cookie; None once its sign-in ended or ran out."""
        found = rows(_living(), token_hash=keyed_hash("sign-in", token))
        viewer = cls._of(found, token) if found else None
        return viewer if viewer and lasts(viewer.sign_in, viewer.roles, now) else None

    @classmethod
    def _of(cls, found: Sequence[tuple], token: str) -> Viewer:
        first, columns = found[0], _Columns
        # Each role stands beside each yes.
        roles = dict.fromkeys(row[columns.role] for row in found if row[columns.role.start])
        yes = dict.fromkeys(row[columns.yes] for row in found if row[columns.yes.start])
        paired = first[columns.pairing.start]
        return cls(
            *first[columns.person],
            preferences=json.loads(first[columns.preferences]),
            sign_in=Browser(*first[columns.browser]),
            sign_in_token=token,
            memberships=[Role(*one) for one in roles],
            consents=[Yes(*one) for one in yes],
            pairing=Pair(*first[columns.pairing], Coach(*first[columns.coach])) if paired else None,
        )

    @cached_property
    def roles(self) -> frozenset[str]:
        """The roles that open doors now."""
        return User.roles.fget(self)

    @cached_property
    def entity(self) -> User:
        return db.session.get(User, self.id)

    def __getattr__(self, name: str) -> Any:
        # Only what is not here comes here.
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self.entity, name)


class _Columns:
    """Where in a row of `_living` what stands."""

    person, preferences, browser = slice(0, 7), 7, slice(8, 11)
    pairing, coach = slice(11, 16), slice(16, 20)
    role, yes = slice(20, 24), slice(24, 28)


@cache
def _living() -> Select:
    # Written at its first use: what kind of column a foreign key is, is known once every table is.
    coach = aliased(User)
    person = (User.id, User.organization_id, User.email, User.name, User.pronouns, User.zone, User.locale)
    browser = (SignIn.id, SignIn.created_at, SignIn.used_at)
    pairing = (Pairing.id, Pairing.coach_id, Pairing.began_at, Pairing.read_at, Pairing.client_decided_at)
    role = (Membership.role, Membership.joined_at, Membership.paused_at, Membership.ended_at)
    yes = (Consent.purpose, Consent.coach_id, Consent.given_at, Consent.withdrawn_at)
    its_coach = (coach.id, coach.name, coach.pronouns, coach.zone)
    # As text: a column of JSON would be parsed in each row, and each row has the same.
    preferences = cast(User.preferences, Text)
    return (
        select(*person, preferences, *browser, *pairing, *its_coach, *role, *yes)
        .join(SignIn, SignIn.user_id == User.id)
        .outerjoin(Pairing, and_(Pairing.client_id == User.id, Pairing.ended_at.is_(None)))
        .outerjoin(coach, coach.id == Pairing.coach_id)
        .outerjoin(Membership, Membership.user_id == User.id)
        .outerjoin(Consent, Consent.user_id == User.id)
        .where(SignIn.token_hash == bindparam("token_hash"), SignIn.ended_at.is_(None))
    )
