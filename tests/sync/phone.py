"""A phone with an outbox, as far as the server can tell: it makes entries and posts them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from app.core.ids import uuid7
from app.core.keys import user_ref

HEADERS = {"X-Sync-Protocol": "1", "X-Build": "2026.11.20"}


class Phone:
    """Of one person. `off`: how far its clock is wrong."""

    def __init__(self, http, person, clock, *, off: timedelta = timedelta(0), device: str = "phone-1") -> None:
        self.browser, self.person, self.clock, self.off, self.device = http(person), person, clock, off, device
        self.seq = 0

    @property
    def now(self) -> datetime:
        return self.clock.now + self.off

    def entry(self, kind: str, payload: dict[str, Any], **more) -> dict[str, Any]:
        """One more entry, of this moment; nothing is sent."""
        self.seq += 1
        made = {"id": str(uuid7()), "seq": self.seq, "kind": kind, "v": 1, "occurred_at": self.now.isoformat()}
        stamps = {"tz": "Europe/London", "local_date": self.now.date().isoformat(), "attempt": 1}
        return made | stamps | {"payload": payload} | more

    def body(self, *entries: Any, **more) -> dict[str, Any]:
        envelope = {"protocol": 1, "device_id": self.device, "user_ref": user_ref(self.person.id)}
        return envelope | {"sent_at": self.now.isoformat(), "entries": list(entries)} | more

    def post(self, *entries: Any, headers: dict | None = None, **more):
        """Sends them; the whole answer."""
        return self.browser.post("/sync", json=self.body(*entries, **more), headers=HEADERS | (headers or {}))

    def send(self, *entries: Any) -> list[dict[str, Any]]:
        """Sends them; what became of each."""
        answer = self.post(*entries)
        assert answer.status_code == 200, answer.text
        return answer.json["results"]

    def fate(self, *entries: Any) -> list[str]:
        """The same in short: stored, duplicate, deferred, or the code of what is held."""
        return [one["code"] if one["status"] == "held" else one["status"] for one in self.send(*entries)]


FELT = {"mood": 3, "stress": 4, "tags": ["sleep"], "note": "slept badly"}


def feeling(phone: Phone, **more) -> dict[str, Any]:
    """A check-in; `more` replaces fields of the entry."""
    return phone.entry("mood.checked_in", FELT) | more
