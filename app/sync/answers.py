"""How this door speaks: JSON with `X-Sync: 1`, whatever happened. Without it a phone takes an answer for somebody else's,
such as a hotel's sign-in page, and believes none of it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, current_app, jsonify, request
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from app.core.db import DatabaseBusy, db

PROTOCOL = 1
PATH = "/sync"
BUSY_SECONDS = 2
CODES = {
    400: "envelope_invalid",
    401: "signed_out",
    403: "cross_site",
    404: "not_here",
    405: "only_post",
    409: "other_user",
    413: "too_large",
    415: "not_json",
    426: "update_needed",
    429: "too_many",
    500: "fault",
    503: "busy",
}


class Refusal(Exception):
    """The whole request is refused; nothing of it was stored."""

    def __init__(self, status: int, *, retry_after: int | None = None) -> None:
        super().__init__(CODES[status])
        self.status, self.retry_after = status, retry_after


def answer_for(bp: Blueprint) -> None:
    """Whatever goes wrong at this blueprint's door is answered here."""
    bp.before_app_request(_only_post)
    bp.register_error_handler(Refusal, lambda refusal: refused(refusal.status, retry_after=refusal.retry_after))
    bp.register_error_handler(HTTPException, lambda error: refused(error.code or 500))
    bp.register_error_handler(DatabaseBusy, _busy)
    bp.register_error_handler(OperationalError, _busy)
    bp.register_error_handler(Exception, _fault)


def answer(body: dict[str, Any], status: int = 200) -> Response:
    """JSON that says it is ours."""
    response = jsonify({"protocol": PROTOCOL} | body)
    response.status_code = status
    response.headers["X-Sync"] = str(PROTOCOL)
    return response


def refused(status: int, *, retry_after: int | None = None) -> Response:
    """The whole request was refused: {"code", and in `min_build` what "New version" needs}."""
    code = CODES.get(status, CODES[400 if status < 500 else 500])
    response = answer({"code": code, "min_build": current_app.config["MIN_BUILD"]}, status)
    if retry_after:
        response.headers["Retry-After"] = str(retry_after)
    return response


def _only_post() -> Response | None:
    # Another method has no view here, so nothing else of this room would be asked.
    if request.path != PATH or request.method == "POST":
        return None
    response = refused(405)
    response.headers["Allow"] = "POST"
    return response


def _busy(error: Exception) -> Response:
    current_app.logger.error("database", exc_info=error)
    db.session.rollback()
    return refused(503, retry_after=BUSY_SECONDS)


def _fault(error: Exception) -> Response:
    current_app.logger.error("fault", exc_info=error)
    db.session.rollback()
    return refused(500)
