"""Devices for the state machine: each has an outbox, a clock of its own, somebody signed in or nobody, and bad luck."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from app.accounts.models import SignIn
from app.core.db import db
from app.core.ids import uuid7
from app.core.keys import keyed_hash, user_ref
from tests import people
from tests.sync.phone import HEADERS


@dataclass
class Owner:
    """A client with one thing of each kind."""

    user: Any
    ids: dict[str, str]
    # Everything any device of theirs ever made, by name; never changed.
    made: dict[str, dict] = field(default_factory=dict)
    acknowledged: set[str] = field(default_factory=set)
    # When each happened, as far as the device knew at the moment it got through.
    happened: dict[str, datetime] = field(default_factory=dict)

    @property
    def ref(self) -> str:
        return user_ref(self.user.id)


@dataclass
class Device:
    name: str
    http: Any
    clock: Any
    off: timedelta = timedelta(0)
    owner: Owner | None = None
    seq: int = 0
    # As on the phone: whose it is stands with each entry, whoever is signed in now.
    outbox: list[tuple[Owner, dict]] = field(default_factory=list)

    @property
    def now(self):
        return self.clock.now + self.off

    def sign_in(self, owner: Owner) -> None:
        self.owner, self.browser = owner, self.http()
        self.token = people.token_of(owner.user, now=self.clock.now)
        with self.browser.session_transaction() as cookie:
            cookie["_user_id"], cookie["_fresh"] = self.token, True

    def revoke(self) -> None:
        """Ended elsewhere: the device notices when it sends."""
        hashed = keyed_hash("sign-in", self.token)
        row = db.session.scalars(db.select(SignIn).where(SignIn.token_hash == hashed)).one()
        row.ended_at = self.clock.now
        db.session.commit()

    def write(self, kind: str, payload: dict[str, Any]) -> None:
        self.seq += 1
        entry = {"id": str(uuid7()), "seq": self.seq, "kind": kind, "v": 1, "occurred_at": self.now.isoformat()}
        entry |= {"tz": "Europe/London", "local_date": self.now.date().isoformat(), "payload": payload}
        self.owner.made[entry["id"]] = entry
        self.outbox.append((self.owner, entry))

    def mine(self) -> list[dict]:
        """What waits here of whoever is signed in."""
        return [entry for owner, entry in self.outbox if owner is self.owner]

    def post(self, entries: list[dict], **more):
        envelope = {"protocol": 1, "device_id": self.name, "user_ref": self.owner.ref, "entries": entries}
        body = envelope | {"sent_at": self.now.isoformat()} | more
        return self.browser.post("/sync", json=body, headers=HEADERS)

    def flush(self, entries: list[dict], *, lost: bool = False) -> int:
        """Sends them; unless the reply is lost, forgets what was acknowledged and nothing else. The answer's status."""
        answer = self.post(entries)
        if answer.status_code == 200:
            self._remember(answer.json["results"])
        if not lost and answer.status_code == 200:
            done = {one["id"] for one in answer.json["results"] if one["status"] in ("stored", "duplicate")}
            self.owner.acknowledged |= done
            self.outbox = [(owner, entry) for owner, entry in self.outbox if entry["id"] not in done]
        return answer.status_code

    def _remember(self, results: list[dict]) -> None:
        assert not [one for one in results if one["status"] == "held"], results
        for name in (one["id"] for one in results if one["status"] == "stored"):
            self.owner.happened[name] = datetime.fromisoformat(self.owner.made[name]["occurred_at"]) - self.off
