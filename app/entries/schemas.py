"""The edge of every form that makes an entry: its name, and moment, zone and day as the phone fixed them."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from marshmallow import ValidationError, fields, post_load, pre_load

from app.core.forms import FormSchema
from app.entries.models import Sent

ENVELOPE = ("entry_id", "occurred_at", "tz", "local_date")


class EntryForm(FormSchema):
    """Subclasses add the fields of their payload and say their `kind`. Loads to {"sent": Partial, **payload}."""

    entry_id = fields.UUID(required=True)
    # Filled in by the page at the tap; empty without JavaScript.
    occurred_at = fields.AwareDateTime(allow_none=True)
    tz = fields.String(allow_none=True)
    local_date = fields.Date(allow_none=True)
    supersedes = fields.UUID(allow_none=True)

    @pre_load
    def _empty_is_absent(self, data: dict[str, Any], **_) -> dict[str, Any]:
        return {name: value for name, value in data.items() if value != ""}

    @post_load
    def _split(self, data: dict[str, Any], **_) -> dict[str, Any]:
        envelope = {name: data.pop(name, None) for name in ENVELOPE}
        return {"envelope": envelope, "payload": {k: v for k, v in data.items() if v is not None}}


def sent(form: dict[str, Any], kind: str, *, person, now: datetime) -> Sent:
    """The entry of a loaded form. What the phone did not fix is filled in from the person's zone."""
    envelope, payload = form["envelope"], form["payload"]
    at_phone = envelope["occurred_at"] is not None
    named = envelope["tz"] if at_phone else None
    zone = named if _known(named) else person.zone
    return Sent(
        id=envelope["entry_id"],
        kind=kind,
        occurred_at=envelope["occurred_at"] or now,
        tz=zone,
        local_date=envelope["local_date"] or person.local_day(envelope["occurred_at"] or now),
        payload={name: _plain(value) for name, value in payload.items()},
        at_phone=at_phone,
        named_tz=named,
        sent_at=None,
    )


def _known(zone: str | None) -> bool:
    try:
        return bool(zone) and bool(ZoneInfo(zone))
    except (ValueError, OSError, KeyError):
        return False


def _plain(value: Any) -> Any:
    """Payloads are JSON: dates and ids as text."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return str(value) if not isinstance(value, str | int | float | bool | list | dict) else value


def scale(low: int = 1, high: int = 5, **options) -> fields.Integer:
    """A step of a scale; forms send text, so numbers are not strict."""

    def within(value: int | None) -> None:
        if value is not None and not low <= value <= high:
            raise ValidationError(f"Please choose a step from {low} to {high}.")

    return fields.Integer(validate=within, allow_none=not options.get("required", False), **options)


class WithdrawalForm(EntryForm):
    """Undo: names what it takes back in `supersedes`, nothing else."""

    supersedes = fields.UUID(required=True)
