"""Errors in plain words: what happened, what was kept, what to do. Never what the page would have shown."""

from flask import current_app, make_response, render_template, request
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, SecurityError

from app.core import sign_ins
from app.core.db import DatabaseBusy, db
from app.core.htmx import wants_fragment

WORDS = {
    400: ("That did not arrive whole.", "Go back and try once more. What you typed is still in the form."),
    401: ("Please sign in again.", "What you wrote is still here."),
    403: ("This came from another site.", "Open Meanwhile itself and try again. Nothing was changed."),
    404: ("There is nothing here for you.", "The address may be old, or the page belongs to somebody else."),
    405: ("This page does not do that.", "Go back and use the buttons on the page."),
    410: ("This link has rested too long.", "Ask for a new one."),
    413: ("That is too much at once.", "Please shorten it. Nothing was changed."),
    422: ("Something in the form needs another look.", "What you typed is still there."),
    429: ("A little too fast.", "Please wait a minute and try again."),
    500: ("That did not go through.", "Your words are safe where you typed them. Please try again."),
    503: (
        "We are busy for a moment.",
        "Please try again in a few seconds. Your words are safe where you typed them.",
    ),
}


def init_app(app) -> None:
    app.register_error_handler(HTTPException, _answer)
    app.register_error_handler(DatabaseBusy, _busy)
    app.register_error_handler(OperationalError, _busy)
    app.register_error_handler(Exception, _fault)


def _answer(error: HTTPException):
    if isinstance(error, SecurityError):
        # Another host was asked for: no page of ours is at that address, and no link can be built.
        return "This address is not ours.\n", 400, {"Content-Type": "text/plain; charset=utf-8"}
    # Redirects of the router are HTTPExceptions too.
    if error.code is None or error.code < 400:
        return error
    answer = make_response(_page(error.code))
    if methods := getattr(error, "valid_methods", None):
        answer.headers["Allow"] = ", ".join(sorted(methods))
    return answer


def _busy(error: Exception):
    current_app.logger.error("database", exc_info=error)
    db.session.rollback()
    answer = make_response(_page(503))
    answer.headers["Retry-After"] = "2"
    return answer


def _fault(error: Exception):
    current_app.logger.error("fault", exc_info=error)
    db.session.rollback()
    return _page(500)


def _page(code: int):
    title, advice = WORDS.get(code, WORDS[400 if code < 500 else 500])
    template = "errors/_error.html" if wants_fragment() or request.path.startswith("/f/") else "errors/error.html"
    try:
        return render_template(template, code=code, title=title, advice=advice), code
    except Exception:  # who looks at it was asked of the database, which may be what has failed
        sign_ins.as_nobody()
        return render_template(template, code=code, title=title, advice=advice), code
