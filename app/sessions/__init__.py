from flask import Flask

from app.sessions.times import on_clock
from app.sessions.views import bp


def init_app(app: Flask) -> None:
    """Registers what this room shows."""
    app.register_blueprint(bp)
    app.add_template_filter(on_clock)
