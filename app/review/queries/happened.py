"""The sources of a timeline: one or two statements each, for the days of a span."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import contains_eager, defer, joinedload

from app.accounts.models import User
from app.checkins.models import CheckIn
from app.core import clock
from app.core.db import db
from app.habits.models import Habit, HabitDay
from app.habits.said import SaidDay
from app.practices.models import Assignment, Completion, Skip
from app.review.lines import Line, written
from app.review.moments import Moment
from app.review.queries.titles import titles
from app.sessions.models import AgendaNote, CoachingSession, Summary

if TYPE_CHECKING:
    from app.review.queries.timeline import Span

CAME = {
    None: "not closed out yet",
    "done": "came",
    "no_show": "did not come",
    "cancelled_by_coach": "cancelled by you",
}


def sessions(coach: User, client: User, span: Span, *, now: datetime) -> Iterator[Moment]:
    """Those whose time has come. Of a former coach's only that they were: what came of them was between those two."""
    table = CoachingSession
    rows = select(table).options(joinedload(table.coach)).where(table.client_id == client.id, table.starts_at <= now)
    for one in db.session.scalars(rows.where(table.starts_at >= span.begins_at, table.starts_at < span.ends_at)):
        mine, day = one.coach_id == coach.id, clock.local_day(one.starts_at, client.zone)
        words = f"Session, {CAME.get(one.outcome, f'cancelled by {client.first_name}')}"
        named = {"id": str(one.id), "zone": coach.zone, "strong": True}
        if mine:
            yield Moment(day, one.starts_at, words, session_id=one.id, **named)
        elif one.outcome in ("done", "no_show"):
            yield Moment(day, one.starts_at, f"Session with {one.coach.name}", **named)


def letters(coach: User, client: User, span: Span) -> Iterator[Moment]:
    """This coach's summaries: sent, and opened."""
    within = (at.between(span.begins_at, span.ends_at) for at in (Summary.published_at, Summary.opened_at))
    rows = select(Summary).where(Summary.client_id == client.id, Summary.coach_id == coach.id, or_(*within))
    for one in db.session.scalars(rows.where(Summary.published_at.is_not(None))):
        told = {"zone": coach.zone, "session_id": one.session_id}
        yield Moment(clock.local_day(one.published_at, client.zone), one.published_at, "Summary sent", **told)
        if one.opened_at:
            words = f"{client.first_name} opened the summary"
            yield Moment(clock.local_day(one.opened_at, client.zone), one.opened_at, words, **told)


def agenda(coach: User, client: User, span: Span) -> Iterator[Moment]:
    """What was said to this coach, for a session with them."""
    mine = (CoachingSession.id == AgendaNote.session_id, CoachingSession.coach_id == coach.id)
    rows = _of(AgendaNote, client, span).join(CoachingSession, and_(*mine))
    for note in db.session.scalars(rows.where(AgendaNote.received_at >= client.pairing.began_at)):
        yield Moment.of_line(Line.of_kept(note, note.text), "To bring", said=(note.text,))


def check_ins(client: User, span: Span) -> Iterator[Moment]:
    """With the lines that were shared with this coach; the private ones stay in the database."""
    notes = dict(_shared(CheckIn, CheckIn.note, client, span))
    for one in db.session.scalars(_of(CheckIn, client, span).options(defer(CheckIn.note, raiseload=True))):
        line, note = Line.of_check_in(one), notes.get(one.id)
        yield Moment.of_line(line, f"Check-in: {line.words}", said=(note,) if note else ())


def shared_lines(client: User, span: Span) -> Iterator[Moment]:
    """Of a client who keeps check-ins to themselves: the lines they shared one by one, and nothing of what they felt."""
    around = (CheckIn.mood, CheckIn.stress, CheckIn.energy, CheckIn.sleep, CheckIn.tags)
    for one in db.session.scalars(
        _with_us(CheckIn, client, span).options(*(defer(it, raiseload=True) for it in around))
    ):
        yield Moment.of_line(Line.of_kept(one, one.note), "Shared line", said=(one.note,))


def given(client: User, span: Span) -> Iterator[Moment]:
    """Practices that began or ended."""
    begins, ends = (day.between(span.first, span.last) for day in (Assignment.assigned_on, Assignment.ended_on))
    rows = select(Assignment).join(Assignment.practice).options(contains_eager(Assignment.practice))
    for one in db.session.scalars(rows.where(Assignment.client_id == client.id, or_(begins, ends))):
        words = f"Given: {one.title}, {one.often}"
        yield Moment(one.assigned_on, one.assigned_at, words, said=(one.cue,) if one.cue else ())
        if one.ended_on:
            yield Moment(one.ended_on, _at(one.ended_on, client), f"Ended: {one.title}")


def practices(client: User, span: Span) -> Iterator[Moment]:
    """Done, begun, or not that day, by the title they were given with; what was written only where it was shared."""
    called, answers = titles(client), dict(_shared(Completion, Completion.answers, client, span))
    for run in db.session.scalars(_of(Completion, client, span).options(defer(Completion.answers, raiseload=True))):
        line = Line.of_run(run, called.get(run.slug, run.slug))
        yield Moment.of_line(line, line.words, said=written(answers.get(run.id, {})))
    for skip in db.session.scalars(_of(Skip, client, span)):
        line = Line.of_skip(skip, called.get(skip.slug, skip.slug))
        yield Moment.of_line(line, f"Can’t today: {line.words}")


def shared_answers(client: User, span: Span) -> Iterator[Moment]:
    """Of a client who keeps practices to themselves: what they shared of one, and not how it went."""
    runs = db.session.scalars(_with_us(Completion, client, span)).all()
    called = titles(client) if runs else {}
    for run in runs:
        line, words = Line.of_kept(run, called.get(run.slug, run.slug)), written(run.answers)
        if words:
            yield Moment.of_line(line, f"Shared from {line.words}", said=words)


def habit_days(client: User, span: Span) -> Iterator[Moment]:
    """One moment a day for all habits: what was done, what rested."""
    called = dict(db.session.execute(select(Habit.id, Habit.title).where(Habit.client_id == client.id)).all())
    days: dict[date, list[SaidDay]] = defaultdict(list)
    for said in HabitDay.of(client.id, since=span.first, before=span.last + timedelta(days=1)).values():
        for one in said:
            days[one.day].append(one)
    for day, ones in days.items():
        if words := "; ".join(_marked(one, called, client) for one in ones if one.state in ("done", "rest")):
            yield Moment(day, _at(day, client), f"Habits: {words}")


def _marked(one: SaidDay, titles: dict[uuid.UUID, str], client: User) -> str:
    """Phone in the hall, rest day, added later"""
    line = Line.of_habit_day(one, client.zone)
    parts = [titles[one.habit_id], *(["rest day"] if one.state == "rest" else [])]
    return ", ".join([*parts, *(["added later"] if line.later else []), *([line.journey] if line.journey else [])])


def _of(model, client: User, span: Span):
    """The standing rows of these days."""
    return model.standing(client.id).where(model.local_date.between(span.first, span.last))


def _with_us(model, client: User, span: Span):
    """The entries among them that were shared with the coach of today."""
    return _of(model, client, span).where(model.shared_at >= client.pairing.began_at)


def _shared(model, column, client: User, span: Span) -> list[tuple]:
    """(id, what was shared) of each of those."""
    rows = _with_us(model, client, span).with_only_columns(model.id, column)
    return [tuple(row) for row in db.session.execute(rows)]


def _at(day: date, client: User) -> datetime:
    """The beginning of a day, for what has no time of its own."""
    return clock.at_wall(day, time(3), client.zone)
