"""What a phone may send: for each kind and version how it is read, what it does, and which pages it changes.

Nothing that was ever shipped is taken out of here: an entry may lie on a phone for months."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from marshmallow import Schema

from app.accounts.models import User
from app.checkins.models import KIND as CHECKED_IN
from app.checkins.models import CheckIn
from app.entries.models import WITHDRAWN, Entry
from app.entries.schemas import WithdrawalForm
from app.habits.again import hear_again
from app.habits.models import KIND as DAY_SET
from app.habits.models import Habit, HabitDay
from app.practices.models import Completion, Skip, Start
from app.practices.models.runs import COMPLETED, SKIPPED, STARTED
from app.sessions.models import AgendaNote, CoachingSession, Summary
from app.sessions.models.agenda import KIND as NOTED
from app.sync.late import CheckInOnPhone, DayOnPhone, NoteOnPhone, OpeningOnPhone
from app.sync.reading import NOT_YOURS, Payload, Reading, Refused, load
from app.sync.runs import read_completion, read_skip, read_start

OPENED = "summary.opened"
# What an undo takes back, by the kind of what it names.
KEPT = {CHECKED_IN: CheckIn, STARTED: Start, COMPLETED: Completion, SKIPPED: Skip, NOTED: AgendaNote}


@dataclass(frozen=True)
class Kind:
    """`read` makes of an entry's payload what the form of the same kind would (raises Refused or NotYet); `record`
    applies the admitted entry; `pages` change by it."""

    read: Callable[[Reading], Payload]
    record: Callable[[Entry, User], Any]
    pages: tuple[str, ...]

    def changed(self, entry: Entry) -> set[str]:
        """The addresses of pages that show this entry."""
        practice = entry.payload.get("assignment_id")
        return {*self.pages, f"/practices/{practice}"} if practice else set(self.pages)


def _read(schema: Schema, reading: Reading) -> Payload:
    return load(schema, reading)


def _read_day(reading: Reading) -> Payload:
    said = load(DAY, reading)
    habit = Habit.of(reading.person.id, said["habit_id"])
    if not habit or not habit.taken_at:
        raise Refused(*NOT_YOURS)
    said.pop("view")
    return {"day": reading.item.local_date} | said


def _read_session(schema: Schema, reading: Reading) -> Payload:
    said = load(schema, reading)
    if not CoachingSession.of_client(reading.person, said["session_id"]):
        raise Refused(*NOT_YOURS)
    return said


def _set_day(entry: Entry, _person: User) -> None:
    HabitDay.set(entry)
    if entry.supersedes or entry.superseded_by():
        hear_again(entry)
    if entry.supersedes and (before := Entry.of(entry.user_id, entry.supersedes)) and before.kind == DAY_SET:
        hear_again(before)


def _open(entry: Entry, person: User) -> None:
    # A letter taken back in its first half minute may have been on a screen; then nothing is open any more.
    summary = Summary.of_client(person, uuid.UUID(entry.payload["session_id"]))
    if summary:
        summary.open(now=min(entry.received_at, max(entry.corrected_at, summary.published_at)))


def _withdraw(entry: Entry, _person: User) -> None:
    """Takes back what it names. What has not arrived yet finds this when it comes."""
    before = Entry.of(entry.user_id, entry.supersedes)
    if before and before.kind == DAY_SET:
        hear_again(before)
    elif before and before.kind in KEPT:
        KEPT[before.kind].retire(entry.user_id, before.id, at=entry.received_at)


def _keeps(model: type) -> Callable[[Entry, User], Any]:
    return lambda entry, _person: model.record(entry)


DAY = DayOnPhone()
FELT, HABIT, PLAYED = (
    ("/today", "/check-in", "/progress"),
    ("/today", "/habits", "/progress"),
    ("/today", "/progress"),
)
ALL = ("/today", "/check-in", "/habits", "/coach", "/progress")

KINDS: dict[tuple[str, int], Kind] = {
    (CHECKED_IN, 1): Kind(partial(_read, CheckInOnPhone()), _keeps(CheckIn), FELT),
    (STARTED, 1): Kind(read_start, _keeps(Start), ()),
    (COMPLETED, 1): Kind(read_completion, _keeps(Completion), PLAYED),
    (SKIPPED, 1): Kind(read_skip, _keeps(Skip), PLAYED),
    (DAY_SET, 1): Kind(_read_day, _set_day, HABIT),
    (NOTED, 1): Kind(partial(_read_session, NoteOnPhone()), _keeps(AgendaNote), ("/coach",)),
    (OPENED, 1): Kind(partial(_read_session, OpeningOnPhone()), _open, ()),
    (WITHDRAWN, 1): Kind(partial(_read, WithdrawalForm()), _withdraw, ALL),
}
