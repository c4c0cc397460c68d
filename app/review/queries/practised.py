"""Practices and habits of the last fourteen days: done of due, what came in between, and what was shared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import Row, or_, select
from sqlalchemy.orm import contains_eager, defer

from app.accounts.models import User
from app.core.db import db
from app.data import practices
from app.habits.models import Habit, HabitDay
from app.habits.said import SaidDay
from app.practices.models import Assignment, Completion, Skip, done_of_due
from app.review.lines import Line
from app.review.marks import DAYS
from app.streaks import Consistency, History, Period

LATE = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Tally:
    """`done` of `due` in 14 days; `lines` are what the figures rest on. `id` is its anchor on the page."""

    id: str
    title: str
    done: int
    due: int
    lines: list[Line]

    @property
    def remark(self) -> str | None:
        """2 added later; 1 sent later: a fact about when, never a doubt."""
        later, sent = sum(line.later for line in self.lines), sum(line.sent_at is not None for line in self.lines)
        words = [f"{count} {what} later" for count, what in ((later, "added"), (sent, "sent")) if count]
        return ", ".join(words) or None


@dataclass(frozen=True, slots=True)
class NotToday:
    """Can't today: with the client's reason, and what they chose instead (tiny, a date, or nothing)."""

    title: str
    day: date
    reason: str
    tiny: bool
    other_day: date | None


@dataclass(frozen=True, slots=True)
class Shared:
    """What the client wrote in one practice and shared."""

    title: str
    day: date
    words: list[str]


@dataclass(frozen=True, slots=True)
class Practised:
    """What a client who lets the coach see practices and habits did in 14 days."""

    practices: list[Tally]
    habits: list[Tally]
    others: list[Line]
    not_today: list[NotToday]
    answers: list[Shared]
    slugs: frozenset[str]


def practised(client: User, today: date) -> Practised:
    """Seven statements. Private answers stay in the database."""
    # Fourteen days end today or, before today is done, yesterday: one more is read.
    since = today - timedelta(days=DAYS)
    assignments, runs = _assignments(client, since, today), _runs(client, since)
    skips = Skip.recent(client.id, since)
    titles = {one.practice.slug: one.title for one in assignments}
    return Practised(
        practices=[_practice(one, runs, skips, today) for one in assignments],
        habits=_habits(client, since, today),
        others=[_run(run, _title(run.slug, titles)) for run in runs if run.assignment_id is None],
        not_today=[_not_today(skip, titles) for skip in skips],
        answers=[_shared(run, titles) for run in _answers(client, since)],
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


def _answers(client: User, since: date) -> Sequence[Row]:
    """Shared ones only, newest first: (slug, local_date, answers)."""
    shared = Completion.standing(client.id).where(Completion.shared_at.is_not(None), Completion.local_date >= since)
    rows = shared.with_only_columns(Completion.slug, Completion.local_date, Completion.answers)
    return db.session.execute(rows.order_by(Completion.occurred_at.desc()).limit(3)).all()


def _practice(assignment: Assignment, runs: list[Completion], skips: list[Skip], today: date) -> Tally:
    mine = [run for run in runs if run.assignment_id == assignment.id]
    days_done = {run.local_date for run in mine if run.outcome != "stopped"}
    done, due = done_of_due(assignment, days_done, today, skips=skips)
    first = _first(days_done, today)
    lines = [_run(run, assignment.title) for run in mine if run.local_date >= first]
    return Tally(f"practice-{assignment.id}", assignment.title, done, due, lines)


def _habits(client: User, since: date, today: date) -> list[Tally]:
    days = HabitDay.of(client.id, since=since)
    return [_habit(habit, days.get(habit.id, []), client, today) for habit in Habit.current(client.id)]


def _habit(habit: Habit, days: list[SaidDay], client: User, today: date) -> Tally:
    first = _first({day.day for day in days if day.state == "done"}, today)
    lines = [_day(day, client) for day in days if day.state in ("done", "rest") and day.day >= first]
    count = Consistency.from_history(last_days(habit.history(days), today), today)
    return Tally(f"habit-{habit.id}", habit.title, count.done, count.due, lines)


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


def _run(run: Completion, title: str) -> Line:
    words = {"tiny": f"{title}, tiny version", "stopped": f"{title}, a start"}.get(run.outcome, title)
    sent_at = run.received_at if run.sent_late else None
    return Line(run.local_date, words, done_at=run.occurred_at, zone=run.tz, sent_at=sent_at)


def _day(day: SaidDay, client: User) -> Line:
    late = day.received_at - day.said_at > LATE
    words = {"done": "done", "rest": "rest day"}[day.state]
    sent_at = day.received_at if late else None
    return Line(day.day, words, done_at=day.said_at, zone=client.zone, sent_at=sent_at, later=day.added_later)


def _not_today(skip: Skip, titles: dict[str, str]) -> NotToday:
    return NotToday(
        title=_title(skip.slug, titles),
        day=skip.local_date,
        reason=skip.reason,
        tiny=skip.instead == "tiny",
        other_day=skip.other_day,
    )


def _shared(run: Row, titles: dict[str, str]) -> Shared:
    words = [answer for answer in run.answers.values() if isinstance(answer, str) and answer]
    return Shared(_title(run.slug, titles), run.local_date, words)


def _title(slug: str, titles: dict[str, str]) -> str:
    """As it was assigned, else as the library has it; the slug itself for one that is no longer there."""
    library = {one["slug"]: one["title"] for one in practices()["practices"]}
    return titles.get(slug) or library.get(slug, slug)
