"""Who may come in: every view says whom it is for, every write comes from our own pages, every answer carries the headers."""

from collections.abc import Callable
from urllib.parse import urlsplit

from flask import abort, current_app, g, redirect, request, url_for
from flask_login import current_user

from app.core import db
from app.core.sign_ins import SAFE_METHODS

# What a view can ask for. "anyone": signed out too. "person": anybody signed in whose membership lives.
ROLES = frozenset({"anyone", "person", "client", "coach", "owner"})

HEADERS = {
    "Content-Security-Policy": "; ".join(
        [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self'",
            "connect-src 'self'",
            "font-src 'self'",
            "manifest-src 'self'",
            "worker-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types htmx app",
        ]
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), screen-wake-lock=(self)",
    "X-Frame-Options": "DENY",
}


STRICT_TRANSPORT = ("Strict-Transport-Security", "max-age=31536000")


def allow(*roles: str, lean: bool = False) -> Callable:
    """Declares whom a view is for; stands between the route and the function. Raises ValueError on an unknown role.

    `lean`: although it writes, it asks no more of the person than a page does and changes nothing about them, so they
    are read as rows. For what people do with every tap.
    """
    if not roles or not set(roles) <= ROLES:
        raise ValueError(f"roles are {sorted(ROLES)}, not {roles}")

    def declare(view: Callable) -> Callable:
        view.allowed, view.lean = frozenset(roles), lean
        return view

    return declare


def allowed_roles(endpoint: str | None) -> frozenset[str]:
    """The roles a view declared; empty for none, which lets nobody in."""
    view = current_app.view_functions.get(endpoint)
    return getattr(view, "allowed", frozenset())


def init_app(app) -> None:
    app.wsgi_app = _with_headers(app.wsgi_app, secure=app.config["SESSION_COOKIE_SECURE"])
    app.before_request(_refuse_foreign_writes)
    app.before_request(_refuse_foreign_frames)
    app.before_request(_let_in)
    app.before_request(_begin_to_write)
    app.after_request(_keep_nowhere)
    app.teardown_request(_end)


def _refuse_foreign_writes() -> None:
    g.write_token = db.mean_to_write(False)
    if request.method not in SAFE_METHODS and not _from_our_own_pages():
        abort(403, "cross_site")


def _refuse_foreign_frames() -> None:
    """Another site may lead somebody here by a link; it may not load our pages into its own, nor time them."""
    if request.headers.get("Sec-Fetch-Site") in ("cross-site", "same-site"):
        mode, goal = request.headers.get("Sec-Fetch-Mode"), request.headers.get("Sec-Fetch-Dest", "document")
        if mode != "navigate" or goal != "document":
            abort(403, "cross_site")


def _end(_error: BaseException | None) -> None:
    if token := g.pop("write_token", None):
        db.as_before(token)


def _from_our_own_pages() -> bool:
    """Both are checked if there, and one must be (a service worker that forwards a request can launder either)."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is None and origin is None:
        return False
    return site in (None, "same-origin") and origin in (None, _our_origin())


def _our_origin() -> str:
    base = urlsplit(current_app.config["BASE_URL"])
    here = urlsplit(request.host_url)
    # On localhost the address typed decides (127.0.0.1 or localhost); elsewhere only BASE_URL does.
    return f"{here.scheme}://{here.netloc}" if base.hostname == "localhost" else f"{base.scheme}://{base.netloc}"


def _let_in():
    roles = allowed_roles(request.endpoint)
    if request.endpoint is None or "anyone" in roles:
        return None
    if not current_user.is_authenticated:
        return _ask_to_sign_in()
    if not current_user.may_enter(roles):
        abort(404)
    return None


def _begin_to_write() -> None:
    # Not before it is known who asks: until here nobody had to wait for this request.
    if request.method not in SAFE_METHODS:
        db.begin_to_write()


def _ask_to_sign_in():
    if request.method in SAFE_METHODS and not request.headers.get("HX-Request"):
        return redirect(url_for("accounts.sign_in", next=request.path), 303)
    abort(401)


def _keep_nowhere(response):
    if not getattr(g, "cacheable", False):
        response.headers["Cache-Control"] = "private, no-store"
    return response


def _with_headers(answer: Callable, *, secure: bool) -> Callable:
    """The WSGI application `answer`, each of its answers with the headers that are always the same."""
    always = [*HEADERS.items(), *([STRICT_TRANSPORT] if secure else [])]

    def with_headers(environ: dict, start: Callable):
        return answer(environ, lambda status, headers, *error: start(status, headers + always, *error))

    return with_headers
