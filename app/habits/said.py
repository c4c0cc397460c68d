"""What was said about one date of a habit, as it is read: a row without the weight of an entity."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from app.streaks import Mark

# (state, was it said to be a rest day?) -> the mark; what was taken back has none.
MARKS = {("done", False): Mark.DONE, ("done", True): Mark.BOTH, ("rest", False): Mark.REST, ("rest", True): Mark.REST}


class SaidDay(NamedTuple):
    """The columns of HabitDay that pages read, by the same names."""

    habit_id: uuid.UUID
    day: date
    state: str
    said_at: datetime
    said_on: date
    received_at: datetime
    rest_said_at: datetime | None
    none_said_at: datetime | None

    @property
    def mark(self) -> Mark | None:
        """None when it was taken back."""
        return MARKS.get((self.state, self.rested))

    @property
    def rested(self) -> bool:
        """Was it said to be a rest day, and not taken back since?"""
        return self.rest_said_at is not None and (self.none_said_at is None or self.none_said_at < self.rest_said_at)

    @property
    def added_later(self) -> bool:
        """Said on a later local date than the day it is about."""
        return self.said_on > self.day


def marks_said(days: Iterable[SaidDay]) -> dict[date, Mark]:
    """What the rules need of them."""
    return {row.day: mark for row in days if (mark := row.mark)}
