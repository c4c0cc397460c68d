"""What happened with one client, newest first, by day: the same number of statements for one entry or a thousand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import chain, groupby

from app.accounts.models import User
from app.accounts.models.consent import CHECK_INS, PRACTICES
from app.core import clock
from app.review.moments import Moment
from app.review.queries import happened
from app.review.queries.shared import shared

PAGE = timedelta(days=28)
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """Local dates of the client, both included, and the instants they begin and end at."""

    first: date
    last: date
    begins_at: datetime
    ends_at: datetime

    @classmethod
    def of(cls, client: User, first: date, last: date) -> Span:
        begins, ends = (clock.at_wall(day, time(3), client.zone) for day in (first, last + A_DAY))
        return cls(first, last, begins, ends)


@dataclass(frozen=True, slots=True)
class Timeline:
    """`days`: (local date, its moments), newest first. `earlier`: where the next page begins, if there is one."""

    span: Span
    days: list[tuple[date, list[Moment]]]
    earlier: date | None


def timeline(coach: User, client: User, *, before: date | None, now: datetime, length: timedelta = PAGE) -> Timeline:
    """The days up to the one before `before`; up to today where that is None or lies ahead."""
    today, start = client.local_day(now), clock.local_day(client.created_at, client.zone)
    end = min(max(before or today + A_DAY, start + A_DAY), today + A_DAY)
    span = Span.of(client, end - length, end - A_DAY)
    moments = chain.from_iterable(_moments(coach, client, span, now))
    return Timeline(span, _by_day(moments, span), earlier=span.first if span.first > start else None)


def _moments(coach: User, client: User, span: Span, now: datetime) -> Iterable[Iterable[Moment]]:
    """Nothing is read that the client keeps to themselves; what they shared one by one is there in any case."""
    seen = shared(client)
    yield happened.sessions(coach, client, span, now=now)
    yield happened.letters(coach, client, span)
    yield happened.agenda(coach, client, span)
    yield (happened.check_ins if CHECK_INS in seen else happened.shared_lines)(client, span)
    if PRACTICES in seen:
        yield happened.given(client, span)
        yield happened.practices(client, span)
        yield happened.habit_days(client, span)
    else:
        yield happened.shared_answers(client, span)


def _by_day(moments: Iterable[Moment], span: Span) -> list[tuple[date, list[Moment]]]:
    within = [one for one in moments if span.first <= one.day <= span.last]
    within.sort(key=lambda one: (one.day, one.at), reverse=True)
    return [(day, list(ones)) for day, ones in groupby(within, key=lambda one: one.day)]
