"""The people of the tests, by name. Each maker adds rows and commits; nothing is shared between tests."""

from datetime import datetime, timedelta

from app.accounts.models import Consent, Membership, Organization, Pairing, SignIn, User
from app.accounts.models.consent import CHECK_INS, PRACTICES, TERMS
from app.core.db import db
from app.core.ids import uuid7


def organization(now: datetime, name: str = "Harbour Lane Coaching") -> Organization:
    row = Organization(name=name, created_at=now - timedelta(days=100), country="GB")
    db.session.add(row)
    db.session.flush()
    return row


def person(org: Organization, name: str, *roles: str, now: datetime, state: str = "active", **columns) -> User:
    """`state` of all roles: invited, active, paused or ended."""
    since = now - timedelta(days=60)
    email = columns.pop("email", f"{name.split()[0].lower()}@{org.name.split()[0].lower()}.example")
    user = User(
        id=uuid7(),
        organization_id=org.id,
        name=name,
        email=email,
        created_at=since,
        zone=columns.pop("zone", "Europe/London"),
        **columns,
    )
    db.session.add(user)
    for role in roles:
        user.memberships.append(_membership(org, role, since=since, state=state, now=now))
    db.session.commit()
    return user


def pair(client: User, coach: User, *, now: datetime, consents: bool = True) -> Pairing:
    """The client is this coach's from 60 days ago on, and lets them see check-ins and practices."""
    pairing = Pairing.begin(coach=coach, client=client, now=now - timedelta(days=60))
    Consent.give(client, TERMS, now=now - timedelta(days=60))
    for purpose in (CHECK_INS, PRACTICES) if consents else ():
        Consent.give(client, purpose, coach_id=coach.id, now=now - timedelta(days=60))
    db.session.commit()
    db.session.expire(client)
    return pairing


def token_of(user: User, *, now: datetime) -> str:
    """Begins a sign-in of this person; the token belongs into the cookie."""
    token = f"token-{uuid7()}"
    SignIn.begin(user, token=token, browser="Chromium on Linux", now=now)
    db.session.commit()
    return token


def _membership(org: Organization, role: str, *, since: datetime, state: str, now: datetime) -> Membership:
    return Membership(
        organization_id=org.id,
        role=role,
        invited_at=since,
        joined_at=None if state == "invited" else since,
        paused_at=now if state == "paused" else None,
        ended_at=now - timedelta(hours=1) if state == "ended" else None,
    )
