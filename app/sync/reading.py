"""Reading one entry: its payload becomes what the form of the same kind would have made, so both are the same entry."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from marshmallow import Schema, ValidationError, fields

from app.accounts.models import User
from app.entries.models import Sent
from app.entries.schemas import ENVELOPE, sent
from app.sync.schemas import Item

Payload = dict[str, Any]

# (code, words): what the person reads beside an entry that needs them.
UNREADABLE = ("payload_invalid", "We could not read this entry. It is kept here.")
MALFORMED = ("entry_invalid", UNREADABLE[1])
UNKNOWN = ("unknown_kind", "We do not know this kind of entry yet. It is kept here.")
NOT_YOURS = ("not_yours", "We could not find what this entry belongs to. It is kept here.")
REUSED = ("id_reused_with_other_content", "Something else was saved under this name already. It is kept here.")


class Refused(Exception):
    """This entry is held: a code for the phone, words for the person."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(code)
        self.code, self.words = code, words


class NotYet(Exception):
    """Something this entry stands on has not arrived; nothing is wrong with it."""


@dataclass(frozen=True)
class Reading:
    """One entry, who sends it, and when: `sent_at` by the phone's clock, `now` by ours."""

    item: Item
    person: User
    device_id: str
    sent_at: datetime | None
    now: datetime

    def sent(self, payload: Payload) -> Sent:
        """The entry as the ledger takes it."""
        item, whence = self.item, {"device_id": self.device_id, "sent_at": self.sent_at}
        return replace(self._stamped(payload), v=item.v, seq=item.seq, **whence)

    def _stamped(self, payload: Payload) -> Sent:
        item = self.item
        stamps = {"occurred_at": item.occurred_at, "tz": item.tz, "local_date": item.local_date}
        form = {"envelope": {"entry_id": item.id} | stamps, "payload": payload}
        return sent(form, self.item.kind, person=self.person, now=self.now)


def load(schema: Schema, reading: Reading, payload: Payload | None = None) -> Payload:
    """The payload (by default the entry's own) through the schema of its form. Raises Refused."""
    said = reading.item.payload if payload is None else payload
    if said.keys() & set(ENVELOPE):
        raise Refused(*UNREADABLE)
    try:
        loaded = schema.load({"entry_id": reading.item.id} | _as_typed(schema, said))["payload"]
    except ValidationError:
        raise Refused(*UNREADABLE) from None
    if loaded.get("supersedes") == reading.item.id:
        raise Refused(*UNREADABLE)
    return loaded


def _as_typed(schema: Schema, said: Payload) -> Payload:
    """A list with one thing chosen is one field in a form."""
    lists = {name for name, field in schema.fields.items() if isinstance(field, fields.List)}
    return {name: [value] if name in lists and isinstance(value, str) else value for name, value in said.items()}
