"""Where things are measured: both apps on one kind of database, in this process and behind granian."""

import logging
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask
from flask.sessions import SecureCookieSessionInterface

from app import create_app
from app.config import ROOT
from app.core.db import db
from app.core.logs import JsonLine
from bench import floor, scene
from tests import postgres

DATABASES = ("sqlite", "postgresql")
# The server of the tests forgets what the power takes; here a commit reaches the disk, as in use.
DURABLE = "-c max_connections=60"
PATIENCE = 20


@dataclass(frozen=True)
class Site:
    """Both apps with their rows. `cookies` are those of everybody who records, `floor_cookies` the floor's people."""

    database: str
    app: Flask
    floor: Flask
    hello: Flask
    scene: scene.Scene
    floor_cookies: list[str]
    var: Path

    def cookie(self, token: str) -> str:
        """The Cookie header of a sign-in."""
        signer = SecureCookieSessionInterface().get_signing_serializer(self.app)
        return f"sid={signer.dumps({'_user_id': token, '_fresh': True, '_permanent': True})}"

    @property
    def cookies(self) -> list[str]:
        return [self.cookie(token) for token in self.scene.writers]

    @contextmanager
    def served(self) -> Iterator[tuple[str, str]]:
        """Addresses of Meanwhile and of the floor, each behind granian with two workers of one thread."""
        ports = [_free_port(), _free_port()]
        ours = _environment(self.app, self.var, port=ports[0])
        yard = {"FLOOR_DATABASE_URL": _url(self.floor), "FLOOR_VAR": str(self.var)}
        with (
            _granian(["app.wsgi:app"], ports[0], ours),
            _granian(["--factory", "bench.floor:create_app"], ports[1], yard),
        ):
            yield tuple(f"http://localhost:{port}" for port in ports)


@contextmanager
def site(database: str) -> Iterator[Site]:
    """A fresh database of that kind, furnished; gone afterwards."""
    var = Path(tempfile.mkdtemp(prefix="meanwhile-bench-"))
    _log_to_nowhere()
    try:
        with _databases(database, var) as (ours, yard):
            yield _furnished(database, ours, yard, var)
    finally:
        shutil.rmtree(var, ignore_errors=True)


def _furnished(database: str, ours: str, yard: str, var: Path) -> Site:
    config = {"SQLALCHEMY_DATABASE_URI": ours, "SECRET_KEY": floor.KEY, "VAR_DIR": var, "DEMO": False, "SMTP_URL": ""}
    app, bare = create_app(config | {"BASE_URL": "http://localhost"}), floor.create_app(yard, str(var))
    people = scene.furnish(app, now=datetime.now(UTC))
    cookies = floor.furnish(bare)
    for one, its_db in ((app, db), (bare, floor.db)):
        _analyze(one, its_db)
    return Site(database, app, bare, floor.create_hello(), people, cookies, var)


def _analyze(app: Flask, its_db) -> None:
    """After rows in bulk PostgreSQL's planner must learn of them, as it does by itself within a minute."""
    with app.app_context():
        if its_db.engine.name == "postgresql":
            with its_db.engine.begin() as connection:
                connection.exec_driver_sql("ANALYZE")


@contextmanager
def _databases(database: str, var: Path) -> Iterator[tuple[str, str]]:
    if database == "sqlite":
        yield f"sqlite:///{var / 'ours.db'}", f"sqlite:///{var / 'floor.db'}"
        return
    postgres.FAST = DURABLE
    with (
        postgres.server() as server,
        postgres.database(server, "meanwhile_bench") as ours,
        postgres.database(server, "meanwhile_floor") as yard,
    ):
        yield ours, yard


def _environment(app: Flask, var: Path, *, port: int) -> dict[str, str]:
    address = {"PORT": str(port), "BASE_URL": f"http://localhost:{port}", "DATABASE_URL": _url(app)}
    return {"VAR_DIR": str(var), "SECRET_KEY": floor.KEY, "DEMO": "0", "SMTP_URL": ""} | address


def _url(app: Flask) -> str:
    return app.config["SQLALCHEMY_DATABASE_URI"]


@contextmanager
def _granian(target: list[str], port: int, environment: dict[str, str]) -> Iterator[None]:
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--workers", "2", "--blocking-threads", "1", "--no-ws", "--log-level", "error", *target]
    server = subprocess.Popen(command, cwd=ROOT, env=os.environ | environment, stderr=subprocess.DEVNULL)
    try:
        _wait_for(f"http://localhost:{port}/static/none")
        yield
    finally:
        server.terminate()
        server.wait(timeout=PATIENCE)


def _wait_for(url: str) -> None:
    """Any answer will do."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(url, timeout=1).close()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"nothing answers at {url}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _log_to_nowhere() -> None:
    """What a request costs includes its line in the log; only nobody reads it."""
    nowhere = logging.StreamHandler(open(os.devnull, "w"))  # noqa: SIM115
    nowhere.setFormatter(JsonLine())
    logging.basicConfig(level=logging.INFO, handlers=[nowhere], force=True)
    logging.getLogger("alembic").setLevel(logging.WARNING)
