"""One line of what the figures rest on: when it was, what it was, and how it came to us."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from app.core.words import wall_clock, weekday


@dataclass(frozen=True, slots=True)
class Line:
    """`day`: the client's date; `done_at` in the `zone` of its time; `sent_at` only if it arrived much later;
    `later`: said on a later day than it is about."""

    day: date
    words: str
    done_at: datetime
    zone: str
    sent_at: datetime | None = None
    later: bool = False
    id: uuid.UUID | None = None

    @property
    def journey(self) -> str | None:
        """done Tue 22:40, sent Thu 8:10: a fact about the way here, on the client's clock."""
        if self.sent_at is None:
            return None
        return f"done {moment(self.done_at, self.zone)}, sent {moment(self.sent_at, self.zone)}"


def moment(at: datetime, zone: str) -> str:
    """Tue 22:40"""
    return f"{weekday(at.astimezone(ZoneInfo(zone)).date(), 'EEE')} {wall_clock(at, zone)}"
