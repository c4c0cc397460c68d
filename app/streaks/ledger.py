"""Why the number is what it is, a line for each day or week."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from app.streaks.days import DayState, History
from app.streaks.rules import WINDOW_DAYS
from app.streaks.runs import Rows, counted_rows, current_stretch
from app.streaks.stretches import Stretch
from app.streaks.weeks import Week, WeekState, weeks_of

WORDS = {
    DayState.REST: "Rest day: the run waits",
    DayState.PAUSED: "Paused: the run waits",
    DayState.OFF: "Nothing due",
    DayState.BONUS: "Done as an extra: kept, the run stays as it is",
    DayState.OPEN: "Still open",
    WeekState.NEUTRAL: "a part week (a start, rest, a pause or a change), so the run waits",
    WeekState.OPEN: "still open",
}
SHORT_DAY = "Under twelve hours of this date, because of a change of time zone: nothing due"
LET_GO = {"days": "let go, once in seven days", "weeks": "let go, once in four weeks"}


@dataclass(frozen=True)
class LedgerRow:
    """`day` to `until` is one date, or a week. `run` is the run as it stood after it, for what lies in the
    current one; None before it began. `adds` is 1 or 0, `forgiven` a gap let go."""

    day: date
    until: date
    state: DayState | WeekState
    words: str
    adds: int
    forgiven: bool
    run: int | None


def ledger(history: History, today: date, days: int = WINDOW_DAYS) -> list[LedgerRow]:
    """Oldest first, for the unit now in force: the last `days` dates to today, or the weeks they touch."""
    rows = counted_rows(history, today)
    unit, stretch = current_stretch(history, today, rows)
    since = today - timedelta(days=days - 1)
    teller = _Teller(unit, stretch, _last_gap(rows, stretch))
    if unit == "weeks":
        return [teller.week(week) for week in _weeks(history, today) if week.last >= since]
    return [teller.date(day, state, history) for day, state in _dates(history, since, today)]


@dataclass(frozen=True)
class _Teller:
    """Knows the current stretch, and the gap just before it."""

    unit: str
    stretch: Stretch
    last_gap: date | None

    def date(self, day: date, state: DayState, history: History) -> LedgerRow:
        if state is DayState.DONE:
            words = self._counts("Done", day)
        elif state is DayState.NONE:
            words = self._gap("Nothing logged", day)
        elif day in history.short_days and state is DayState.OFF:
            words = SHORT_DAY
        else:
            words = WORDS[state]
        return self._row(day, day, state, words)

    def week(self, week: Week) -> LedgerRow:
        tally = f"{week.done} of {week.n}"
        if week.state is WeekState.REACHED:
            words = self._counts(tally, week.first)
        elif week.state is WeekState.SHORT:
            words = self._gap(tally, week.first)
        else:
            words = f"{tally}: {WORDS[week.state]}"
        return self._row(week.first, week.last, week.state, words)

    def _counts(self, what: str, day: date) -> str:
        return f"{what}: counts" if self._inside(day) else f"{what}: part of an earlier run"

    def _gap(self, what: str, day: date) -> str:
        if day in self.stretch.forgiven:
            return f"{what}: {LET_GO[self.unit]}"
        return f"{what}: this run starts after it" if day == self.last_gap else what

    def _row(self, day: date, until: date, state: DayState | WeekState, words: str) -> LedgerRow:
        run = sum(one.done for one in self.stretch.counted if one.day <= day) if self._inside(day) else None
        adds = int(self._inside(day) and state in (DayState.DONE, WeekState.REACHED))
        return LedgerRow(day, until, state, words, adds, day in self.stretch.forgiven, run)

    def _inside(self, day: date) -> bool:
        return self.stretch.since is not None and day >= self.stretch.since


def _last_gap(rows: Rows, stretch: Stretch) -> date | None:
    """The counted day without anything logged that the current stretch comes right after."""
    if not stretch.since:
        return None
    return max(
        (one.day for one in rows[-1][1] if one.day < stretch.since and not one.done),
        default=None,
    )


def _dates(history: History, since: date, today: date) -> Iterator[tuple[date, DayState]]:
    """Back to the last change from weeks to days, if that is nearer."""
    day = max(since, _unit_since(history, today))
    while day <= max(today, history.last(today)) and history.schedule_on(day):
        yield day, history.day(day, today)
        day += timedelta(days=1)


def _weeks(history: History, today: date) -> Iterable[Week]:
    judged = history.judged(today, since=_unit_since(history, today))
    return weeks_of(history, (one for one in judged if one[2].weekly), today)


def _unit_since(history: History, today: date) -> date:
    """The first day of the row of schedules counted in the same unit as today's."""
    held = [period for period in history.in_force if period.since <= max(today, history.since)]
    since = held[-1].since
    for period in reversed(held):
        if period.schedule.unit != held[-1].schedule.unit:
            break
        since = period.since
    return since
