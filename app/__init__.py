"""Meanwhile: the time between coaching sessions. create_app: settings, extensions, blueprints. No logic."""

import os
from collections.abc import Callable, Mapping
from datetime import datetime
from importlib import import_module

from flask import Flask
from flask_migrate import Migrate
from werkzeug.middleware.proxy_fix import ProxyFix

from app.config import ROOT, settings
from app.core import (
    assets,
    clock,
    compress,
    cookies,
    db,
    errors,
    guard,
    health,
    keys,
    logs,
    memo,
    pages,
    sign_ins,
    words,
)


def create_app(config: Mapping | None = None, *, clock_at: Callable[[], datetime] | None = None) -> Flask:
    """The application. `config` overrides settings from the environment; `clock_at` is another clock (tests)."""
    app = Flask(__name__, template_folder=str(ROOT / "templates"), static_folder=None)
    app.config.update(settings(os.environ))
    app.config.update(config or {})
    keys.demand(app)
    clock.init_app(app, clock_at)
    for part in (cookies, pages, db, sign_ins, guard, errors, logs, memo, words, assets, compress):
        part.init_app(app)
    Migrate(app, db.db, directory=str(ROOT / "migrations"), render_as_batch=True, compare_type=True)
    _rooms(app)
    if hops := app.config["TRUSTED_PROXIES"]:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)
    return app


def _rooms(app: Flask) -> None:
    # Every table is known before the first query: rows of one room point at rows of another.
    for room in ("accounts", "channels.mail", "entries", "nudges", "checkins", "practices", "habits", "sessions"):
        import_module(f"app.{room}.models")
    from app import accounts, checkins, cli, demo, habits, practices, progress, review, sessions, sync, today
    from app import help as help_room

    app.register_blueprint(health.bp)
    rooms = [accounts, checkins, practices, habits, help_room, sessions, today, progress, review, sync]
    for room in rooms + ([demo] if app.config["DEMO"] else []):
        room.init_app(app)
    cli.init_app(app)
