"""Rows in bulk, and the phone they would have come from: entries of the ledger, on time or sent late."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from random import Random

from sqlalchemy import insert

from app.core import clock
from app.core.db import db
from app.core.ids import uuid7
from app.demo.people import Client
from app.entries.models import Entry, Sent


class Rows:
    """Collects rows of any table; `insert` writes them all, each table after those it points at."""

    def __init__(self) -> None:
        self._rows: dict[type, list[dict]] = {}

    def add(self, model: type, **columns) -> dict:
        self._rows.setdefault(model, []).append(columns)
        return columns

    def of(self, model: type) -> list[dict]:
        return self._rows.get(model, [])

    def insert(self) -> None:
        order = {table.name: place for place, table in enumerate(db.metadata.sorted_tables)}
        for model in sorted(self._rows, key=lambda one: order[one.__tablename__]):
            # With its nulls every row has the same columns: one statement a table instead of hundreds.
            db.session.execute(insert(model).execution_options(render_nulls=True), self._rows[model])


@dataclass
class Phone:
    """One client's phone. `late`: the share of its days without a signal; what they hold arrives in one burst."""

    client: Client
    rows: Rows
    rng: Random
    late: float = 0.0
    _bursts: dict[int, datetime | None] = field(default_factory=dict)

    def says(self, kind: str, payload: dict, *, number: int, wall: time, seconds: int = 0) -> dict:
        """Adds the entry, said `seconds` after `wall` on day `number`. Returns the columns that `Kept` rows share."""
        zone = self.client.zone_on(number, wall)
        at = clock.at_wall(self.client.day(number), wall, zone) + timedelta(seconds=seconds)
        # What they tell about their first day they tell once they are in.
        at = max(at, self.client.joined_at + timedelta(minutes=self.rng.randint(6, 40)))
        sent = _sent(new_row_id(at), kind, payload, at=at, zone=zone)
        return self._keep(sent, received_at=self._arrives(number, at))

    def opens(self, name: uuid.UUID, kind: str, payload: dict, *, at: datetime, zone: str) -> datetime:
        """Adds what a page says once it is visible: under a known name, the moment filled in by the server."""
        self._keep(_sent(name, kind, payload, at=at, zone=zone, at_phone=False), received_at=at)
        return at

    def _keep(self, sent: Sent, *, received_at: datetime) -> dict:
        whose = {"user_id": self.client.id, "organization_id": self.client.organization_id, "id": sent.id}
        when = {"occurred_at": sent.occurred_at, "tz": sent.tz, "local_date": sent.local_date}
        arrived = whose | when | {"received_at": received_at}
        said = {"kind": sent.kind, "v": sent.v, "payload": sent.payload, "seq": sent.seq}
        self.rows.add(Entry, **arrived, **said, body_hash=sent.body_hash())
        return arrived

    def _arrives(self, number: int, at: datetime) -> datetime:
        """A second or two later; on a day without a signal the same evening, or the next day."""
        if number not in self._bursts:
            self._bursts[number] = self._burst(number) if self.rng.random() < self.late else None
        burst = self._bursts[number]
        soon = at + timedelta(milliseconds=self.rng.randint(300, 2500))
        return burst if burst and at < burst < self.client.now else soon

    def _burst(self, number: int) -> datetime:
        same_evening = self.rng.random() < 0.7
        minute = self.rng.randrange(60)
        wall, day = (time(21, minute), number) if same_evening else (time(18, minute), number + 1)
        return clock.at_wall(self.client.day(day), wall, self.client.zone_on(day, wall))


def _sent(entry_id: uuid.UUID, kind: str, payload: dict, *, at: datetime, zone: str, at_phone: bool = True) -> Sent:
    day = clock.local_day(at, zone)
    return Sent(id=entry_id, kind=kind, payload=payload, occurred_at=at, tz=zone, local_date=day, at_phone=at_phone)


def moment_of(hour: float, rng: Random, *, spread: float = 0.6) -> time:
    """A wall time around `hour` (8.5 is 08:30), always inside the day that begins at 03:00."""
    minutes = round(min(23.8, max(5.0, rng.gauss(hour, spread))) * 60)
    return time(minutes // 60, minutes % 60, rng.randrange(60))


def new_row_id(at: datetime) -> uuid.UUID:
    """A name for a row that was made at that moment."""
    return uuid7(ms=int(at.timestamp() * 1000))
