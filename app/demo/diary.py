"""A coach's diary while the demo is made: working days, hours, and what is taken. Pure but for the clock's zones."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from app.core import clock
from app.streaks.schedule import DAY_NAMES

# From start to start: fifty minutes, and ten for the note.
APART = timedelta(hours=1)
MINUTES = timedelta(minutes=50)
# Somebody whose hour is taken comes a little later or earlier, before they come on another day.
LATER = tuple(timedelta(hours=hours) for hours in (0, 1, -1, 2, -2))
FAR = 7
A_DAY = 5


@dataclass
class Diary:
    """`days`: weekdays from 0; `opens`, `closes`: wall times in `zone`; `taken`: starts of the sessions there are."""

    zone: str
    days: frozenset[int]
    opens: time
    closes: time
    taken: list[datetime] = field(default_factory=list)

    @classmethod
    def of(cls, coach: dict, taken: Iterable[datetime] = ()) -> "Diary":
        """From `staff.coaches` of personas.json: `"hours": "Mon-Thu 09:00-19:00"`."""
        days, hours = coach["hours"].split()
        first, last = (DAY_NAMES.index(name.lower()) for name in days.split("-"))
        opens, closes = (time.fromisoformat(hour) for hour in hours.split("-"))
        return cls(coach["timezone"], frozenset(range(first, last + 1)), opens, closes, list(taken))

    def book(self, day: date, wall: time, *, first: date, last: date) -> datetime:
        """Takes the free time nearest to `wall` on `day`, on a working day from `first` to `last`.
        Raises LookupError when all of them are full."""
        free = (at for one in self._near(day) if first <= one <= last for at in self._free(one, wall))
        at = next(free, None)
        if at is None:
            raise LookupError(f"nothing free around {day} {wall}")
        self.taken.append(at)
        return at

    def _near(self, day: date) -> Iterator[date]:
        """The same day, the next, the one before, and so on: working days that are not full."""
        for far in range(FAR + 1):
            for one in (day + timedelta(days=far), day - timedelta(days=far))[: 2 if far else 1]:
                if one.weekday() in self.days and self._sessions_on(one) < A_DAY:
                    yield one

    def _sessions_on(self, day: date) -> int:
        first, last = (clock.at_wall(one, time.min, self.zone) for one in (day, day + timedelta(days=1)))
        return sum(first <= at < last for at in self.taken)

    def _free(self, day: date, wall: time) -> Iterator[datetime]:
        for later in LATER:
            begins = datetime.combine(day, wall) + later
            ends = begins + MINUTES
            if begins.time() >= self.opens and ends.time() <= self.closes and ends.date() == day:
                at = clock.at_wall(day, begins.time(), self.zone)
                if all(abs(at - other) >= APART for other in self.taken):
                    yield at
