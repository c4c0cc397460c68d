"""The real server beside the tests: two processes on the same database, by the real clock."""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any

from flask.sessions import SecureCookieSessionInterface

from tests.conftest import KEY
from tests.sync.phone import HEADERS

PATIENCE_SECONDS = 20


@dataclass(frozen=True)
class Server:
    """`cookie_of(token)` is what the browser of that sign-in sends."""

    port: int
    app: Any

    def cookie_of(self, token: str) -> str:
        signer = SecureCookieSessionInterface().get_signing_serializer(self.app)
        return f"sid={signer.dumps({'_user_id': token, '_fresh': True, '_permanent': True})}"

    def post(self, cookie: str, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """(status, answer) of one request to /sync on a connection of its own."""
        headers = HEADERS | {"Content-Type": "application/json", "Cookie": cookie, "Sec-Fetch-Site": "same-origin"}
        with closing(http.client.HTTPConnection("localhost", self.port, timeout=PATIENCE_SECONDS)) as line:
            line.request("POST", "/sync", json.dumps(body), headers)
            answer = line.getresponse()
            return answer.status, json.loads(answer.read())


@contextmanager
def running(app, database_url: str, var) -> Iterator[Server]:
    """Stops what it started."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = {"VAR_DIR": str(var), "SECRET_KEY": KEY, "PORT": str(port), "BASE_URL": f"http://localhost:{port}"}
    settings |= {"DEMO": "0", "SMTP_URL": "", "DATABASE_URL": database_url}
    web = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    web += ["--workers", "2", "--blocking-threads", "1", "--log-level", "error", "app.wsgi:app"]
    process = subprocess.Popen(web, env=os.environ | settings, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield Server(port, app)
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE_SECONDS)


def _wait_for(port: int) -> None:
    latest = time.monotonic() + PATIENCE_SECONDS
    while not _lives(port):
        if time.monotonic() > latest:
            raise TimeoutError("the server did not start")
        time.sleep(0.05)


def _lives(port: int) -> bool:
    with closing(http.client.HTTPConnection("localhost", port, timeout=1)) as line:
        try:
            line.request("GET", "/livez")
            return line.getresponse().read() != b""
        except OSError:
            return False
