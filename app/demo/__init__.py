"""The demo organization: its people, their weeks, and the doors through which a visitor becomes one of them."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Registers what this room shows."""
    from app.demo.doors import bp

    app.register_blueprint(bp)
