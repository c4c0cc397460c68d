"""The head of a client's own page: who they are, when they are, and when the two meet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.accounts.models import Membership, User
from app.review.queries.caseload import NEW_FOR
from app.review.queries.meetings import Meetings, meetings
from app.review.queries.shared import OfClient


@dataclass(frozen=True)
class Profile(OfClient):
    """One client of this coach. `paused`: for them nothing is due now; `new`: as on the caseload."""

    client: User
    meetings: Meetings
    paused: bool
    new: bool


def profile(coach: User, client: User, *, now: datetime) -> Profile:
    """Four statements, with what the client consents to."""
    membership: Membership = client.membership("client")
    return Profile(
        client=client,
        meetings=meetings(coach, client, now=now),
        paused=membership.paused_at is not None,
        new=now - membership.joined_at < NEW_FOR,
    )
