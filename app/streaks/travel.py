"""How much of a local date was lived, when its client travels or a zone itself is changed."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from app.streaks.rules import DAY_STARTS, LIVED_HOURS

HOUR = timedelta(hours=1)
A_DAY = timedelta(days=1)
FURTHEST = timedelta(hours=16)  # no zone was ever further from UTC

ZoneChange = tuple[datetime, str]
Move = tuple[datetime, ZoneInfo]
Stay = tuple[datetime, datetime, ZoneInfo]


def short_days(first: date, last: date, zone_changes: Sequence[ZoneChange]) -> frozenset[date]:
    """The dates from `first` to `last` of which under twelve hours were lived."""
    moves = _moves(zone_changes)
    doubtful = (day for day in _doubtful(first, last, moves) if first <= day <= last)
    return frozenset(day for day in doubtful if _lived(day, moves) < LIVED_HOURS * HOUR)


def lived_hours(day: date, zone_changes: Sequence[ZoneChange]) -> float:
    """Hours in which (wall clock - 3 h) showed this date. `zone_changes` are (instant, zone in use from then)
    in order; the first zone is taken to have held before, the last to hold on. None known: a whole day."""
    return _lived(day, _moves(zone_changes)) / HOUR if zone_changes else A_DAY / HOUR


def _moves(zone_changes: Sequence[ZoneChange]) -> list[Move]:
    """Only the changes that are one. From here on every moment is UTC without saying so."""
    moves: list[Move] = []
    for instant, name in zone_changes:
        if not moves or moves[-1][1].key != name:
            moves.append((instant.astimezone(UTC).replace(tzinfo=None), ZoneInfo(name)))
    return moves


def _doubtful(first: date, last: date, moves: Sequence[Move]) -> set[date]:
    """A cheap look first: only a change of zone, or of a zone by many hours, takes half a day away."""
    years = range(first.year, last.year + 1)
    on_the_way = {instant.date() + away * A_DAY for instant, _ in moves for away in range(-2, 3)}
    return on_the_way.union(*(_leaps(zone.key, year) for zone in {zone for _, zone in moves} for year in years))


@cache
def _leaps(name: str, year: int) -> frozenset[date]:
    """The dates of a year near which this zone leaves out many hours: in most zones and years none."""
    zone, noon, days = ZoneInfo(name), datetime(year, 1, 1, 12), 366
    noons = (noon + count * A_DAY for count in range(days))
    return frozenset(
        one.date()
        for one in noons
        if _offset(one + 2 * A_DAY, zone) - _offset(one - 2 * A_DAY, zone) > LIVED_HOURS * HOUR
    )


def _lived(day: date, moves: Sequence[Move]) -> timedelta:
    opens = datetime.combine(day, time()) + DAY_STARTS
    lived = timedelta()
    for since, until, zone in _stays(opens - FURTHEST, opens + A_DAY + FURTHEST, moves):
        for begins, ends, offset in _even_parts(since, until, zone):
            lived += max(
                timedelta(),
                min(ends + offset, opens + A_DAY) - max(begins + offset, opens),
            )
    return lived


def _stays(since: datetime, until: datetime, moves: Sequence[Move]) -> Iterator[Stay]:
    """The parts of a time spent in one zone each."""
    for place, (instant, zone) in enumerate(moves):
        begins = max(since, instant) if place else since
        ends = min(until, moves[place + 1][0]) if place + 1 < len(moves) else until
        if begins < ends:
            yield begins, ends, zone


def _even_parts(since: datetime, until: datetime, zone: ZoneInfo) -> Iterator[tuple[datetime, datetime, timedelta]]:
    """The same time cut where the zone's offset changes; zoneinfo does not name those moments."""
    while since < until:
        offset, ends = _offset(since, zone), since
        while ends < until and _offset(ends, zone) == offset:
            ends += HOUR
        if ends < until or _offset(until, zone) != offset:
            ends = _change(ends - HOUR, ends, zone)
        yield since, min(ends, until), offset
        since = ends


def _change(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The first second of the new offset, known to lie between the two."""
    offset = _offset(before, zone)
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) / 2
        before, after = (middle, after) if _offset(middle, zone) == offset else (before, middle)
    return after.replace(microsecond=0)


def _offset(instant: datetime, zone: ZoneInfo) -> timedelta:
    return instant.replace(tzinfo=UTC).astimezone(zone).utcoffset() or timedelta()
