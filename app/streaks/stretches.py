"""The arithmetic of a run, the same for days and weeks: which stretch forgives its misses."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class Counted(NamedTuple):
    """A scheduled day, or a week by its first day, that was done or not. Neutral ones are not in the row."""

    day: date
    done: bool


@dataclass(frozen=True)
class Stretch:
    """Consecutive counted days with few enough misses, from its first done day on."""

    counted: tuple[Counted, ...]

    @property
    def length(self) -> int:
        return sum(one.done for one in self.counted)

    @property
    def since(self) -> date | None:
        return self.counted[0].day if self.counted else None

    @property
    def forgiven(self) -> tuple[date, ...]:
        return tuple(one.day for one in self.counted if not one.done)


def current(counted: Sequence[Counted], window: int) -> Stretch:
    """The longest stretch that ends with the row, with at most one miss in any `window` neighbours."""
    row = counted[_begins(counted, window) :]
    misses = next((place for place, one in enumerate(row) if one.done), len(row))
    return Stretch(tuple(row[misses:]))


def broken(counted: Sequence[Counted], window: int) -> bool:
    """Does the current stretch begin inside this row, whatever came before it?"""
    return _begins(counted, window) > 0


def best(counted: Sequence[Counted], window: int) -> int:
    """The most done days of any such stretch."""
    done_before = [0]
    for one in counted:
        done_before.append(done_before[-1] + one.done)
    starts = _starts(counted, window)
    return max(
        (done_before[end + 1] - done_before[start] for end, start in enumerate(starts)),
        default=0,
    )


def _begins(counted: Sequence[Counted], window: int) -> int:
    """Where the longest stretch that ends with the row begins: looked for from its end, which is near."""
    later_miss = len(counted) + window
    for place in range(len(counted) - 1, -1, -1):
        if not counted[place].done:
            if later_miss - place < window:
                return place + 1
            later_miss = place
    return 0


def _starts(counted: Sequence[Counted], window: int) -> Iterator[int]:
    """For each place in the row, where the longest stretch that ends there begins."""
    start, last_miss = 0, None
    for place, one in enumerate(counted):
        if not one.done:
            if last_miss is not None and place - last_miss < window:
                start = last_miss + 1
            last_miss = place
        yield start
