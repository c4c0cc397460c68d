"""A habit's day told anew from the ledger, where something said about it was corrected or taken back."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date

from sqlalchemy import select

from app.core.db import db
from app.entries.models import Entry
from app.habits.models import KIND, HabitDay


def hear_again(entry: Entry) -> None:
    """The day this entry is about becomes what all that still stands about it says, in whatever order it came."""
    habit_id, day = entry.payload["habit_id"], entry.payload["day"]
    key = {"habit_id": uuid.UUID(habit_id), "day": date.fromisoformat(day)}
    # The lock first: what others say about this day meanwhile is then read, or waits.
    row = db.session.get(HabitDay, key, with_for_update=True, populate_existing=True)
    if row:
        db.session.delete(row)
        db.session.flush()
    for said in _standing(entry.user_id, habit_id, day):
        HabitDay.set(said)


def _standing(person_id: uuid.UUID, habit_id: str, day: str) -> Iterator[Entry]:
    about = (Entry.payload["habit_id"].as_string() == habit_id, Entry.payload["day"].as_string() == day)
    said = select(Entry).where(Entry.user_id == person_id, Entry.kind == KIND, *about)
    return (one for one in db.session.scalars(said).all() if not one.superseded_by())
