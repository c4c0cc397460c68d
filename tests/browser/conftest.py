"""A real server with two workers, a real Chromium on a phone's screen, people signed in."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from flask.sessions import SecureCookieSessionInterface
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from app import create_app
from app.core import db as core_db
from app.core.db import db
from app.practices.models import PracticeVersion
from app.sessions.models import CoachingSession
from tests import people
from tests.browser import scene
from tests.browser.find import chromium
from tests.conftest import KEY

FLAGS = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
FLAGS += ["--disable-component-update", "--disable-sync"] + (["--no-sandbox"] if os.geteuid() == 0 else [])
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}
DESK = {"viewport": {"width": 1280, "height": 800}}
PATIENCE_MS = 10_000


def pytest_collection_modifyitems(items) -> None:
    for item in items:
        if "/browser/" in str(item.path):
            item.add_marker("browser")


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Iterator[SimpleNamespace]:
    """A running Meanwhile: .url, .app (the same database, in this process)."""
    var, port = tmp_path_factory.mktemp("var"), _free_port()
    url = f"http://localhost:{port}"
    settings = {
        "VAR_DIR": str(var),
        "SECRET_KEY": KEY,
        "PORT": str(port),
        "BASE_URL": url,
        "DEMO": "0",
        "SMTP_URL": "",
    }
    settings["DATABASE_URL"] = f"sqlite:///{var / 'browser.db'}"
    app = create_app({"SECRET_KEY": KEY, "BASE_URL": url, "SQLALCHEMY_DATABASE_URI": settings["DATABASE_URL"]})
    with app.app_context(), core_db.writing():
        db.create_all()
        PracticeVersion.load_library()
        db.session.commit()
    web = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    web += ["--workers", "2", "--blocking-threads", "1", "--log-level", "error", "app.wsgi:app"]
    server = subprocess.Popen(web, env=os.environ | settings, stderr=subprocess.DEVNULL)
    _wait_for(f"{url}/livez")
    yield SimpleNamespace(url=url, app=app)
    server.terminate()
    server.wait(timeout=20)


@pytest.fixture(scope="session")
def chrome() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(autouse=True)
def stage(site) -> Iterator[None]:
    """Here the rows stay for the whole session: everybody is made anew with an organization of their own."""
    with site.app.app_context(), core_db.writing():
        yield
        db.session.rollback()
        db.session.remove()


@pytest.fixture
def cast(site) -> SimpleNamespace:
    """Maya and Amara, her coach, in an organization nobody else is in."""
    now, name = datetime.now(UTC), f"Lane {time.time_ns()}"
    org = people.organization(now, name)
    amara = people.person(
        org, "Amara Okafor", "coach", now=now, pronouns="she/her", email=f"amara@{time.time_ns()}.example"
    )
    maya = people.person(
        org, "Maya Lindqvist", "client", now=now, pronouns="she/her", email=f"maya@{time.time_ns()}.example"
    )
    people.pair(maya, amara, now=now)
    db.session.refresh(maya)
    db.session.commit()  # an open transaction would keep the server from writing
    return SimpleNamespace(org=org, amara=amara, maya=maya, now=now)


@pytest.fixture
def met(cast) -> CoachingSession:
    """An hour ago; a practice and a line to bring are there, another session was two weeks before."""
    scene.was_given(cast, "one-good-thing")
    before = scene.met(cast, hours_ago=24 * 14 + 1)
    before.settle("done", now=cast.now - timedelta(days=14))
    db.session.commit()
    return scene.met(cast)


@pytest.fixture
def opens(site, chrome) -> Iterator[Callable[..., Page]]:
    """opens(maya) is a page where Maya is signed in, on a phone; opens(amara, DESK) one on a desk."""
    contexts: list[BrowserContext] = []

    def page_of(person=None, screen: dict = PHONE, **options) -> Page:
        page = open_page(site, chrome, person, screen, **options)
        contexts.append(page.context)
        return page

    yield page_of
    for context in contexts:
        context.close()


def open_page(site, chrome: Browser, person=None, screen: dict = PHONE, **options) -> Page:
    """A page in a context of its own. `.faults`: what the browser complained of, `.foreign`: what it asked elsewhere."""
    settings = {"base_url": site.url, "locale": "en-GB", "timezone_id": "Europe/London"} | screen | options
    context = chrome.new_context(**settings)
    context.set_default_timeout(PATIENCE_MS)
    if person is not None:
        context.add_cookies([_cookie(site, person)])
    page = context.new_page()
    page.faults, page.foreign = [], []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("console", lambda line: page.faults.append(line.text) if line.type == "error" else None)
    page.on("request", lambda request: _note_foreign(page, request.url, site.url))
    return page


def _note_foreign(page: Page, url: str, home: str) -> None:
    if not url.startswith((f"{home}/", "data:", "blob:")):
        page.foreign.append(url)


def _cookie(site, person) -> dict:
    token = people.token_of(person, now=datetime.now(UTC))
    signer = SecureCookieSessionInterface().get_signing_serializer(site.app)
    value = signer.dumps({"_user_id": token, "_fresh": True, "_permanent": True})
    return {"name": "sid", "value": value, "url": site.url, "httpOnly": True, "sameSite": "Lax"}


def _wait_for(url: str) -> None:
    for _ in range(200):
        try:
            urllib.request.urlopen(url, timeout=1).close()
            return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise RuntimeError("the server did not start")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
