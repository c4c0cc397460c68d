"""Letting a browser in, and where it goes then."""

import re
import secrets
from datetime import datetime
from urllib.parse import urlsplit

from flask import current_app, request, session, url_for
from flask_login import current_user, login_user
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from app.accounts.allowances import network_of
from app.accounts.models import SignIn, User
from app.core.keys import keyed_hash

FRONTS = {"client": "today.show", "coach": "review.roster", "owner": "accounts.people"}

# Where signing in may lead: pages only, by name. Everything else leads to the front.
LANDINGS = frozenset(
    {
        "accounts.people", "accounts.person", "accounts.invite", "accounts.settings", "accounts.settings_address",
        "accounts.settings_appearance", "accounts.settings_practices", "accounts.settings_privacy",
        "accounts.settings_sign_ins", "accounts.settings_you", "checkins.show", "habits.index", "habits.show",
        "practices.breathe", "practices.library", "practices.piece", "practices.player", "progress.show",
        "review.brief", "review.roster", "sessions.close_out", "sessions.coach", "sessions.last", "sessions.schedule",
        "sessions.summary", "today.show",
    }
)  # fmt: skip

DEVICES = [
    ("iPhone|iPad|iPod", "iOS"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
]
# Edge and Opera also say Chrome, and everybody says Safari: the first that fits counts.
BROWSERS = [
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox|FxiOS", "Firefox"),
    ("Chrome|CriOS", "Chrome"),
    ("Safari", "Safari"),
]


def browser() -> str:
    """A random value in this browser's cookie: a code is good only where it was asked for."""
    return session.setdefault("browser", secrets.token_urlsafe(16))


def network() -> str:
    """Where the request comes from, as the allowances count it."""
    return network_of(request.remote_addr)


def let_in(user: User, *, token: str, now: datetime) -> None:
    """Begins a sign-in and puts it into a cookie emptied first; the one this browser had ends with its cookie.
    The same token twice is one sign-in."""
    if current_user.is_authenticated and current_user.sign_in_token != token:
        current_user.sign_in.end(now)
    SignIn.begin(user, token=token, browser=device_words(request.user_agent.string), now=now)
    user.sign_in_token = token
    # The same form, sent twice, comes back with either cookie: both must know the code and the goal.
    kept = {"browser": browser(), "next": session.get("next"), "known": _known(user.email)}
    session.clear()
    session.permanent = True
    session.update(kept)
    login_user(user)


def device(email: str) -> str:
    """Names this browser if `email` has signed in here before, else empty."""
    return browser() if secrets.compare_digest(session.get("known", ""), _known(email)) else ""


def front(user: User) -> str:
    """The first page of a person's roles; signing in for somebody who has none."""
    page = next((endpoint for role, endpoint in FRONTS.items() if role in user.roles), "accounts.sign_in")
    return url_for(page)


def landing(wanted: str | None) -> str | None:
    """`wanted` as an address of ours if it is a page on the list, built anew from its name; else None."""
    path = wanted or ""
    if not re.fullmatch(r"/[A-Za-z0-9_/-]*", path) or urlsplit(path).netloc:
        return None
    try:
        endpoint, values = current_app.url_map.bind("localhost").match(path, method="GET")
    except (HTTPException, RequestRedirect):
        return None
    return url_for(endpoint, **values) if endpoint in LANDINGS else None


def device_words(agent: str) -> str:
    """Chrome on Android: enough to know it again in a list."""
    where, what = _first(DEVICES, agent), _first(BROWSERS, agent) or "A browser"
    return f"{what} on {where}" if where else what


def _first(names: list[tuple[str, str]], agent: str) -> str:
    return next((name for pattern, name in names if re.search(pattern, agent)), "")


def _known(email: str) -> str:
    return keyed_hash("known", email)
