"""People and what lets them in."""

from flask import Flask

from app.core import sign_ins


def init_app(app: Flask) -> None:
    """Registers what this room shows, and who a cookie stands for."""
    from app.accounts.models import SignIn, Viewer
    from app.accounts.views import bp, invites, join, people, presence, settings, settings_sign_ins, sign_in  # noqa: F401

    sign_ins.load_with(SignIn.load, to_read=Viewer.load)
    app.register_blueprint(bp)
