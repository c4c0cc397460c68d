"""make run: makes what is missing, then starts the web server and the clock and ends both together."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress

from sqlalchemy.exc import OperationalError

from app.config import ROOT, CannotStart, settings
from app.core import keys

PEOPLE = "Maya (client), Amara (her coach), Ingrid (owner)"
LEAVE = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
# How long requests and jobs under way may take to finish.
PATIENCE_SECONDS = 20


def main() -> None:
    """Runs until Ctrl-C (ends with 0) or until one of the two ends by itself (1)."""
    for sign in LEAVE:
        signal.signal(sign, lambda *_: sys.exit(0))
    config = settings(os.environ)
    _demand_port(config)
    _prepare(config)
    asked: list[int] = []
    for sign in LEAVE:
        # From here on a signal is only noted: nothing that was started gets lost.
        signal.signal(sign, lambda number, _frame: asked.append(number))
    children = [_start(command) for command in _commands(config)]
    if _answers(config, children, asked):
        print(_welcome(config), flush=True)  # noqa: T201
    while _all_run(children) and not asked:
        time.sleep(0.2)
    ended = [child.args[2] for child in children if child.poll() is not None]
    _end(children)
    sys.exit(0 if asked else f"{' and '.join(ended)} ended by itself, so Meanwhile has stopped.")


def _demand_port(config: dict) -> None:
    # Two servers may share a port on Linux; requests would then go now to one database, now to the other.
    host, port = config["HOST"], config["PORT"]
    try:
        socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET).close()
    except OSError as error:
        reason = str(error.strerror).partition(" (")[0]
        why = f"Cannot listen on {host}, port {port}: {reason}."
        raise CannotStart(f"{why} Another port: make run PORT={port + 1 if port < 65535 else 8000}") from None


def _prepare(config: dict) -> None:
    from flask_migrate import upgrade

    from app import create_app
    from app.core import clock
    from app.core.db import db, writing
    from app.demo import generate
    from app.practices.models import PracticeVersion

    try:
        config["VAR_DIR"].mkdir(parents=True, exist_ok=True)
        if not config["SECRET_KEY"]:
            keys.make_once(config["SECRET_KEY_FILE"])
    except OSError as error:
        raise CannotStart(f"Cannot write to {error.filename}: {error.strerror}. Set VAR_DIR.") from None
    app = create_app()
    with app.app_context(), writing():
        _demand_database(db.engine)
        upgrade()
        PracticeVersion.load_library()
        if config["DEMO"] and not generate.exists():
            generate.make(clock.now())
        db.session.commit()


def _demand_database(engine) -> None:
    try:
        engine.connect().close()
    except OperationalError as error:
        where = engine.url.render_as_string(hide_password=True)
        raise CannotStart(f"The database does not answer at {where}\n{error.orig}") from None


def _commands(config: dict) -> list[list[str]]:
    web = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", config["HOST"], "--port", config["PORT"]]
    web += ["--workers", config["WEB_WORKERS"], "--blocking-threads", 1, "--respawn-failed-workers", "--no-ws"]
    web += ["--log-level", "warning", "--log-config", ROOT / "app" / "core" / "log_lines.json", "app.wsgi:app"]
    return [[str(part) for part in web], [sys.executable, "-m", "app.worker"]]


def _start(command: list[str]) -> subprocess.Popen:
    # In a session of its own: the terminal's Ctrl-C reaches us alone, and we tell each of them once.
    return subprocess.Popen(command, cwd=ROOT, start_new_session=True)


def _answers(config: dict, children: list[subprocess.Popen], asked: list[int]) -> bool:
    while _all_run(children) and not asked:
        line = http.client.HTTPConnection(config["HOST"], config["PORT"], timeout=1)
        try:
            line.request("GET", "/livez")
            return line.getresponse().status > 0
        except (OSError, http.client.HTTPException):
            time.sleep(0.05)
        finally:
            line.close()
    return False


def _all_run(children: list[subprocess.Popen]) -> bool:
    return all(child.poll() is None for child in children)


def _end(children: list[subprocess.Popen]) -> None:
    for child in children:
        child.terminate()
    latest = time.monotonic() + PATIENCE_SECONDS
    for child in children:
        with suppress(subprocess.TimeoutExpired):
            child.wait(timeout=max(0, latest - time.monotonic()))
        # Whatever is left of it, its workers too.
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)


def _welcome(config: dict) -> str:
    address = config["BASE_URL"]
    lines = ["", f"  Meanwhile is at {address}", ""]
    if config["DEMO"]:
        lines += [f"  Sign in with one tap at {address}/demo as {PEOPLE}."]
    else:
        lines += ["  In another terminal, with the same settings:"]
        lines += ["    .venv/bin/flask organization create NAME --owner EMAIL   # prints the first invitation"]
        lines += (
            [] if config["SMTP_URL"] else ["    .venv/bin/flask mail waiting   # the mails, no mail server is set"]
        )
    return "\n".join([*lines, "  Ctrl-C ends it.", ""])


if __name__ == "__main__":
    main()
