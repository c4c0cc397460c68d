"""A client's habits as every page shows them: pure assembly from rows and a date, few statements."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property

from app.accounts.models import User
from app.core.words import short_day
from app.habits import words
from app.habits.models import Habit, HabitDay, HabitPause
from app.habits.recent import NOTHING_SAID, KeptHabit, Recent, RecentDay, recent_days
from app.habits.said import SaidDay
from app.habits.travel import days_cut_short, reach
from app.streaks import (
    BACKDATE_DAYS,
    Consistency,
    DayState,
    History,
    Run,
    Schedule,
    Steadiness,
    Week,
    rest_hint,
    this_week,
)
from app.streaks.rules import SHOWN_FROM

STRIP_DAYS = 7
# What Today reads at first: more than the four weeks of consistency and most runs; the rest only where it is asked for.
RECENT_DAYS = 35
# How far ahead a rest day can be marked.
REST_AHEAD_DAYS = 28
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class StripDay:
    """One date of a habit: `state` as its rules see it, `row` what was said about it, if anything."""

    day: date
    state: DayState
    row: SaidDay | RecentDay | None = None

    @property
    def look(self) -> str:
        """done, rest, paused, off, none or open: for the stylesheet."""
        return words.DAYS[self.state][0]

    @property
    def icon(self) -> str | None:
        return words.ICONS.get(self.look)

    @property
    def words(self) -> str:
        return words.DAYS[self.state][1] + (", added later" if self.later else "")

    @property
    def letter(self) -> str:
        """D, R, P or nothing; D+ was added later."""
        letter = words.DAYS[self.state][2]
        return letter + "+" if letter and self.later else letter

    @property
    def later(self) -> bool:
        return self.row is not None and self.row.state != "none" and self.row.added_later

    @property
    def done(self) -> bool:
        return self.row is not None and self.row.state == "done"

    @property
    def rested(self) -> bool:
        return self.row is not None and self.row.state == "rest"

    @property
    def next_state(self) -> str:
        """What one tap makes of it: done, or back to what it was."""
        if not self.done:
            return "done"
        return "rest" if self.row.rested else "none"


@dataclass(frozen=True)
class Earlier:
    """The days `before` a date of all habits of a client: one statement when they are first asked for."""

    client_id: uuid.UUID
    before: date

    @cached_property
    def marks(self) -> dict[uuid.UUID, Recent]:
        return recent_days(self.client_id, today=self.before, before=self.before)


@dataclass(frozen=True)
class HabitView:
    """A habit on `today`: its marks, its numbers and its sentence. `rows`: what was said, by date.
    With `earlier`, `history` holds only what was said since, and `rows` what was said of today and later."""

    habit: Habit | KeptHabit
    today: date
    history: History
    rows: dict[date, SaidDay | RecentDay]
    runs_hidden: bool = False
    earlier: Earlier | None = None

    @property
    def id(self) -> uuid.UUID:
        return self.habit.id

    @property
    def title(self) -> str:
        return self.habit.title

    @cached_property
    def run(self) -> Run:
        return Run.from_history(self.whole, self.today)

    @cached_property
    def lately(self) -> Run:
        """The run as it stands, from no more days than that takes: its best is what it is now."""
        if not self.earlier:
            return self.run
        return Run.lately(self.history, self.today, since=self.earlier.before) or self.run

    @property
    def has_run(self) -> bool:
        """Was there ever a run to show? Asks the last weeks first: what came before costs a statement."""
        recent = Run.from_history(self.history.begun(self.earlier.before), self.today) if self.earlier else self.run
        return recent.best >= SHOWN_FROM or self.run.best >= SHOWN_FROM

    @cached_property
    def whole(self) -> History:
        """The history from its first day on."""
        if not self.earlier or self.history.since >= self.earlier.before:
            return self.history
        earlier = self.earlier.marks.get(self.id, NOTHING_SAID).marks
        return replace(self.history, marks=earlier | self.history.marks)

    @cached_property
    def consistency(self) -> Consistency:
        return Consistency.from_history(self.history, self.today)

    @cached_property
    def steadiness(self) -> Steadiness:
        return Steadiness.from_history(self.whole, self.today)

    @cached_property
    def week(self) -> Week | None:
        """The running week of a habit meant N times a week."""
        return this_week(self.history, self.today)

    @property
    def schedule(self) -> Schedule:
        """The one that holds today, or first will."""
        return self.history.schedule_on(self.today) or self.habit.schedule

    @property
    def schedule_words(self) -> str:
        """Three a week, since 4 March; and what begins tomorrow."""
        said = f"{self.schedule.words()}, since {short_day(self.history.since)}"
        if self.habit.schedule != self.schedule:
            said += f"; from tomorrow {self.habit.schedule.words()}"
        return said[0].upper() + said[1:]

    @property
    def strip(self) -> list[StripDay]:
        """The last seven days, oldest first; today is the last."""
        return [self.day(self.today - back * A_DAY) for back in reversed(range(STRIP_DAYS))]

    @property
    def recent(self) -> list[StripDay]:
        """Today and the days before it that can still be marked, newest first."""
        days = (self.today - back * A_DAY for back in range(BACKDATE_DAYS + 1))
        return [self.day(day) for day in days if day >= self.habit.starts_on]

    @property
    def rests_ahead(self) -> list[StripDay]:
        """Rest days marked ahead, nearest first."""
        return [self.day(day) for day, row in sorted(self.rows.items()) if day > self.today and row.state == "rest"]

    @property
    def pauses(self) -> list[HabitPause]:
        """Of today and ahead."""
        return [pause for pause in self.habit.pauses if pause.last >= self.today]

    @property
    def tomorrow(self) -> date:
        return self.today + A_DAY

    @property
    def furthest_rest(self) -> date:
        return self.today + REST_AHEAD_DAYS * A_DAY

    def day(self, day: date) -> StripDay:
        return StripDay(day, self.history.day(day, self.today), self.rows.get(day))

    @cached_property
    def now(self) -> StripDay:
        return self.day(self.today)

    @property
    def done(self) -> bool:
        return self.now.done

    @property
    def rested(self) -> bool:
        return self.now.state is DayState.REST

    @property
    def pause(self) -> HabitPause | None:
        """The pause of today."""
        return self.habit.paused_on(self.today)

    @property
    def enough(self) -> bool:
        """Its N of this week are reached: it rests until the next week."""
        return bool(self.week and self.week.done >= self.week.n)

    @cached_property
    def open(self) -> bool:
        """Is it still asked for today?"""
        return self.now.state is DayState.OPEN and not self.enough

    @property
    def yesterday(self) -> DayState:
        return self.history.day(self.today - A_DAY, self.today)

    @cached_property
    def run_shown(self) -> bool:
        return self.lately.shown and not self.runs_hidden

    @property
    def run_words(self) -> str | None:
        return words.run_words(self)

    @property
    def sentence(self) -> str | None:
        return words.sentence(self)

    @cached_property
    def note(self) -> str:
        """The line under its name on Today."""
        return words.note(self)

    @property
    def hint(self) -> bool:
        """Three rest days in seven: a pause may serve better."""
        return rest_hint(self.history, self.today)


def board(person: User, now: datetime) -> list[HabitView]:
    """The habits this person keeps now, oldest first. Two statements for any number of them, one for none; one more
    for who travelled, and where a run is older than what Today reads."""
    today = person.local_day(now)
    habits = KeptHabit.all_of(person.id, person.zone)
    if not habits:
        return []
    earlier = Earlier(person.id, before=today - RECENT_DAYS * A_DAY)
    recent = recent_days(person.id, since=earlier.before, today=today)
    first, travelled = min(habit.starts_on for habit in habits), habits[0].travelled
    short, hidden = (
        days_cut_short(person, first, reach(today), travelled=travelled),
        bool(person.prefers("hide_runs")),
    )
    return [
        HabitView(habit, today, habit.history_of(said.marks, short_days=short), said.rows, hidden, earlier)
        for habit in habits
        for said in [recent.get(habit.id, NOTHING_SAID)]
    ]


def boarded(person: User, habits: list[Habit], today: date) -> list[HabitView]:
    """These habits of one person as they stand on `today`: two statements, none without habits."""
    if not habits:
        return []
    days = HabitDay.of(person.id)
    short = days_cut_short(person, min(habit.starts_on for habit in habits), reach(today))
    return [_view(habit, days.get(habit.id, []), person, today, short) for habit in habits]


def view_of(person: User, habit: Habit, today: date) -> HabitView:
    """One habit as it stands on `today`: two statements."""
    short = days_cut_short(person, habit.starts_on, reach(today))
    return _view(habit, HabitDay.of_habit(habit), person, today, short)


def _view(habit: Habit, rows: list[SaidDay], person: User, today: date, short: frozenset[date]) -> HabitView:
    history, by_day = habit.history(rows, short_days=short), {row.day: row for row in rows}
    return HabitView(habit, today, history, by_day, runs_hidden=bool(person.prefers("hide_runs")))
