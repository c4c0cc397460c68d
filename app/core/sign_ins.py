"""Flask-Login, wired to rows: the cookie holds a token, the row its hash. Which rows, the upper floor hands down."""

from flask import g
from flask_login import LoginManager

from app.core import clock

manager = LoginManager()
# No fingerprint of network or browser: phones change both all day. Ending a sign-in ends its row.
manager.session_protection = None


def init_app(app) -> None:
    # Without the context processor a person is not loaded again for every template.
    manager.init_app(app, add_context_processor=False)


def load_with(load) -> None:
    """`load(token, now=)` gives the person of a cookie, or None."""
    manager.user_loader(lambda token: load(token, now=clock.now()))


def as_nobody() -> None:
    """For the rest of this request nobody is signed in: the database that would say who looks is away."""
    g._login_user = manager.anonymous_user()
