"""Taking entries in: each on its own, in a savepoint, inserted first. What one of them does never costs the others."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from marshmallow import ValidationError
from sqlalchemy.exc import OperationalError

from app.accounts.models import User
from app.core.db import DatabaseBusy, db
from app.entries.models import Entry, HeldEntry
from app.sync.kinds import KINDS, Kind
from app.sync.reading import MALFORMED, REUSED, UNKNOWN, NotYet, Reading, Refused
from app.sync.schemas import ITEM, Item

LOG = logging.getLogger("meanwhile")
DEFERRED_SECONDS = 60


@dataclass
class Intake:
    """One request of one person: `pages` are those that changed, once its entries were taken."""

    person: User
    device_id: str
    sent_at: datetime | None
    now: datetime
    pages: set[str] = field(default_factory=set)

    def take(self, raw: Any) -> dict[str, Any]:
        """What became of one entry: {"id", "status"} and, where it is not in the ledger, why. The caller commits."""
        name = str(raw["id"]) if isinstance(raw, dict) and isinstance(raw.get("id"), str) else ""
        try:
            with db.session.begin_nested():
                return {"id": name, "status": self._taken(raw)}
        except Refused as why:
            return {"id": name} | self._held(name, raw, why)
        except NotYet:
            return {"id": name} | self._deferred(name, "not_yet")
        except (OperationalError, DatabaseBusy):
            raise  # the database is away, for all of them
        except Exception as fault:
            # What the session believes to be in the ledger may not be.
            db.session.expunge_all()
            return {"id": name} | self._deferred(name, "fault", fault)

    def _taken(self, raw: Any) -> str:
        item = _item(raw)
        reading = Reading(item, self.person, self.device_id, self.sent_at, self.now)
        kind = KINDS.get((item.kind, item.v))
        if kind is None:
            raise Refused(*UNKNOWN)
        try:
            sent = reading.sent(kind.read(reading))
        except (Refused, NotYet):
            # Its habit, say, is gone since: what was taken in once stays taken in.
            if _taken_before(reading):
                return "duplicate"
            raise
        admission = Entry.admit(self.person, sent, now=self.now)
        if admission.new:
            kind.record(admission.entry, self.person)
        return self._admitted(kind, admission.entry, admission.status)

    def _admitted(self, kind: Kind, entry: Entry, status: str) -> str:
        if status == "held":
            raise Refused(*REUSED)
        if entry.date_far_off and status == "stored":
            _log("date far off", str(entry.id), "date_far_off")
        self.pages |= kind.changed(entry)
        return status

    def _held(self, name: str, raw: Any, why: Refused) -> dict[str, Any]:
        HeldEntry.keep(self.person, name, raw, code=why.code, now=self.now)
        _log("entry held", name, why.code)
        return {"status": "held", "code": why.code, "message": why.words}

    def _deferred(self, name: str, code: str, fault: Exception | None = None) -> dict[str, Any]:
        _log("entry deferred", name, code, fault)
        return {"status": "deferred", "code": code, "retry_after": DEFERRED_SECONDS}


def ids_of(items: Iterable[Any]) -> set[uuid.UUID]:
    """The names in a request, as far as they can be read."""
    named = (one.get("id") for one in items if isinstance(one, dict))
    return {found for name in named if (found := _uuid(name))}


def _item(raw: Any) -> Item:
    try:
        return ITEM.load(raw)
    except ValidationError:
        raise Refused(*MALFORMED) from None


def _taken_before(reading: Reading) -> bool:
    """Is the entry of this name the one that was made at this very moment? Its payload cannot be read any more."""
    known, sent = Entry.of(reading.person.id, reading.item.id), reading.sent({})
    facts = ("kind", "v", "occurred_at", "tz", "local_date")
    return known is not None and all(getattr(known, fact) == getattr(sent, fact) for fact in facts)


def _log(what: str, name: str, code: str, fault: Exception | None = None) -> None:
    # A name that is no id may be anything.
    facts = {"entry": str(_uuid(name) or "unreadable"), "code": code}
    LOG.log(logging.ERROR if fault else logging.INFO, what, extra={"facts": facts}, exc_info=fault)


def _uuid(name: Any) -> uuid.UUID | None:
    try:
        return uuid.UUID(name) if isinstance(name, str) else None
    except ValueError:
        return None
