"""Makers for the practice tests: an assignment, a form as the player sends it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from app.accounts.models import User
from app.core.db import db
from app.core.ids import uuid7
from app.practices.models import Assignment, PracticeVersion

DAILY = {"type": "daily"}


def assign(
    client: User, slug: str = "long-sigh", *, now: datetime, rhythm: dict | None = None, days_ago: int = 7
) -> Assignment:
    """Given by the client's coach `days_ago` days ago, in the newest version."""
    given = now - timedelta(days=days_ago)
    row = Assignment(
        organization_id=client.organization_id,
        client_id=client.id,
        coach_id=client.coach.id,
        practice_version_id=PracticeVersion.newest(slug).id,
        rhythm=rhythm or DAILY,
        assigned_at=given,
        assigned_on=client.local_day(given),
    )
    db.session.add(row)
    db.session.commit()
    return row


def run(**said) -> dict[str, str]:
    """A finished run of version 1, with a new name, as the player sends it."""
    return {"entry_id": str(uuid7()), "version": "1", "outcome": "done", "seconds": "170", **said}


def stamps(day: date, clock_time: str = "08:00:00") -> dict[str, str]:
    """The moment as a phone in London (in summer) fixed it."""
    return {
        "occurred_at": f"{day.isoformat()}T{clock_time}+01:00",
        "tz": "Europe/London",
        "local_date": day.isoformat(),
    }
