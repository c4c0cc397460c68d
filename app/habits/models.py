"""Habits: a repeated action, its schedule over time, and the days it was done, rested or paused."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sqlalchemy import ForeignKey, Index, select
from sqlalchemy.orm import Mapped, mapped_column, relationship, selectinload

from app.core.db import Base, Named, db
from app.entries.models import Entry
from app.streaks import History, Mark, Period, Schedule

KIND = "habit.set"
STATES = ("done", "rest", "none")


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

    rhythms: Mapped[list[HabitRhythm]] = relationship(back_populates="habit", order_by="HabitRhythm.since")
    pauses: Mapped[list[HabitPause]] = relationship(back_populates="habit", order_by="HabitPause.first")

    @classmethod
    def make(
        cls, client, *, title: str, rhythm: dict, today: date, now: datetime, offered_by=None, **more
    ) -> Habit:
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
    def of(cls, client_id: uuid.UUID, habit_id: uuid.UUID) -> Habit | None:
        return db.session.scalar(cls._all(client_id).where(cls.id == habit_id))

    @classmethod
    def current(cls, client_id: uuid.UUID) -> list[Habit]:
        """Taken and not let go, oldest first, with rhythms and pauses: three statements."""
        rows = cls._all(client_id).where(cls.closed_at.is_(None), cls.taken_at.is_not(None))
        return list(db.session.scalars(rows.order_by(cls.created_at, cls.id)))

    @classmethod
    def offered(cls, client_id: uuid.UUID) -> list[Habit]:
        """Offered by the coach, neither taken nor declined."""
        rows = cls._all(client_id).where(
            cls.taken_at.is_(None), cls.declined_at.is_(None), cls.closed_at.is_(None)
        )
        return list(db.session.scalars(rows.order_by(cls.created_at, cls.id)))

    @classmethod
    def _all(cls, client_id: uuid.UUID):
        return (
            select(cls)
            .where(cls.client_id == client_id)
            .options(selectinload(cls.rhythms), selectinload(cls.pauses))
        )

    @property
    def schedule(self) -> Schedule:
        """The newest schedule; one that begins tomorrow counts already for showing."""
        return Schedule.from_dict(self.rhythms[-1].rhythm)

    def history(self, days: Iterable[HabitDay], *, short_days: frozenset[date] = frozenset()) -> History:
        """What streaks need: periods, marks and pauses. `days`: this habit's rows, in any order."""
        marks = {day.day: Mark[day.state.upper()] for day in days if day.state in ("done", "rest")}
        return History(
            periods=tuple(Period(since=one.since, schedule=Schedule.from_dict(one.rhythm)) for one in self.rhythms),
            marks=marks,
            pauses=tuple((one.first, one.last) for one in self.pauses),
            short_days=short_days,
        )

    def reschedule(self, rhythm: dict, *, since: date) -> None:
        """A new schedule from `since` (the next local day); the past keeps its own."""
        for later in [one for one in self.rhythms if one.since >= since]:
            self.rhythms.remove(later)
            db.session.delete(later)
        db.session.flush()
        self.rhythms.append(HabitRhythm(since=since, rhythm=rhythm))

    def pause(self, first: date, last: date) -> HabitPause:
        """A pause, both dates included; ends by itself."""
        pause = HabitPause(first=first, last=last)
        self.pauses.append(pause)
        return pause

    def paused_on(self, day: date) -> HabitPause | None:
        return next((one for one in self.pauses if one.first <= day <= one.last), None)

    def resume(self, today: date) -> None:
        """Ends the pause of today: yesterday was its last day, or it never was."""
        pause = self.paused_on(today)
        if pause and pause.first >= today:
            self.pauses.remove(pause)
            db.session.delete(pause)
        elif pause:
            pause.last = today - timedelta(days=1)


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
    """What one local date of one habit is: the latest entry by (corrected moment, seq, id) decides, in whatever order they came."""

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

    @classmethod
    def set(cls, entry: Entry) -> HabitDay:
        """Applies an admitted habit.set entry to its habit and day. It sets a state, it never toggles."""
        habit_id, day = uuid.UUID(entry.payload["habit_id"]), date.fromisoformat(entry.payload["day"])
        row = db.session.get(cls, (habit_id, day))
        if row is None:
            row = cls(habit_id=habit_id, day=day, user_id=entry.user_id, organization_id=entry.organization_id)
            db.session.add(row)
        elif (row.said_at, row.seq, row.entry_id) > (entry.corrected_at, entry.seq, entry.id):
            return row
        row.state, row.entry_id, row.seq = entry.payload["state"], entry.id, entry.seq
        row.said_at, row.said_on, row.received_at = entry.corrected_at, entry.local_date, entry.received_at
        db.session.flush()
        return row

    @property
    def added_later(self) -> bool:
        """Said on a later local date than the day it is about."""
        return self.said_on > self.day

    @classmethod
    def of(cls, client_id: uuid.UUID, *, since: date | None = None) -> dict[uuid.UUID, list[HabitDay]]:
        """Habit id -> its days, oldest first: one statement for all habits of a client."""
        rows = select(cls).where(cls.user_id == client_id)
        rows = rows.where(cls.day >= since) if since else rows
        days: dict[uuid.UUID, list[HabitDay]] = {}
        for row in db.session.scalars(rows.order_by(cls.day)):
            days.setdefault(row.habit_id, []).append(row)
        return days
