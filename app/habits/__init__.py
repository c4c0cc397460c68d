"""Habits: small things, most days. Marked with one tap, rested, paused, looked at."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Registers what this room shows."""
    from app.habits.views import bp

    app.register_blueprint(bp)
