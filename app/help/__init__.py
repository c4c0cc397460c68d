"""What everyone may read at any time: numbers to call, terms, privacy."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Registers what this room shows."""
    from app.help.views import bp

    app.register_blueprint(bp)
