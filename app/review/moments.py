"""One thing that happened, as a line of a client's timeline. Pure."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from app.review.lines import Line


@dataclass(frozen=True, slots=True)
class Moment:
    """`day`: the client's date; `zone`: whose clock shows `at`, None for a whole day; `said`: the client's own words;
    `facts`: how it came to us; `session_id`: whose note or letter it leads to."""

    day: date
    at: datetime
    words: str
    id: str = ""
    zone: str | None = None
    said: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    session_id: uuid.UUID | None = None
    strong: bool = False

    @classmethod
    def of_line(cls, line: Line, words: str, *, said: tuple[str, ...] = ()) -> Moment:
        """`words` with what the line says about its way here."""
        facts = (line.journey,) if line.journey else ()
        return cls(line.day, line.done_at, words, id=str(line.id), zone=line.zone, said=said, facts=facts)
