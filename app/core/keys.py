"""The server's key and what is hashed with it."""

import hmac
import os
import secrets
import uuid
from pathlib import Path

from flask import current_app

from app.config import CannotStart

SHORTEST = 32


def keyed_hash(*parts: str) -> str:
    """HMAC-SHA256 with the server's key, hex: a database alone opens nothing."""
    key = current_app.config["SECRET_KEY"].encode()
    return hmac.digest(key, "\x00".join(parts).encode(), "sha256").hex()


def user_ref(user_id: uuid.UUID) -> str:
    """Names a person to their browser's storage and outbox without being the id of anything."""
    return keyed_hash("user", str(user_id))[:16]


def make_once(file: Path) -> bool:
    """Makes the server's key if there is none; True if it did. Readable by its owner only."""
    if file.exists():
        return False
    file.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as key:
        key.write(secrets.token_urlsafe(48))
    return True


def demand(app) -> None:
    """Refuses to start without a real key: everything signed would be anybody's."""
    key = app.config["SECRET_KEY"]
    if not key or len(key) < SHORTEST:
        place = app.config["SECRET_KEY_FILE"]
        raise CannotStart(
            f"SECRET_KEY needs at least {SHORTEST} characters. Set it, or let `make run` make one in {place}."
        )
