"""Check-ins: mood and stress in two taps."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Registers what this room shows."""
    from app.checkins.views import bp

    app.register_blueprint(bp)
