"""A month of one habit, as on paper."""

from __future__ import annotations

from calendar import Calendar
from dataclasses import dataclass
from datetime import date, timedelta

from app.habits.board import HabitView, StripDay

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Month:
    """`weeks` hold seven dates each, None outside the month. `earlier` and `later` are first days of the months
    beside it, None where there is nothing of this habit."""

    first: date
    weeks: list[list[StripDay | None]]
    earlier: date | None
    later: date | None

    @classmethod
    def of(cls, view: HabitView, first: date) -> Month:
        """The month that begins on `first`, its weeks as the habit counts them."""
        weeks = Calendar(view.schedule.week_starts).monthdatescalendar(first.year, first.month)
        before, after = (first - A_DAY).replace(day=1), (first + 31 * A_DAY).replace(day=1)
        return cls(
            first=first,
            weeks=[[view.day(day) if day.month == first.month else None for day in week] for week in weeks],
            earlier=before if before >= view.habit.starts_on.replace(day=1) else None,
            later=after if after <= _furthest(view).replace(day=1) else None,
        )

    @property
    def weekdays(self) -> list[date]:
        """Seven dates to name the columns by."""
        days = next(week for week in self.weeks if all(week))
        return [one.day for one in days if one]


def month_named(text: str | None, view: HabitView) -> date:
    """The first day of "2026-03"; of this month where it says nothing readable, or a month without this habit."""
    this_month = view.today.replace(day=1)
    try:
        first = date.fromisoformat(f"{text}-01").replace(day=1)
    except ValueError:
        return this_month
    return first if view.habit.starts_on.replace(day=1) <= first <= _furthest(view) else this_month


def _furthest(view: HabitView) -> date:
    """The last date something is known of: rest days and pauses lie ahead."""
    return max([view.today, *view.rows, *(pause.last for pause in view.habit.pauses)])
