"""Flask-Login, wired to rows: the cookie holds a token, the row its hash. Which rows, the upper floor hands down."""

from flask import current_app, g, request
from flask_login import LoginManager, current_user

from app.core import clock

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

manager = LoginManager()
# No fingerprint of network or browser: phones change both all day. Ending a sign-in ends its row.
manager.session_protection = None


def init_app(app) -> None:
    # Without the context processor a person is not loaded again for every template.
    manager.init_app(app, add_context_processor=False)


def load_with(load, *, to_read) -> None:
    """`load(token, now=)` gives the person of a cookie, or None; `to_read` the same for what changes nothing."""
    manager.user_loader(lambda token: (to_read if _asks_little() else load)(token, now=clock.now()))


def _asks_little() -> bool:
    view = current_app.view_functions.get(request.endpoint)
    return request.method in SAFE_METHODS or getattr(view, "lean", False)


def person():
    """Who is signed in, themselves: for what asks them for much, since the proxy looks them up each time."""
    return current_user._get_current_object()


def as_nobody() -> None:
    """For the rest of this request nobody is signed in: the database that would say who looks is away."""
    g._login_user = manager.anonymous_user()
