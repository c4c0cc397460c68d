"""Who is here: what owners see of everybody and coaches of their clients. Names, states and counts, never content."""

from __future__ import annotations

import uuid
from collections import Counter

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import contains_eager

from app.accounts.models.organization import Membership, Pairing
from app.accounts.models.user import User
from app.core.db import db

ORDER = {"active": 0, "invited": 1, "paused": 2, "ended": 3}


def managed(person: User) -> Select[tuple[Membership]]:
    """The memberships this person looks after: an owner everybody's but their own, a coach those of their clients."""
    query = (
        select(Membership)
        .join(Membership.user)
        .options(contains_eager(Membership.user).joinedload(User.pairing).joinedload(Pairing.coach))
        .where(Membership.organization_id == person.organization_id, Membership.user_id != person.id)
    )
    if "owner" in person.roles:
        return query
    own = and_(Pairing.client_id == User.id, Pairing.coach_id == person.id, Pairing.ended_at.is_(None))
    return query.join(Pairing, own).where(Membership.role == "client", Membership.ended_at.is_(None))


def membership_of(person: User, membership_id: uuid.UUID) -> Membership | None:
    """One of them, or None."""
    return db.session.scalar(managed(person).where(Membership.id == membership_id))


def client_of(owner: User, client_id: uuid.UUID) -> Membership | None:
    """The living client membership of a person of this organization, or None."""
    living = (Membership.role == "client", Membership.user_id == client_id, Membership.ended_at.is_(None))
    return db.session.scalar(managed(owner).where(*living))


def by_role(person: User) -> dict[str, list[Membership]]:
    """{"client": [...], ...}: those who are here first, then by name."""
    rows = db.session.scalars(managed(person)).all()
    rows = sorted(rows, key=lambda one: (ORDER[one.state], one.user.name))
    return {role: [one for one in rows if one.role == role] for role in ("owner", "coach", "client")}


def coaches(owner: User) -> list[User]:
    """The coaches of the organization who can take clients, by name."""
    return list(db.session.scalars(_coaching(owner).order_by(User.name)))


def coach_of(owner: User, coach_id: uuid.UUID | None) -> User | None:
    """One of them, or None."""
    return db.session.scalar(_coaching(owner).where(User.id == coach_id))


def client_counts(owner: User) -> Counter[uuid.UUID]:
    """How many clients each coach has now."""
    living = and_(Membership.user_id == Pairing.client_id, Membership.role == "client", Membership.ended_at.is_(None))
    rows = db.session.execute(
        select(Pairing.coach_id, func.count())
        .join(Membership, living)
        .where(Pairing.organization_id == owner.organization_id, Pairing.ended_at.is_(None))
        .group_by(Pairing.coach_id)
    )
    return Counter({coach_id: count for coach_id, count in rows})


def _coaching(owner: User) -> Select[tuple[User]]:
    living = (Membership.role == "coach", Membership.joined_at.is_not(None))
    here = (Membership.paused_at.is_(None), Membership.ended_at.is_(None))
    return select(User).join(User.memberships).where(User.organization_id == owner.organization_id, *living, *here)
