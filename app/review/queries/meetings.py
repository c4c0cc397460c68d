"""The sessions around a brief: the next, the last, and the one whose note is to be written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from app.accounts.models import User
from app.core.db import db
from app.sessions.models import CoachingSession

RUNNING = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Meetings:
    """`number`: which of their sessions the next one is. `open`: whose note is to be written, the nearest in time."""

    next: CoachingSession | None
    last: CoachingSession | None
    open: CoachingSession | None
    number: int

    def until_next(self, now: datetime) -> str | None:
        """now, in 30 minutes, in 3 hours; None when it is more than a day away."""
        if self.next is None or self.next.starts_at - now > timedelta(days=1):
            return None
        minutes = round((self.next.starts_at - now) / timedelta(minutes=1))
        if minutes <= 0:
            return "now"
        return _in(minutes, "minute") if minutes < 60 else _in(round(minutes / 60), "hour")


def meetings(coach: User, client: User, *, now: datetime) -> Meetings:
    """One statement. What is to come is this coach's; what was counts whoever held it."""
    rows = select(CoachingSession).where(CoachingSession.client_id == client.id).order_by(CoachingSession.starts_at)
    sessions = list(db.session.scalars(rows))
    mine = [one for one in sessions if one.coach_id == coach.id and one.outcome is None]
    held = [one for one in sessions if one.outcome in ("done", "no_show") and one.starts_at < now]
    return Meetings(
        next=next((one for one in mine if one.starts_at > now - RUNNING), None),
        last=held[-1] if held else None,
        open=min(mine, key=lambda one: abs(one.starts_at - now), default=None),
        number=sum(one.outcome == "done" for one in held) + 1,
    )


def _in(count: int, unit: str) -> str:
    return f"in {count} {unit}{'' if count == 1 else 's'}"
