"""make run: makes what is missing, then starts the web server and the clock and ends both together."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from app.config import ROOT, settings
from app.core import keys

PEOPLE = "Maya (client), Amara (her coach), Ingrid (owner)"


def main() -> None:
    """Runs until Ctrl-C or until one of the two ends."""
    config = settings(os.environ)
    keys.make_once(Path(os.environ.get("SECRET_KEY_FILE", config["VAR_DIR"] / "secret_key")))
    _prepare()
    children = [subprocess.Popen(command, cwd=ROOT) for command in _commands(config)]
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda *_: _stop(children))
    print(_welcome(config), flush=True)  # noqa: T201
    while all(child.poll() is None for child in children):
        time.sleep(0.2)
    _stop(children)
    sys.exit(max(child.wait() for child in children if child.returncode is not None or child.wait() is not None) > 0)


def _prepare() -> None:
    from flask_migrate import upgrade

    from app import create_app
    from app.core import clock
    from app.core.db import db, writing
    from app.demo import generate
    from app.practices.models import PracticeVersion

    app = create_app()
    with app.app_context(), writing():
        upgrade()
        PracticeVersion.load_library()
        if app.config["DEMO"] and not generate.exists():
            generate.make(clock.now())
        db.session.commit()


def _commands(config: dict) -> list[list[str]]:
    # The demo signs anybody in by a tap: it listens to this machine alone.
    host = "127.0.0.1" if config["DEMO"] else os.environ.get("HOST", "127.0.0.1")
    web = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(config["PORT"])]
    web += [
        "--workers",
        os.environ.get("WEB_WORKERS", "2"),
        "--blocking-threads",
        "1",
        "--no-ws",
        "--log-level",
        "warning",
    ]
    return [[*web, "app.wsgi:app"], [sys.executable, "-m", "app.worker"]]


def _stop(children: list[subprocess.Popen]) -> None:
    for child in children:
        if child.poll() is None:
            child.terminate()


def _welcome(config: dict) -> str:
    address = config["BASE_URL"]
    lines = ["", f"  Meanwhile is at {address}", ""]
    if config["DEMO"]:
        lines += [f"  Sign in with one tap at {address}/demo as {PEOPLE}."]
    else:
        lines += ["  First owner:  DEMO=0 .venv/bin/flask organization create NAME --owner EMAIL"]
        lines += ["  Mails waiting: DEMO=0 .venv/bin/flask mail waiting"] if not config["SMTP_URL"] else []
    return "\n".join([*lines, "  Ctrl-C ends it.", ""])


if __name__ == "__main__":
    main()
