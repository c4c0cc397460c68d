"""What a client lets the coach of today see: asked before anything is read."""

from __future__ import annotations

from app.accounts.models import User
from app.accounts.models.consent import CHECK_INS, PRACTICES

KINDS = {CHECK_INS: ["check-ins"], PRACTICES: ["practices", "habits"]}


def shared(client: User) -> frozenset[str]:
    """The purposes this client has said yes to and not taken back."""
    return frozenset(purpose for purpose in KINDS if client.consents_to(purpose))


def kept_private(client: User) -> list[str]:
    """What they keep to themselves, in words: check-ins, practices, habits."""
    seen = shared(client)
    return [word for purpose, words in KINDS.items() if purpose not in seen for word in words]
