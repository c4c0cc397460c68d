"""The one door for the phone's outbox: entries come in, each exactly once, and each with its own answer."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Registers what this room answers."""
    from app.sync.views import bp

    app.register_blueprint(bp)
