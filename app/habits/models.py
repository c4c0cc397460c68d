"""Habits: a repeated action, its schedule over time, and the days it was done, rested or paused."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ForeignKey, Index, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from app.core.db import Base, Named, db, insert_once
from app.entries.models import Entry
from app.habits.said import SaidDay, marks_said
from app.streaks import History, Mark, Period, Schedule

KIND = "habit.set"
STATES = ("done", "rest", "none")
A_DAY = timedelta(days=1)


class Habit(Named, Base):
    """Made by the client, or offered by the coach and taken. `closed_at`: let go; its days stay."""

    __tablename__ = "habit"
    __table_args__ = (Index("ix_habit_client", "client_id", "closed_at"),)
    organization_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organization.id"))
    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"))
    title: Mapped[str]
    created_at: Mapped[datetime]
    starts_on: Mapped[date]
    offered_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    taken_at: Mapped[datetime | None]
    declined_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    # The client's local date of closed_at, fixed then.
    closed_on: Mapped[date | None]

    rhythms: Mapped[list[HabitRhythm]] = relationship(back_populates="habit", order_by="HabitRhythm.since")
    pauses: Mapped[list[HabitPause]] = relationship(back_populates="habit", order_by="HabitPause.first")

    @classmethod
    def make(cls, client, *, title: str, rhythm: dict, today: date, now: datetime, offered_by=None, **more) -> Habit:
        """A new habit from today on; offered ones start when they are taken."""
        habit = cls(
            organization_id=client.organization_id,
            client_id=client.id,
            title=title,
            created_at=now,
            starts_on=today,
            offered_by_id=offered_by.id if offered_by else None,
            taken_at=None if offered_by else now,
            **more,
        )
        habit.rhythms.append(HabitRhythm(since=today, rhythm=rhythm))
        db.session.add(habit)
        return habit

    @classmethod
    def make_once(cls, client, **said) -> None:
        """The same for a form that named its habit: sent twice, perhaps at once, it is one habit."""
        try:
            with db.session.begin_nested():
                cls.make(client, **said)
        except IntegrityError:
            pass  # that name is there already

    @classmethod
    def of(cls, client_id: uuid.UUID, habit_id: uuid.UUID) -> Habit | None:
        return db.session.scalars(cls._all(client_id).where(cls.id == habit_id)).unique().one_or_none()

    @classmethod
    def every(cls, client_id: uuid.UUID) -> list[Habit]:
        """Taken, offered and let go, but not those declined; oldest first, in one statement."""
        rows = cls._all(client_id).where(cls.declined_at.is_(None)).order_by(cls.created_at, cls.id)
        return list(db.session.scalars(rows).unique())

    @classmethod
    def current(cls, client_id: uuid.UUID) -> list[Habit]:
        """Taken and not let go, oldest first, with rhythms and pauses: one statement."""
        rows = cls._all(client_id).where(cls.closed_at.is_(None), cls.taken_at.is_not(None))
        return list(db.session.scalars(rows.order_by(cls.created_at, cls.id)).unique())

    @classmethod
    def _all(cls, client_id: uuid.UUID):
        # Both are a handful of rows: one statement costs less than three.
        return select(cls).where(cls.client_id == client_id).options(joinedload(cls.rhythms), joinedload(cls.pauses))

    @property
    def state(self) -> str:
        """offered, declined, closed or current."""
        if self.closed_at:
            return "closed"
        if self.taken_at:
            return "current"
        return "declined" if self.declined_at else "offered"

    @property
    def schedule(self) -> Schedule:
        """The newest schedule; one that begins tomorrow counts already for showing."""
        return Schedule.from_dict(self.rhythms[-1].rhythm)

    def history(self, days: Iterable[SaidDay], *, short_days: frozenset[date] = frozenset()) -> History:
        """What streaks need: periods, marks and pauses. `days`: this habit's rows, in any order."""
        return self.history_of(marks_said(days), short_days=short_days)

    def history_of(self, marks: dict[date, Mark], *, short_days: frozenset[date] = frozenset()) -> History:
        """The same from marks by date."""
        return History(
            periods=tuple(Period(since=one.since, schedule=Schedule.from_dict(one.rhythm)) for one in self.rhythms),
            marks=marks,
            pauses=tuple((one.first, one.last) for one in self.pauses),
            short_days=short_days,
            until=self._last_day(marks),
        )

    def rename(self, title: str) -> None:
        self.title = title

    def reschedule(self, rhythm: dict, *, since: date) -> None:
        """A new schedule from `since`, the next local day; the past keeps its own."""
        for later in [one for one in self.rhythms if one.since >= since]:
            self.rhythms.remove(later)
            db.session.delete(later)
        db.session.flush()
        if not self.rhythms or self.schedule != Schedule.from_dict(rhythm):
            self.rhythms.append(HabitRhythm(since=since, rhythm=rhythm))

    def take(self, *, today: date, now: datetime) -> None:
        """Takes an offered habit: it begins today. Safe to repeat."""
        if self.state == "offered":
            self.taken_at, self.starts_on = now, today
            self.rhythms[0].since = today

    def decline(self, now: datetime) -> None:
        """Not now: an offered habit goes away. Safe to repeat."""
        if self.state == "offered":
            self.declined_at = now

    def close(self, *, today: date, now: datetime) -> None:
        """Lets it go; its days stay. Safe to repeat."""
        if not self.closed_at:
            self.closed_at, self.closed_on = now, today

    def reopen(self, today: date, days: Iterable[SaidDay]) -> None:
        """Takes it up again: the days in between were a pause, so the run has waited. `days`: this habit's rows."""
        last_day = self._last_day(marks_said(days))
        if last_day and last_day + A_DAY < today:
            self.pauses.append(HabitPause(first=last_day + A_DAY, last=today - A_DAY))
        self.closed_at = self.closed_on = None

    def pause(self, first: date, last: date) -> HabitPause:
        """A pause, both dates included; ends by itself. Where it meets an earlier one, this one holds."""
        for other in [one for one in self.pauses if one.first <= last and first <= one.last]:
            self.end_pause(other, first)
        pause = HabitPause(first=first, last=last)
        self.pauses.append(pause)
        return pause

    def paused_on(self, day: date) -> HabitPause | None:
        return next((one for one in self.pauses if one.first <= day <= one.last), None)

    def end_pause(self, pause: HabitPause, day: date) -> None:
        """`day` is no longer paused: the day before was the last, or the pause never was. Safe to repeat."""
        if pause.first >= day:
            self.pauses.remove(pause)
            db.session.delete(pause)
        else:
            pause.last = min(pause.last, day - A_DAY)

    def _last_day(self, marks: dict[date, Mark]) -> date | None:
        """The day it was let go counts only if it was done."""
        if self.closed_on is None:
            return None
        mark = marks.get(self.closed_on)
        return self.closed_on if mark and mark.done else self.closed_on - A_DAY


class HabitRhythm(Named, Base):
    """A schedule from a day on: {"type": daily | weekdays | n_per_week, ...}."""

    __tablename__ = "habit_rhythm"
    __table_args__ = (Index("uq_habit_rhythm", "habit_id", "since", unique=True),)
    habit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("habit.id"))
    since: Mapped[date]
    rhythm: Mapped[dict]

    habit: Mapped[Habit] = relationship(back_populates="rhythms")


class HabitPause(Named, Base):
    """From-to, both included, at most 28 days."""

    __tablename__ = "habit_pause"
    habit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("habit.id"), index=True)
    first: Mapped[date]
    last: Mapped[date]

    habit: Mapped[Habit] = relationship(back_populates="pauses")


class HabitDay(Base):
    """What one local date of one habit is: the latest entry by (corrected moment, seq, id) decides, in whatever order
    they came."""

    __tablename__ = "habit_day"
    __table_args__ = (Index("ix_habit_day_user", "user_id", "day", "state"),)
    habit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("habit.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"))
    organization_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organization.id"))
    state: Mapped[str]
    entry_id: Mapped[uuid.UUID]
    said_at: Mapped[datetime]
    said_on: Mapped[date]
    seq: Mapped[int]
    received_at: Mapped[datetime]
    # When it was last said to be a rest day, and when last to be nothing: a rest day that was done after all is both.
    rest_said_at: Mapped[datetime | None]
    none_said_at: Mapped[datetime | None]

    @classmethod
    def set(cls, entry: Entry) -> HabitDay:
        """Applies an admitted habit.set entry to its habit and day. It sets a state, it never toggles."""
        key = {"habit_id": uuid.UUID(entry.payload["habit_id"]), "day": date.fromisoformat(entry.payload["day"])}
        whose = {"user_id": entry.user_id, "organization_id": entry.organization_id}
        # Insert first: two phones may say the same day at once.
        insert_once(cls, key | whose | cls._said(entry), unique=("habit_id", "day"))
        row = db.session.get(cls, key, with_for_update=True, populate_existing=True)
        row._hear(entry)
        db.session.flush()
        return row

    @classmethod
    def of(
        cls, client_id: uuid.UUID, *, since: date | None = None, before: date | None = None
    ) -> dict[uuid.UUID, list[SaidDay]]:
        """Habit id -> its days, oldest first: one statement for all habits of a client."""
        rows = cls._read(client_id)
        rows = rows.where(cls.day >= since) if since else rows
        days: dict[uuid.UUID, list[SaidDay]] = {}
        for row in db.session.execute(rows.where(cls.day < before) if before else rows):
            days.setdefault(row.habit_id, []).append(SaidDay(*row))
        return days

    @classmethod
    def of_habit(cls, habit: Habit) -> list[SaidDay]:
        """All days of one habit, oldest first."""
        rows = cls._read(habit.client_id).where(cls.habit_id == habit.id)
        return [SaidDay(*row) for row in db.session.execute(rows)]

    @classmethod
    def _read(cls, client_id: uuid.UUID):
        # A year is a thousand rows: as plain ones they cost a fraction of what entities do.
        columns = [getattr(cls, name) for name in SaidDay._fields]
        return select(*columns).where(cls.user_id == client_id).order_by(cls.day)

    @staticmethod
    def _said(entry: Entry) -> dict[str, Any]:
        return {
            "state": entry.payload["state"],
            "entry_id": entry.id,
            "said_at": entry.corrected_at,
            "said_on": entry.local_date,
            "seq": entry.seq,
            "received_at": entry.received_at,
        }

    def _hear(self, entry: Entry) -> None:
        """Takes in what was said; the result does not depend on the order in which entries arrive."""
        if (self.said_at, self.seq, self.entry_id) < (entry.corrected_at, entry.seq, entry.id):
            for name, value in self._said(entry).items():
                setattr(self, name, value)
        remembered = {"rest": "rest_said_at", "none": "none_said_at"}.get(entry.payload["state"])
        if remembered:
            before = getattr(self, remembered)
            setattr(self, remembered, max(before, entry.corrected_at) if before else entry.corrected_at)
