"""What must stand at the end, told from the ledger alone: no word here about when anything arrived."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from app.checkins.models import CheckIn
from app.core.db import db
from app.entries.models import Entry
from app.habits.models import HabitDay
from app.practices.models import Completion
from app.sessions.models import AgendaNote

TABLES = {"mood.checked_in": CheckIn, "practice.completed": Completion, "agenda.noted": AgendaNote}


def ledger(user) -> list[Entry]:
    return list(db.session.scalars(db.select(Entry).where(Entry.user_id == user.id)))


def expected(entries: Iterable[Entry], happened: dict[str, datetime]) -> dict[str, Any]:
    """Names that stand, by kind; and of each habit's day the entry that decides it. `happened`: when, by name."""
    entries = list(entries)
    gone = {(one.supersedes, kind) for one in entries for kind in _gone_by(one)}
    left = [one for one in entries if (one.id, one.kind) not in gone]
    days: dict[tuple[str, str], Entry] = {}
    marks = [one for one in left if one.kind == "habit.set"]
    for one in sorted(marks, key=lambda one: (happened[str(one.id)], one.seq, one.id)):
        days[one.payload["habit_id"], one.payload["day"]] = one
    stands = {kind: {one.id for one in left if one.kind == kind} for kind in TABLES}
    return stands | {"days": {about: one.id for about, one in days.items()}}


def actual(user) -> dict[str, Any]:
    """The same from the tables that pages read."""
    days = db.session.scalars(db.select(HabitDay).where(HabitDay.user_id == user.id))
    stands = {kind: {row.id for row in db.session.scalars(table.standing(user.id))} for kind, table in TABLES.items()}
    return stands | {"days": {(str(row.habit_id), row.day.isoformat()): row.entry_id for row in days}}


def moments(user) -> dict[Any, Any]:
    """The moment of each row of a feature, by name."""
    tables = TABLES.values()
    return {row.id: row.occurred_at for table in tables for row in db.session.scalars(table.standing(user.id))}


def first_moments(entries: Iterable[Entry]) -> dict[Any, Any]:
    """The moment of what each entry corrects in the end, or its own."""
    known = {(one.id, one.kind): one for one in entries}

    def first(one: Entry) -> Entry:
        before = known.get((one.supersedes, one.kind))
        return first(before) if before else one

    return {one.id: first(one).occurred_at for one in known.values()}


def _gone_by(one: Entry) -> list[str]:
    if one.kind == "entry.withdrawn":
        return [*TABLES, "habit.set"]
    return [one.kind] if one.supersedes else []
