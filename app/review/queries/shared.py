"""What a client lets the coach of today see: asked before anything is read."""

from __future__ import annotations

from app.accounts.models import Consent, User
from app.accounts.models.consent import CHECK_INS, PRACTICES

KINDS = {CHECK_INS: ["check-ins"], PRACTICES: ["practices", "habits"]}


def shared(client: User) -> frozenset[str]:
    """The purposes this client has said yes to and not taken back."""
    return frozenset(purpose for purpose in KINDS if client.consents_to(purpose))


class OfClient:
    """What every page about one client says of what they keep to themselves."""

    client: User

    @property
    def private(self) -> list[str]:
        """What is kept private, in words: check-ins, practices, habits."""
        seen = shared(self.client)
        return [word for purpose, words in KINDS.items() if purpose not in seen for word in words]

    @property
    def undecided(self) -> bool:
        """Has the client not been asked yet, or not answered?"""
        return Consent.undecided(self.client)
