"""Where a client was: dates of which travel left less than half a day are not asked for."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Exists, exists, func, or_, select

from app.accounts.models import User
from app.core.db import db
from app.entries.models import Entry
from app.streaks import short_days

# The first zone is taken to have held before, too: any moment would do.
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def days_cut_short(person: User, first: date, last: date, *, travelled: bool = True) -> frozenset[date]:
    """The dates from `first` to `last` of which this person lived under twelve hours. One statement, or none for
    somebody known not to have `travelled`."""
    seen = zones_seen(person) if travelled else []
    return short_days(first, last, seen or [(LONG_AGO, person.zone)])


def zones_seen(person: User) -> list[tuple[datetime, str]]:
    """(instant, zone) of each entry that came from another zone than the one before it; oldest first. None for
    somebody who was never elsewhere than at home: their entries are not put in order."""
    who = select(User.id).where(User.id == person.id, ever_elsewhere(person.id, person.zone)).scalar_subquery()
    when = (Entry.occurred_at, Entry.id)
    before = func.lag(Entry.tz).over(order_by=when).label("before")
    seen = select(Entry.occurred_at, Entry.tz, before).where(Entry.user_id == who).subquery()
    moved = select(seen.c.occurred_at, seen.c.tz).where(or_(seen.c.before.is_(None), seen.c.before != seen.c.tz))
    return [(instant, zone) for instant, zone in db.session.execute(moved.order_by(seen.c.occurred_at))]


def ever_elsewhere(person_id, zone) -> Exists:
    """Did an entry of this person come from another zone than this one? For a statement; two looks into an index."""
    return exists().where(Entry.user_id == person_id, or_(Entry.tz < zone, Entry.tz > zone))


def reach(today: date) -> date:
    """The last date worth asking about: flying over the date line brings tomorrow."""
    return today + timedelta(days=1)
