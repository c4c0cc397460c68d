"""Practices and habits of the last fourteen days: done of due, and what came in between."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import contains_eager, defer

from app.accounts.models import User
from app.core.db import db
from app.habits.models import Habit, HabitDay
from app.habits.said import SaidDay
from app.practices.models import Assignment, Completion, Skip, done_of_due
from app.review.lines import Line
from app.review.marks import DAYS
from app.review.queries.titles import titles
from app.streaks import Consistency, History, Period

# As many rows as a close-out has for practices.
ROWS = 2


@dataclass(frozen=True, slots=True)
class Tally:
    """`done` of `due` in 14 days, on `days` days altogether; `lines` are what the figures rest on. `id` is its anchor
    on the page; `open`: to come back to, and not over yet."""

    id: str
    title: str
    done: int
    due: int
    days: int
    lines: list[Line]
    open: bool = True

    @property
    def sentence(self) -> str:
        """5 of 7; before the first day counts: not due yet, or what was done all the same."""
        if self.due:
            return f"{self.done} of {self.due}"
        return f"{self.days} done, not due yet" if self.days else "not due yet"

    @property
    def kept_up(self) -> bool:
        return bool(self.due) and self.done == self.due

    @property
    def remark(self) -> str | None:
        """2 added later; 1 sent later: a fact about when, never a doubt."""
        later, sent = sum(line.later for line in self.lines), sum(line.sent_at is not None for line in self.lines)
        words = [f"{count} {what} later" for count, what in ((later, "added"), (sent, "sent")) if count]
        return ", ".join(words) or None


@dataclass(frozen=True, slots=True)
class NotToday:
    """Can't today: `line` has the client's reason, and what they chose instead."""

    title: str
    line: Line


@dataclass(frozen=True, slots=True)
class Practised:
    """What a client who lets the coach see practices and habits did in 14 days."""

    practices: list[Tally]
    habits: list[Tally]
    others: list[Line]
    not_today: list[NotToday]
    slugs: frozenset[str]

    @property
    def current(self) -> list[Tally]:
        """What the next session keeps, makes smaller or swaps: the newest two, in the order of the close-out's rows."""
        return [one for one in self.practices if one.open][-ROWS:]


def practised(client: User, today: date) -> Practised:
    """Eight statements. What was written stays in the database."""
    # Fourteen days end today or, before today is done, yesterday: one more is read.
    since = today - timedelta(days=DAYS)
    assignments, runs = _assignments(client, since, today), _runs(client, since)
    skips = Skip.recent(client.id, since)
    called = titles(client)
    return Practised(
        practices=[_practice(one, runs, skips, today) for one in assignments],
        habits=_habits(client, since, today),
        others=[Line.of_run(run, called.get(run.slug, run.slug)) for run in runs if run.assignment_id is None],
        not_today=[_not_today(skip, called.get(skip.slug, skip.slug)) for skip in skips],
        slugs=frozenset(one.practice.slug for one in assignments if one.ended_on is None),
    )


def _assignments(client: User, since: date, today: date) -> list[Assignment]:
    rows = select(Assignment).join(Assignment.practice).options(contains_eager(Assignment.practice))
    rows = rows.where(Assignment.client_id == client.id, Assignment.assigned_on <= today)
    rows = rows.where(or_(Assignment.ended_on.is_(None), Assignment.ended_on > since))
    return list(db.session.scalars(rows.order_by(Assignment.assigned_at, Assignment.id)))


def _runs(client: User, since: date) -> list[Completion]:
    rows = Completion.standing(client.id).where(Completion.local_date >= since)
    rows = rows.options(defer(Completion.answers, raiseload=True))
    return list(db.session.scalars(rows.order_by(Completion.local_date, Completion.occurred_at)))


def _practice(assignment: Assignment, runs: list[Completion], skips: list[Skip], today: date) -> Tally:
    mine = [run for run in runs if run.assignment_id == assignment.id]
    days_done = {run.local_date for run in mine if run.outcome != "stopped"}
    done, due = done_of_due(assignment, days_done, today, skips=skips)
    first = _first(days_done, today)
    lines = [Line.of_run(run, assignment.title) for run in mine if run.local_date >= first]
    days = sum(day >= first for day in days_done)
    still = not assignment.once and (assignment.ended_on is None or assignment.ended_on > today)
    return Tally(f"practice-{assignment.id}", assignment.title, done, due, days, lines, open=still)


def _habits(client: User, since: date, today: date) -> list[Tally]:
    days = HabitDay.of(client.id, since=since)
    return [_habit(habit, days.get(habit.id, []), client, today) for habit in Habit.current(client.id)]


def _habit(habit: Habit, days: list[SaidDay], client: User, today: date) -> Tally:
    done = {day.day for day in days if day.state == "done"}
    first = _first(done, today)
    lines = [
        Line.of_habit_day(day, client.zone) for day in days if day.state in ("done", "rest") and day.day >= first
    ]
    count = Consistency.from_history(last_days(habit.history(days), today), today)
    return Tally(f"habit-{habit.id}", habit.title, count.done, count.due, sum(day >= first for day in done), lines)


def _first(days_done: set[date], today: date) -> date:
    return today - timedelta(days=DAYS - 1 if today in days_done else DAYS)


def last_days(history: History, today: date, *, days: int = DAYS) -> History:
    """The same history, begun `days` before the last date that counts."""
    since = max(history.since, history.last(today) - timedelta(days=days - 1))
    schedule = history.schedule_on(since)
    if schedule is None:
        return history
    later = tuple(period for period in history.in_force if period.since > since)
    return replace(history, periods=(Period(since=since, schedule=schedule), *later))


def _not_today(skip: Skip, title: str) -> NotToday:
    return NotToday(title, Line.of_skip(skip, title))
