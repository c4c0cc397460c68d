"""The signed cookie, read with less work: most come again with every page."""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property, lru_cache, partial
from time import time
from typing import Any

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer

REMEMBERED = 4096


class Signatures(URLSafeTimedSerializer):
    """Remembers the cookies whose signature held. How old one is, is asked anew each time."""

    def loads(self, s: str, max_age: int | None = None, **more: Any) -> Any:
        if more or max_age is None:
            return super().loads(s, max_age=max_age, **more)
        payload, signed_at = self._held(s)
        if not 0 <= time() - signed_at.timestamp() <= max_age:
            return super().loads(s, max_age=max_age)  # which says what is wrong
        return self.load_payload(payload)

    @cached_property
    def _held(self) -> Callable[[str], tuple[bytes, datetime]]:
        return lru_cache(maxsize=REMEMBERED)(partial(self.make_signer(self.salt).unsign, return_timestamp=True))


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
