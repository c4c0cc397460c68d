"""The ledger of everything a phone sends. Exactly-once lives here and nowhere else."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKey, Index, Select, bindparam, select, update
from sqlalchemy.orm import Mapped, declared_attr, make_transient_to_detached, mapped_column

from app.core.db import Base, db, insert_once, insert_row, json_text
from app.core.reads import rows

if TYPE_CHECKING:
    from app.accounts.models import User


@dataclass(frozen=True, kw_only=True)
class Sent:
    """An entry as it was sent. `at_phone`: moment, zone and local date come from the phone; else the server filled them in."""

    id: uuid.UUID
    kind: str
    occurred_at: datetime
    tz: str
    local_date: date
    payload: dict[str, Any]
    v: int = 1
    at_phone: bool = True
    seq: int = 0
    device_id: str | None = None
    sent_at: datetime | None = None

    def body_hash(self) -> str:
        """SHA-256 of what makes this entry this entry. Times the server filled in differ on a resend: left out."""
        body: dict[str, Any] = {"id": str(self.id), "kind": self.kind, "v": self.v, "payload": self.payload}
        if self.at_phone:
            when = {"occurred_at": self.occurred_at.isoformat(), "local_date": self.local_date.isoformat()}
            body |= when | {"tz": self.tz}
        return hashlib.sha256(json_text(body).encode()).hexdigest()


@dataclass(frozen=True)
class Admission:
    """What became of a sent entry: stored (new), duplicate (known, same body) or held (known, other body)."""

    status: str
    entry: Entry

    @property
    def new(self) -> bool:
        return self.status == "stored"


class Entry(Base):
    """One thing a client recorded, named by the phone. Never changed, never removed; corrections are new entries."""

    __tablename__ = "entry"
    __table_args__ = (
        Index("ix_entry_supersedes", "user_id", "supersedes"),
        # Was this person ever in another zone than at home? Every Today asks.
        Index("ix_entry_zone", "user_id", "tz"),
    )
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"), primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    organization_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organization.id"))
    kind: Mapped[str]
    v: Mapped[int]
    occurred_at: Mapped[datetime]
    tz: Mapped[str]
    local_date: Mapped[date]
    received_at: Mapped[datetime]
    # received_at - sent_at in milliseconds: how far the phone's clock is off (and the way it took).
    skew_ms: Mapped[int | None]
    seq: Mapped[int]
    device_id: Mapped[str | None]
    supersedes: Mapped[uuid.UUID | None]
    payload: Mapped[dict]
    body_hash: Mapped[str]

    @classmethod
    def admit(cls, person: User, sent: Sent, *, now: datetime) -> Admission:
        """Inserts first, then asks: phones send the same entry twice within a millisecond. The caller commits."""
        values = {
            "user_id": person.id,
            "id": sent.id,
            "organization_id": person.organization_id,
            "kind": sent.kind,
            "v": sent.v,
            "occurred_at": sent.occurred_at,
            "tz": sent.tz,
            "local_date": sent.local_date,
            "received_at": now,
            "skew_ms": round((now - sent.sent_at).total_seconds() * 1000) if sent.sent_at else None,
            "seq": sent.seq,
            "device_id": sent.device_id,
            "supersedes": _uuid(sent.payload.get("supersedes")),
            "payload": sent.payload,
            "body_hash": sent.body_hash(),
        }
        if insert_once(cls, values, unique=("user_id", "id")):
            return Admission("stored", cls._just_stored(values))
        entry = db.session.get(cls, (person.id, sent.id))
        return Admission("duplicate" if entry.body_hash == values["body_hash"] else "held", entry)

    @classmethod
    def _just_stored(cls, values: dict[str, Any]) -> Entry:
        # The session takes it for a row it has read: we know every column of it already.
        entry = cls(**values | {"occurred_at": values["occurred_at"].astimezone(UTC)})
        make_transient_to_detached(entry)
        db.session.add(entry)
        return entry

    @property
    def corrected_at(self) -> datetime:
        """When it happened, by our clock: for ordering only, never shown."""
        return self.occurred_at + timedelta(milliseconds=self.skew_ms or 0)

    def superseded_by(self) -> list[uuid.UUID]:
        """What corrects or withdraws this entry, if it arrived already, perhaps before the entry itself."""
        return [later for (later,) in rows(_later(), person=self.user_id, name=self.id)]


@cache
def _later() -> Select[tuple[uuid.UUID]]:
    # Written at its first use: what kind of column a foreign key is, is known once every table is. Of the table,
    # not of the entity: it is asked with every entry.
    entry = Entry.__table__.c
    return select(entry.id).where(entry.user_id == bindparam("person"), entry.supersedes == bindparam("name"))


class Kept:
    """Columns of a feature's row that came from an entry: its name, its moment and its day, as the phone fixed them."""

    # Replaced by a correction or withdrawn; the row stays as history.
    gone_at: Mapped[datetime | None] = mapped_column(default=None)
    # Whose it is comes first in the key: every look-up starts from a person.
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, sort_order=-1)
    occurred_at: Mapped[datetime]
    tz: Mapped[str]
    local_date: Mapped[date]
    received_at: Mapped[datetime]

    @declared_attr
    def user_id(cls) -> Mapped[uuid.UUID]:
        return mapped_column(ForeignKey("user.id"), primary_key=True, sort_order=-2)

    @declared_attr
    def organization_id(cls) -> Mapped[uuid.UUID]:
        return mapped_column(ForeignKey("organization.id"))

    @classmethod
    def keep(cls, entry: Entry, **columns):
        """Adds the row of an admitted entry and retires the one it supersedes. Returns the row, flushed."""
        later = entry.superseded_by()
        # A correction made on Thursday of what was said on Tuesday is about Tuesday.
        corrected = db.session.get(cls, (entry.user_id, entry.supersedes)) if entry.supersedes else None
        if corrected:
            cls.retire(entry.user_id, entry.supersedes, at=entry.received_at)
        values = {
            "user_id": entry.user_id,
            "id": entry.id,
            "organization_id": entry.organization_id,
            "received_at": entry.received_at,
            "gone_at": entry.received_at if later else None,
            **_moment(corrected or entry),
            **columns,
        }
        row = cls(**values)
        insert_row(row, values)
        row._correct_what_came_first(later)
        return row

    def _happens_with(self, other) -> None:
        for name, value in _moment(other).items():
            setattr(self, name, value)

    def _correct_what_came_first(self, later: list[uuid.UUID]) -> None:
        """A correction that arrived before its original takes over the original's moment now."""
        for correction in later:
            row = db.session.get(type(self), (self.user_id, correction))
            if row:
                row._happens_with(self)

    @classmethod
    def retire(cls, user_id: uuid.UUID, entry_id: uuid.UUID, *, at: datetime) -> bool:
        """Marks a row as replaced or withdrawn; True if there was one standing."""
        gone = update(cls).where(cls.user_id == user_id, cls.id == entry_id, cls.gone_at.is_(None))
        return db.session.execute(gone.values(gone_at=at)).rowcount == 1

    @classmethod
    def standing(cls, person_id: uuid.UUID):
        """This person's rows that are neither replaced nor withdrawn."""
        return select(cls).where(cls.user_id == person_id, cls.gone_at.is_(None))

    @property
    def sent_late(self) -> bool:
        """Did it arrive on a later day than it was made? (done Tue 22:40, sent Thu)"""
        return self.received_at - self.occurred_at > timedelta(hours=12)


def _moment(one: Entry | Kept) -> dict[str, Any]:
    return {"occurred_at": one.occurred_at, "tz": one.tz, "local_date": one.local_date}


def _uuid(value: Any) -> uuid.UUID | None:
    return uuid.UUID(str(value)) if value else None
