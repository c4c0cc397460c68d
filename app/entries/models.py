"""The ledger of everything a phone sends. Exactly-once lives here and nowhere else."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, ForeignKey, Index, Select, bindparam, delete, func, or_, select, update
from sqlalchemy.orm import Mapped, declared_attr, make_transient_to_detached, mapped_column

from app.core.clock import local_day
from app.core.db import Base, db, insert_once, insert_row, json_text
from app.core.reads import rows

if TYPE_CHECKING:
    from app.accounts.models import User

WITHDRAWN = "entry.withdrawn"
# Of what could not be read: entries of one person, characters of one entry.
HELD_MOST, HELD_CHARACTERS = 500, 20_000


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
    # The zone's name as it came, where it was none that we know and `tz` is the person's.
    named_tz: str | None = None
    seq: int = 0
    device_id: str | None = None
    sent_at: datetime | None = None

    def body_hash(self) -> str:
        """SHA-256 of what makes this entry this entry. Times the server filled in differ on a resend: left out."""
        body: dict[str, Any] = {"id": str(self.id), "kind": self.kind, "v": self.v, "payload": self.payload}
        if self.at_phone:
            when = {"occurred_at": self.occurred_at.isoformat(), "local_date": self.local_date.isoformat()}
            body |= when | {"tz": self.named_tz or self.tz}
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
    # A phone that believes it is 1970 is further off than 32 bits can say.
    skew_ms: Mapped[int | None] = mapped_column(BigInteger)
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

    @property
    def date_far_off(self) -> bool:
        """Is the phone's date more than a day from what our clock makes of it? It is kept and shown as it came."""
        return abs(self.local_date - local_day(self.corrected_at, self.tz)) > timedelta(days=1)

    @classmethod
    def of(cls, person_id: uuid.UUID, entry_id: uuid.UUID) -> Entry | None:
        return db.session.get(cls, (person_id, entry_id))

    @classmethod
    def known(cls, person_id: uuid.UUID, ids: Collection[uuid.UUID]) -> set[uuid.UUID]:
        """Which of these names are this person's already."""
        return set(db.session.scalars(select(cls.id).where(cls.user_id == person_id, cls.id.in_(ids))))

    def superseded_by(self) -> list[uuid.UUID]:
        """What corrects or withdraws this entry, if it arrived already, perhaps before the entry itself."""
        return [later for (later,) in rows(_later(), person=self.user_id, name=self.id, kind=self.kind)]


@cache
def _later() -> Select[tuple[uuid.UUID]]:
    # Written at its first use: what kind of column a foreign key is, is known once every table is. Of the table,
    # not of the entity: it is asked with every entry.
    entry = Entry.__table__.c
    of_it = (entry.user_id == bindparam("person"), entry.supersedes == bindparam("name"))
    return select(entry.id).where(*of_it, or_(entry.kind == bindparam("kind"), entry.kind == WITHDRAWN))


class HeldEntry(Base):
    """What could not be taken in, as it came, for support: the phone keeps it too. The ledger knows nothing of it, so
    its name stays free for a later build that can read it."""

    __tablename__ = "held_entry"
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"), primary_key=True)
    # As it was sent, which may be no id at all.
    entry_id: Mapped[str] = mapped_column(primary_key=True)
    body_hash: Mapped[str] = mapped_column(primary_key=True)
    organization_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organization.id"))
    code: Mapped[str]
    received_at: Mapped[datetime]
    # JSON in ASCII: whatever a phone sends, a column of text can hold it.
    body: Mapped[str]

    @classmethod
    def keep(cls, person: User, entry_id: str, item: Any, *, code: str, now: datetime) -> None:
        """Keeps the raw body once, however often it is sent; beyond HELD_MOST of one person no more of it. The caller
        commits."""
        said = {name: value for name, value in item.items() if name != "attempt"} if isinstance(item, dict) else item
        body = json.dumps(said, sort_keys=True)
        values = {
            "user_id": person.id,
            "entry_id": entry_id[:36],
            "body_hash": hashlib.sha256(body.encode()).hexdigest(),
            "organization_id": person.organization_id,
            "code": code,
            "received_at": now,
            "body": body[:HELD_CHARACTERS],
        }
        if cls._count(person.id) < HELD_MOST:
            insert_once(cls, values, unique=("user_id", "entry_id", "body_hash"))

    @classmethod
    def _count(cls, person_id: uuid.UUID) -> int:
        return db.session.scalar(select(func.count()).select_from(cls).where(cls.user_id == person_id))

    @classmethod
    def forget(cls, *, before: datetime) -> None:
        db.session.execute(delete(cls).where(cls.received_at < before))


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
        """A correction that arrived before its original takes over the original's moment now, and so does what
        corrects the correction."""
        heard, waiting = {self.id}, list(later)
        while waiting:
            name = waiting.pop()
            row = db.session.get(type(self), (self.user_id, name)) if name not in heard else None
            heard.add(name)
            if row:
                row._happens_with(self)
                waiting += Entry.of(self.user_id, name).superseded_by()

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
