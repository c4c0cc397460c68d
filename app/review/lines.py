"""One line of what the figures rest on: when it was, what it was, and how it came to us. Pure."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from app.core.words import wall_clock, weekday
from app.measures.items import label

if TYPE_CHECKING:
    from app.checkins.models import CheckIn
    from app.habits.said import SaidDay
    from app.practices.models import Completion, Skip

LATE = timedelta(hours=12)


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

    @classmethod
    def of_check_in(cls, one: CheckIn) -> Line:
        """Good; stress: a little; workload, sleep"""
        stress = f"stress: {label('stress', one.stress).lower()}" if one.stress else ""
        tags = ", ".join(one.tags).replace("_", " ")
        return cls.of_kept(one, "; ".join(part for part in (label("mood", one.mood), stress, tags) if part))

    @classmethod
    def of_run(cls, run: Completion, title: str) -> Line:
        words = {"tiny": f"{title}, small version", "stopped": f"{title}, a start"}.get(run.outcome, title)
        return cls.of_kept(run, words)

    @classmethod
    def of_skip(cls, skip: Skip, title: str) -> Line:
        """The long sigh: No time; the small version instead"""
        other = f"; {weekday(skip.other_day)} instead" if skip.other_day else ""
        instead = "; the small version instead" if skip.instead == "tiny" else other
        return cls.of_kept(skip, f"{title}: {skip.reason}{instead}")

    @classmethod
    def of_habit_day(cls, day: SaidDay, zone: str) -> Line:
        words = {"done": "done", "rest": "rest day"}[day.state]
        sent_at = day.received_at if day.received_at - day.said_at > LATE else None
        return cls(day.day, words, done_at=day.said_at, zone=zone, sent_at=sent_at, later=day.added_later)

    @classmethod
    def of_kept(cls, row: Any, words: str) -> Line:
        """Of a row that came from an entry."""
        sent_at = row.received_at if row.sent_late else None
        return cls(row.local_date, words, done_at=row.occurred_at, zone=row.tz, sent_at=sent_at, id=row.id)


def written(answers: dict) -> tuple[str, ...]:
    """What was written in words, of the answers of a run."""
    return tuple(answer for answer in answers.values() if isinstance(answer, str) and answer)


def moment(at: datetime, zone: str) -> str:
    """Tue 22:40"""
    return f"{weekday(at.astimezone(ZoneInfo(zone)).date(), 'EEE')} {wall_clock(at, zone)}"
