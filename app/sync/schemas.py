"""The edge: the envelope of a request, and of each entry in it. Payloads are read by their kind (`kinds.py`)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from marshmallow import ValidationError, fields, post_load, validate

from app.core.db import json_text
from app.core.forms import FormSchema

MOST_ENTRIES = 100
MOST_BYTES = 256 * 1024
MOST_NUMBER = 2**31 - 1
# No phone is set further off than this; beyond it clocks cannot be reckoned with.
FIRST_YEAR, LAST_YEAR = 1900, 2200


@dataclass(frozen=True)
class Item:
    """One entry as it stands in a request; of `payload` nothing is known yet."""

    id: uuid.UUID
    seq: int
    kind: str
    v: int
    occurred_at: datetime
    tz: str
    local_date: date
    payload: dict[str, Any]
    attempt: int | None = None


class EnvelopeSchema(FormSchema):
    """{"protocol", "device_id", "user_ref", "sent_at", "entries"}: what is wrong here is wrong with all of it."""

    protocol = fields.Integer(required=True)
    device_id = fields.String(required=True, validate=validate.Regexp(r"^[0-9A-Za-z_-]{1,64}\Z"))
    user_ref = fields.String(required=True)
    sent_at = fields.AwareDateTime(required=True)
    entries = fields.List(fields.Raw(allow_none=True), required=True)


class ItemSchema(FormSchema):
    """Loads to an Item. What is wrong here is wrong with this entry alone."""

    id = fields.UUID(required=True)
    seq = fields.Integer(required=True, validate=validate.Range(0, MOST_NUMBER))
    kind = fields.String(required=True, validate=validate.Length(max=64))
    v = fields.Integer(required=True, validate=validate.Range(1, MOST_NUMBER))
    occurred_at = fields.AwareDateTime(required=True)
    tz = fields.String(required=True, validate=validate.Length(max=64))
    local_date = fields.Date(required=True)
    attempt = fields.Integer(allow_none=True)
    payload = fields.Dict(keys=fields.String(), required=True)

    @post_load
    def _item(self, data: dict[str, Any], **_) -> Item:
        data["payload"] = _without_nul(data["payload"])
        if not _is_text([data["payload"], data["tz"]]):
            raise ValidationError("Not text.", "payload")
        if not reckonable(data["occurred_at"]) or not FIRST_YEAR <= data["local_date"].year < LAST_YEAR:
            raise ValidationError("No clock says so.", "occurred_at")
        return Item(**data)


def reckonable(moment: datetime) -> bool:
    """Can moments near this one be added, taken away and kept?"""
    return FIRST_YEAR <= moment.year < LAST_YEAR


def _without_nul(value: Any) -> Any:
    """As forms read words; no database keeps the sign."""
    if isinstance(value, str):
        return value.replace("\x00", "")
    if isinstance(value, list):
        return [_without_nul(one) for one in value]
    return {name: _without_nul(one) for name, one in value.items()} if isinstance(value, dict) else value


def _is_text(value: Any) -> bool:
    """JSON can name half a character; text cannot hold it."""
    try:
        return bool(json_text(value).encode())
    except UnicodeEncodeError:
        return False


ENVELOPE, ITEM = EnvelopeSchema(), ItemSchema()
