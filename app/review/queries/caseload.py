"""A coach's clients on one page: rows, not entities, in the same few statements for three or three hundred."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache, cached_property
from typing import NamedTuple
from zoneinfo import ZoneInfo

from app.accounts.models import User
from app.core import clock, words
from app.core.plain import plain
from app.review.marks import ALL, DAYS, Marks
from app.review.queries.diary import Plan, diary
from app.review.queries.known import known

QUIET_AFTER, NEW_FOR = timedelta(days=7), timedelta(days=14)
# Which clients can be asked for.
GROUPS = ("today", "unbooked", "quiet", "new", "paused")


class Row(NamedTuple):
    """One client, in words. `good_to_know`: at most a line; `note`: the session whose note is to be written;
    `groups`: those of GROUPS this client is in."""

    id: str
    name: str
    next: str
    next_at: datetime | None
    soon: bool
    good_to_know: str
    last: str
    last_on: date | None
    marks: Marks
    note: str
    groups: tuple[str, ...]


@dataclass(frozen=True)
class Caseload:
    """The coach's clients by next session, those with nothing booked last."""

    rows: list[Row]
    sessions_today: int

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many are in each group."""
        return {group: sum(group in row.groups for row in self.rows) for group in GROUPS}

    def by(self, sort: str) -> list[Row]:
        """In order of the `next` session, of `name`, or of what was recorded `last`, longest ago first."""
        if sort == "name":
            return sorted(self.rows, key=lambda row: plain(row.name))
        if sort == "last":
            return sorted(self.rows, key=lambda row: (row.last_on is None, row.last_on or date.max))
        return self.rows

    def shown(self, *, group: str, named: str) -> set[str]:
        """Ids of those in that group, if one is named, whose name holds what was typed, whatever the case and the
        accents."""
        rows = [row for row in self.rows if group in row.groups] if group else self.rows
        return {row.id for row in rows if plain(named) in plain(row.name)}


def caseload(coach: User, *, now: datetime) -> Caseload:
    """Two statements."""
    desk = Desk(coach, now)
    plans = diary(coach, now=now, first=desk.first, last=desk.last)
    since, clients = known(coach, now=now)
    rows = [desk.row(client, plans.get(client.id) or Plan(), since) for client in clients]
    rows.sort(key=lambda row: (row.next_at is None, row.next_at or now, row.name))
    ours = {client.id for client in clients}
    return Caseload(rows, sessions_today=sum(len(plan.today) for of, plan in plans.items() if of in ours))


class Desk:
    """Where the coach sits: their date and clock, and the words for days and times, each found once for all rows."""

    def __init__(self, coach: User, now: datetime) -> None:
        self.now, self.zone = now, ZoneInfo(coach.zone)
        self.today = now.astimezone(self.zone).date()
        self.first, self.last = (clock.at_wall(self.today + timedelta(days=n), time.min, coach.zone) for n in (0, 1))
        self.new_since, self.quiet_since = now - NEW_FOR, now - QUIET_AFTER
        self.day, self.time, self.ago = cache(words.row_day), cache(self._time), cache(words.ago)
        self.day_of = cache(lambda zone: clock.local_day(now, zone))

    def row(self, client, plan: Plan, since: date) -> Row:
        """Of what known() and diary() say."""
        marks = _marks(client, (self.day_of(client.zone) - since).days)
        groups = tuple(self._groups(client, plan, whole=marks.private is None))
        soon = plan.next_at is not None and self.first <= plan.next_at < self.last
        return Row(
            id=str(client.id),
            name=client.name,
            next=self._when(plan.next_at) if plan.next_at else "Nothing booked",
            next_at=plan.next_at,
            soon=soon,
            good_to_know=". ".join(self._good_to_know(client, plan, groups, soon=soon)),
            last=self.ago(client.last_on) if client.last_on else "not shared" if marks.private else "none yet",
            last_on=client.last_on,
            marks=marks,
            note=str(plan.note or ""),
            groups=groups,
        )

    def _groups(self, client, plan: Plan, *, whole: bool) -> Iterator[str]:
        if plan.today:
            yield "today"
        if plan.next_at is None:
            yield "unbooked"
        if whole and self._quiet(client):
            yield "quiet"
        if client.joined_at > self.new_since:
            yield "new"
        if client.paused_at:
            yield "paused"

    def _quiet(self, client) -> bool:
        """Only of those who let everything be seen: what they keep private may be as lively as ever."""
        if client.paused_at or client.joined_at > self.quiet_since:
            return False
        return client.last_on is None or self.today - client.last_on >= QUIET_AFTER

    def _good_to_know(self, client, plan: Plan, groups: tuple[str, ...], *, soon: bool) -> Iterator[str]:
        if "paused" in groups:
            yield "Paused"
        if plan.unwritten:
            yield f"Note of {self._day_or_time(plan.unwritten)} to write"
        elif plan.today and not soon:
            yield f"Session today {self._day_or_time(plan.today[-1])}"
        if "new" in groups:
            yield f"New, joined {self.ago(client.joined_at.astimezone(self.zone).date())}"
        if "quiet" in groups:
            yield f"Quiet for {(self.today - client.last_on).days} days" if client.last_on else "Quiet so far"

    def _when(self, at: datetime) -> str:
        """Today 18:00, Fri 10 Apr 10:00"""
        here = at.astimezone(self.zone)
        return f"{'Today' if here.date() == self.today else self.day(here.date())} {self.time(here.time())}"

    def _day_or_time(self, at: datetime) -> str:
        """Of a session that was: 9:00 of today, else Fri 10 Apr"""
        here = at.astimezone(self.zone)
        return self.time(here.time()) if here.date() == self.today else self.day(here.date())

    def _time(self, wall: time) -> str:
        return words.wall_clock(datetime.combine(self.today, wall, self.zone))


def _marks(client, days_since: int) -> Marks:
    """`days_since`: from the first date of the bits to the client's today, DAYS - 1 or a few more."""
    return Marks(
        practised=_last_days(client.practised, days_since) if client.practices else None,
        checked_in=_last_days(client.checked_in, days_since) if client.check_ins else None,
    )


def _last_days(bits: int | None, days_since: int) -> int:
    return (bits or 0) >> (days_since - DAYS + 1) & ALL
