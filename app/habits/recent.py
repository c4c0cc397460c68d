"""What Today reads of habits: those kept now and what was said in the last weeks, as plain rows in two statements."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, bindparam, case, select

from app.core.reads import rows
from app.habits.models import Habit, HabitDay, HabitPause, HabitRhythm
from app.habits.said import MARKS
from app.habits.travel import ever_elsewhere
from app.streaks import Mark


class Rhythm(NamedTuple):
    since: date
    rhythm: dict[str, Any]


class Pause(NamedTuple):
    first: date
    last: date


@dataclass(frozen=True)
class KeptHabit:
    """A habit that was taken and not let go; answers as a Habit does. `travelled`: has its client been elsewhere?"""

    id: uuid.UUID
    title: str
    starts_on: date
    rhythms: tuple[Rhythm, ...]
    pauses: tuple[Pause, ...]
    travelled: bool

    closed_on = None
    schedule, history_of, paused_on, _last_day = Habit.schedule, Habit.history_of, Habit.paused_on, Habit._last_day

    @classmethod
    def all_of(cls, client_id: uuid.UUID, zone: str) -> list[KeptHabit]:
        """Oldest first."""
        found = rows(_kept(), client=client_id, zone=zone)
        return [cls._of(list(its_rows)) for _, its_rows in groupby(found, key=itemgetter(0))]

    @classmethod
    def _of(cls, its_rows: list[tuple]) -> KeptHabit:
        # Each rhythm stands beside each pause.
        id_, title, starts_on, *_, travelled = its_rows[0]
        rhythms = {row[3]: Rhythm(*row[3:5]) for row in its_rows}
        pauses = dict.fromkeys(Pause(*row[5:7]) for row in its_rows if row[5])
        return cls(id_, title, starts_on, tuple(rhythms.values()), tuple(pauses), travelled)


class RecentDay(NamedTuple):
    """What of a SaidDay the row on Today needs."""

    day: date
    state: str
    rested: bool
    added_later: bool
    said_at: datetime


class Recent(NamedTuple):
    """The marks of a habit in the last weeks, and what was said of the days from today on."""

    marks: dict[date, Mark]
    rows: dict[date, RecentDay]


NOTHING_SAID = Recent({}, {})


def recent_days(
    client_id: uuid.UUID, *, today: date, since: date = date.min, before: date = date.max
) -> dict[uuid.UUID, Recent]:
    """By habit id, from `since` on and `before` that day: one statement."""
    by_habit: dict[uuid.UUID, list[tuple]] = {}
    for row in rows(_recent(), client=client_id, since=since, before=before, today=today):
        by_habit.setdefault(row[0], []).append(row)
    return {habit_id: _recent_of(its_rows) for habit_id, its_rows in by_habit.items()}


def _recent_of(its_rows: list[tuple]) -> Recent:
    marks = {day: MARKS[state, rested] for _, day, state, rested, *_ in its_rows if state != "none"}
    return Recent(marks, {row[1]: RecentDay(*row[1:]) for row in its_rows if row[5]})


@cache
def _kept() -> Select:
    # Written at its first use: what kind of column a foreign key is, is known once every table is.
    client = bindparam("client")
    return (
        select(Habit.id, Habit.title, Habit.starts_on, HabitRhythm.since, HabitRhythm.rhythm)
        .add_columns(HabitPause.first, HabitPause.last, ever_elsewhere(client, bindparam("zone")))
        .join(HabitRhythm, HabitRhythm.habit_id == Habit.id)
        .outerjoin(HabitPause, HabitPause.habit_id == Habit.id)
        .where(Habit.client_id == client, Habit.closed_at.is_(None), Habit.taken_at.is_not(None))
        .order_by(Habit.created_at, Habit.id, HabitRhythm.since, HabitPause.first)
    )


@cache
def _recent() -> Select:
    table = HabitDay
    taken_back = and_(table.none_said_at.is_not(None), table.none_said_at >= table.rest_said_at)
    rested = and_(table.rest_said_at.is_not(None), ~taken_back)
    said_at = case((table.day >= bindparam("today"), table.said_at))
    return (
        select(table.habit_id, table.day, table.state, rested, table.said_on > table.day, said_at)
        .where(table.user_id == bindparam("client"))
        .where(table.day >= bindparam("since"), table.day < bindparam("before"))
    )
