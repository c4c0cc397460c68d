"""The head of a client's own page: who they are, when they are, and when the two meet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.accounts.models import Consent, Membership, User
from app.review.queries.meetings import Meetings, meetings
from app.review.queries.shared import kept_private

NEW = timedelta(days=7)


@dataclass(frozen=True)
class Profile:
    """One client of this coach. `paused`: for them nothing is due now; `new`: here for less than a week."""

    client: User
    meetings: Meetings
    paused: bool
    new: bool

    @property
    def private(self) -> list[str]:
        """What is kept private, in words."""
        return kept_private(self.client)

    @property
    def undecided(self) -> bool:
        """Has the client not been asked yet, or not answered?"""
        return Consent.undecided(self.client)


def profile(coach: User, client: User, *, now: datetime) -> Profile:
    """Four statements, with what the client consents to."""
    membership: Membership = client.membership("client")
    return Profile(
        client=client,
        meetings=meetings(coach, client, now=now),
        paused=membership.paused_at is not None,
        new=now - membership.joined_at < NEW,
    )
