"""What a client marked on which date, and what each date is by the schedule of its time."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import Enum, StrEnum
from functools import cached_property

from app.streaks.schedule import Period, Schedule, in_force

A_DAY = timedelta(days=1)


class Mark(Enum):
    """BOTH is done on a date that was also marked as rest. It is done in every respect; that it was rest
    matters to the week it lies in, which would otherwise be judged harder because of one more done day."""

    DONE = "done"
    REST = "rest"
    BOTH = "both"

    @property
    def done(self) -> bool:
        return self is not Mark.REST


class DayState(StrEnum):
    """The values are the codes of `rules.json` `streak_codes`, and "o" for a day still open."""

    DONE = "D"
    NONE = "."
    REST = "R"
    PAUSED = "P"
    OFF = "-"
    BONUS = "d"
    OPEN = "o"


def marks_of(events: Iterable[tuple[date, Mark]]) -> dict[date, Mark]:
    """The marks of a history from single ones in whatever order they came; two for one date are one."""
    marks: dict[date, Mark] = {}
    for day, mark in events:
        known = marks.setdefault(day, mark)
        marks[day] = mark if known is mark else Mark.BOTH
    return marks


JudgedDay = tuple[date, DayState, Schedule]


@dataclass(frozen=True)
class History:
    """Everything a run is derived from. Pauses are (first, last) dates, both paused. `short_days` are dates
    of which the client lived under twelve hours. `until` is the last day of a habit that has ended."""

    periods: tuple[Period, ...]
    marks: Mapping[date, Mark] = field(default_factory=dict)
    pauses: tuple[tuple[date, date], ...] = ()
    short_days: frozenset[date] = frozenset()
    until: date | None = None

    def __post_init__(self) -> None:
        if not self.periods:
            raise ValueError("a history needs a schedule")

    def day(self, day: date, today: date) -> DayState:
        return self._state(day, self.schedule_on(day), today)

    def _state(self, day: date, schedule: Schedule | None, today: date) -> DayState:
        mark = self.marks.get(day)
        done = mark is not None and mark is not Mark.REST
        if schedule is not None and day in self.paused:
            return DayState.BONUS if done else DayState.PAUSED
        if schedule is None or day in self.short_days or not schedule.asks(day):
            return DayState.BONUS if done else DayState.OFF
        if done:
            return DayState.DONE
        if mark is not None:
            return DayState.REST
        return DayState.OPEN if day >= today else DayState.NONE

    @property
    def since(self) -> date:
        return self.in_force[0].since

    def schedule_on(self, day: date) -> Schedule | None:
        """None before the habit began and after it ended."""
        if self.until and day > self.until:
            return None
        place = bisect_right(self._sinces, day)
        return self.in_force[place - 1].schedule if place else None

    def last(self, today: date) -> date:
        """The last date that enters run, consistency and steadiness: today only once it is done. Who flew west
        to east over the date line may have done tomorrow already: it counts, as it did before the flight."""
        tomorrow = today + A_DAY
        if self.day(tomorrow, today) is DayState.DONE and tomorrow not in self._sinces:
            return tomorrow
        return today if self.day(today, today) is DayState.DONE else today - A_DAY

    def judged(self, today: date, *, since: date | None = None) -> list[JudgedDay]:
        """Each date of the habit (from `since`, if later than its start) up to `last`, with its state and schedule."""
        first = max(self.since, since or self.since)
        known = self._judged.get(today)
        if known is None or first < known[0]:
            known = self._judged[today] = (first, list(self._judge(first, today)))
        return known[1][(first - known[0]).days :]

    def _judge(self, first: date, today: date) -> Iterator[JudgedDay]:
        last = self.last(today)
        for schedule, begins, ends in self._spans:
            numbers = range(max(first, begins).toordinal(), min(ends, last).toordinal() + 1)
            days = map(date.fromordinal, numbers)
            # Most histories are plain ones: what a past day is, its mark alone says.
            plain = schedule.every_day and not (self.paused or self.short_days)
            judge = self._by_mark if plain else self._by_rules
            yield from judge(days, schedule, today)

    def _by_rules(self, days: Iterable[date], schedule: Schedule, today: date) -> list[JudgedDay]:
        return [(day, self._state(day, schedule, today), schedule) for day in days]

    def _by_mark(self, days: Iterable[date], schedule: Schedule, today: date) -> list[JudgedDay]:
        said, rest = self.marks.get, Mark.REST
        done, rested, none = DayState.DONE, DayState.REST, DayState.NONE
        return [
            (day, none if (mark := said(day)) is None else rested if mark is rest else done, schedule)
            if day < today
            else (day, self._state(day, schedule, today), schedule)
            for day in days
        ]

    def begun(self, since: date) -> History:
        """The same, begun on `since` or when it was: for what looks no further back."""
        schedule = self.schedule_on(since)
        if since <= self.since or schedule is None:
            return self
        later = (period for period in self.in_force if period.since > since)
        return replace(self, periods=(Period(since, schedule), *later))

    def rested(self, day: date) -> bool:
        return self.marks.get(day) in (Mark.REST, Mark.BOTH)

    @cached_property
    def paused(self) -> frozenset[date]:
        return frozenset(
            first + timedelta(days=count) for first, last in self.pauses for count in range((last - first).days + 1)
        )

    @cached_property
    def _judged(self) -> dict[date, tuple[date, list[JudgedDay]]]:
        """What was judged already, by today: run and consistency look at the same days."""
        return {}

    @cached_property
    def _spans(self) -> list[tuple[Schedule, date, date]]:
        """Each schedule with its first and its last day."""
        lasts = [since - A_DAY for since in self._sinces[1:]] + [self.until or date.max]
        ends = (min(last, self.until or last) for last in lasts)
        return [(period.schedule, period.since, end) for period, end in zip(self.in_force, ends, strict=True)]

    @cached_property
    def in_force(self) -> tuple[Period, ...]:
        return in_force(self.periods)

    @cached_property
    def _sinces(self) -> list[date]:
        return [period.since for period in self.in_force]
