from flask import Flask


def init_app(app: Flask) -> None:
    """Registers what this room shows."""
    from app.practices.views import bp

    app.register_blueprint(bp)
