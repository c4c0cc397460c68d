"""The signed cookie, read with less work: most come again with every page."""

from collections.abc import Callable
from functools import cached_property, lru_cache
from time import time
from typing import Any, NamedTuple

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer

REMEMBERED = 4096


class Held(NamedTuple):
    """A cookie whose signature held. `said`: what it says, if that is nothing but plain values, safe to copy."""

    payload: bytes
    signed_at: float
    said: dict[str, Any] | None


class Signatures(URLSafeTimedSerializer):
    """Remembers the cookies whose signature held. How old one is, is asked anew each time."""

    def loads(self, s: str, max_age: int | None = None, **more: Any) -> Any:
        if more or max_age is None:
            return super().loads(s, max_age=max_age, **more)
        held = self._held(s)
        if not 0 <= time() - held.signed_at <= max_age:
            return super().loads(s, max_age=max_age)  # which says what is wrong
        return self.load_payload(held.payload) if held.said is None else dict(held.said)

    @cached_property
    def _held(self) -> Callable[[str], Held]:
        return lru_cache(maxsize=REMEMBERED)(self._hold)

    def _hold(self, s: str) -> Held:
        payload, signed_at = self.make_signer(self.salt).unsign(s, return_timestamp=True)
        said = self.load_payload(payload)
        plain = type(said) is dict and all(type(value) in (str, bool, int) for value in said.values())
        return Held(payload, signed_at.timestamp(), said if plain else None)


class Cookies(SecureCookieSessionInterface):
    """Flask's own, with one serializer for all requests of an app."""

    def __init__(self, app: Flask) -> None:
        made = super().get_signing_serializer(app)
        how = {"serializer": self.serializer, "signer_kwargs": made.signer_kwargs}
        self._signatures = Signatures(made.secret_keys, salt=self.salt, **how)

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer:
        return self._signatures


def init_app(app: Flask) -> None:
    app.session_interface = Cookies(app)
