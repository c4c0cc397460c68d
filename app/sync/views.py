"""POST /sync, protocol 1."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, current_app, request
from marshmallow import ValidationError

from app.core import clock, sign_ins
from app.core.db import db
from app.core.guard import allow
from app.core.keys import user_ref
from app.core.limits import Bucket
from app.entries.models import Entry
from app.sync.answers import PROTOCOL, Refusal, answer, answer_for
from app.sync.intake import Intake, ids_of
from app.sync.schemas import ENVELOPE, MOST_BYTES, MOST_ENTRIES, reckonable

bp = Blueprint("sync", __name__)
answer_for(bp)
# Of names not known yet: ten a day fill a hundred days in one hour. What is known costs nothing.
NEW_MOST, NEW_WITHIN = 1000, timedelta(hours=1)
LIMITED_SECONDS = 60


@bp.post("/sync")
@allow("client", lean=True)
def sync():
    """The outbox of one phone: what of it is in the ledger when this is answered, the phone may forget."""
    envelope, person, now = _envelope(), sign_ins.person(), clock.now()
    _demand_owner(envelope, person)
    _limit(person, envelope["entries"], now)
    intake = Intake(person, envelope["device_id"], _sent_at(envelope), now)
    results = [intake.take(entry) for entry in envelope["entries"]]
    db.session.commit()
    return answer(_said(person, now) | {"results": results, "refresh": sorted(intake.pages)})


def _envelope() -> dict[str, Any]:
    """The request as its schema reads it. Raises Refusal 413, 415, 400 or 426."""
    if (request.content_length or 0) > MOST_BYTES:
        raise Refusal(413)
    if request.mimetype != "application/json":
        raise Refusal(415)
    request.max_content_length = MOST_BYTES
    body = _body(request.get_data())
    if request.headers.get("X-Sync-Protocol") != str(PROTOCOL) or body.get("protocol") != PROTOCOL:
        raise Refusal(426)
    if isinstance(body.get("entries"), list) and len(body["entries"]) > MOST_ENTRIES:
        raise Refusal(413)
    try:
        return ENVELOPE.load(body)
    except ValidationError:
        raise Refusal(400) from None


def _body(text: bytes) -> dict[str, Any]:
    try:
        body = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise Refusal(400) from None
    if not isinstance(body, dict):
        raise Refusal(400)
    return body


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number in JSON")


def _demand_owner(envelope: dict[str, Any], person) -> None:
    # Written while somebody else was signed in on this phone: it waits there for them.
    if envelope["user_ref"] != user_ref(person.id):
        raise Refusal(409)


def _limit(person, entries: list[Any], now: datetime) -> None:
    """Raises Refusal 429. What is held counts too: the ledger does not know it.

    The person's allowance is one row, locked until the commit: of two requests with something new, the second sees all
    that the first brought, a correction its original.
    """
    ids = ids_of(entries)
    new = len(entries) - len(Entry.known(person.id, ids))
    allowance = {"most": NEW_MOST, "within": NEW_WITHIN, "now": now}
    if new > 0 and not Bucket.take(f"sync:{person.id}", count=new, **allowance):
        raise Refusal(429, retry_after=LIMITED_SECONDS)


def _sent_at(envelope: dict[str, Any]) -> datetime | None:
    """By the phone's clock; None where it says what no clock says."""
    return envelope["sent_at"] if reckonable(envelope["sent_at"]) else None


def _said(person, now: datetime) -> dict[str, Any]:
    when = now.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return {"user_ref": user_ref(person.id), "server_time": when, "min_build": current_app.config["MIN_BUILD"]}
