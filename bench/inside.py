"""Requests inside this process, straight into the WSGI application: no client, no socket in the figures."""

import time
from collections.abc import Callable
from statistics import median

from flask import Flask
from werkzeug.test import EnvironBuilder, run_wsgi_app


class Knock:
    """One GET, asked again and again. Raises RuntimeError if the answer is not 200."""

    def __init__(self, app: Flask, path: str, cookie: str = "") -> None:
        self.app, self.path = app, path
        self.headers = {"Cookie": cookie, "Accept": "text/html", "Accept-Encoding": "gzip, deflate, br"}

    def __call__(self) -> int:
        """Bytes of the answer's body. The environment is made anew each time, as a server makes it."""
        environ = EnvironBuilder(self.path, headers=self.headers).get_environ()
        body, status, _headers = run_wsgi_app(self.app.wsgi_app, environ, buffered=True)
        if not status.startswith("200"):
            raise RuntimeError(f"{self.path}: {status}")
        return sum(map(len, body))


def cpu(ask: Callable, *, times: int) -> float:
    """Seconds of this process's CPU for one, from `times` in a row."""
    began = time.process_time()
    for _ in range(times):
        ask()
    return (time.process_time() - began) / times


def wall(ask: Callable, *, times: int) -> float:
    """Seconds for one: the median, since others use the machine too."""
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        ask()
        taken.append(time.perf_counter() - began)
    return median(taken)
