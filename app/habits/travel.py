"""Where a client was: dates of which travel left less than half a day are not asked for."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import exists, func, or_, select

from app.accounts.models import User
from app.core.db import db
from app.entries.models import Entry
from app.streaks import short_days

# The first zone is taken to have held before, too: any moment would do.
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def days_cut_short(person: User, first: date, last: date) -> frozenset[date]:
    """The dates from `first` to `last` of which this person lived under twelve hours. One statement."""
    return short_days(first, last, zones_seen(person) or [(LONG_AGO, person.zone)])


def zones_seen(person: User) -> list[tuple[datetime, str]]:
    """(instant, zone) of each entry that came from another zone than the one before it; oldest first. None for
    somebody who was never elsewhere than at home: their entries are not put in order."""
    travelled = exists().where(Entry.user_id == person.id, Entry.tz != person.zone)
    who = select(User.id).where(User.id == person.id, travelled).scalar_subquery()
    when = (Entry.occurred_at, Entry.id)
    before = func.lag(Entry.tz).over(order_by=when).label("before")
    seen = select(Entry.occurred_at, Entry.tz, before).where(Entry.user_id == who).subquery()
    moved = select(seen.c.occurred_at, seen.c.tz).where(or_(seen.c.before.is_(None), seen.c.before != seen.c.tz))
    return [(instant, zone) for instant, zone in db.session.execute(moved.order_by(seen.c.occurred_at))]


def reach(today: date) -> date:
    """The last date worth asking about: flying over the date line brings tomorrow."""
    return today + timedelta(days=1)
