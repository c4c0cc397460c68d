"""What is due today, and how much of what was due was done. Pure: days and a date go in."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta

from app.practices.models.assignment import Assignment
from app.practices.models.runs import Skip, SkippedDay
from app.streaks import Consistency, History, Mark, Period

WINDOW_DAYS = 14
A_DAY = timedelta(days=1)


def practices_due(
    assignments: Iterable[Assignment],
    completion_days: Mapping[uuid.UUID, Collection[date]],
    skips: Iterable[Skip | SkippedDay],
    today: date,
) -> list[Assignment]:
    """Those of the assignments to do today, in their order. `completion_days` by
    assignment and `skips`: from the week's start and from six days back on at least."""
    skips = list(skips)
    return [
        one
        for one in assignments
        if _due(one, completion_days.get(one.id, ()), [skip for skip in skips if skip.assignment_id == one.id], today)
    ]


def done_of_due(
    assignment: Assignment,
    days_done: Collection[date],
    today: date,
    *,
    window: int = WINDOW_DAYS,
    skips: Iterable[Skip] = (),
) -> tuple[int, int]:
    """(done, due) over the last `window` days, counted as for habits: today only once done, N per week as N
    sevenths a day. The day it was assigned counts only if it was done then, like the first days of a new schedule.
    With `skips`, a day that was moved and done on the other one is done. A prompt is one of one once it was done, and
    none of one from its last day on."""
    if assignment.once:
        return _done_once(assignment, days_done, today, window=window)
    moved = {skip.local_date for skip in skips if skip.assignment_id == assignment.id and skip.other_day in days_done}
    days_done = {*days_done, *moved}
    first = assignment.assigned_on if assignment.assigned_on in days_done else assignment.assigned_on + A_DAY
    last = today if today in days_done else today - A_DAY
    since = max(first, last - timedelta(days=window - 1))
    history = History(
        periods=(Period(since, assignment.schedule),),
        marks=dict.fromkeys(days_done, Mark.DONE),
        until=assignment.ended_on - A_DAY if assignment.ended_on else None,
    )
    found = Consistency.from_history(history, today)
    return found.done, found.due


def _due(one: Assignment, done: Collection[date], skips: list[Skip | SkippedDay], today: date) -> bool:
    if (
        today in done
        or (one.once and done)
        or any(skip.local_date == today and skip.instead != "tiny" for skip in skips)
    ):
        return False
    return any(skip.other_day == today for skip in skips) or _scheduled(one, done, today)


def _done_once(one: Assignment, days_done: Collection[date], today: date, *, window: int) -> tuple[int, int]:
    # The day it was done or, if it was not, its last one; a new session may have taken it away before that.
    day = min(days_done, default=one.once_until)
    asked = day in days_done or one.ended_on is None or one.ended_on > day
    return (int(day in days_done), 1) if asked and today - timedelta(days=window) < day <= today else (0, 0)


def _scheduled(one: Assignment, done: Collection[date], today: date) -> bool:
    if one.once:
        return today <= one.once_until
    schedule = one.schedule
    if not schedule.weekly:
        return schedule.asks(today)
    first = schedule.week_of(today)
    return sum(first <= day <= today for day in set(done)) < schedule.n
