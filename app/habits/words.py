"""What a day, a run and a card of a habit are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.core.words import in_words, short_day, wall_clock
from app.streaks import DayState
from app.streaks.rules import SHOWN_FROM

if TYPE_CHECKING:
    from app.habits.board import HabitView

# state -> (mark in the sprite and in the stylesheet, words, letter)
DAYS = {
    DayState.DONE: ("done", "done", "D"),
    DayState.BONUS: ("done", "done, an extra", "D"),
    DayState.REST: ("rest", "rest day", "R"),
    DayState.PAUSED: ("paused", "paused", "P"),
    DayState.OFF: ("off", "not planned", ""),
    DayState.NONE: ("none", "nothing logged", ""),
    DayState.OPEN: ("open", "still open", ""),
}
ICONS = {"done": "mark-done", "rest": "mark-rest", "paused": "mark-pause", "off": "mark-off", "none": "mark-none"}
UNITS = {"days": "", "weeks": " weeks"}


def run_words(view: HabitView) -> str | None:
    """Run of 8, best 11. None while there is none to show, or where runs are hidden."""
    run = view.run
    if view.runs_hidden or not (run.shown or run.best >= SHOWN_FROM):
        return None
    unit = UNITS[run.unit]
    best = f"best {run.best}{unit}" if run.best > run.current else ""
    if not run.shown:
        return best.capitalize()
    return f"Run of {run.current}{unit}" + (f", {best}" if best else "")


def note(view: HabitView) -> str:
    """On Today: "Done at 7:05. Run of 6", else the nearest thing to say, else "12 of your last 15"."""
    run = f"Run of {view.lately.current}{UNITS[view.lately.unit]}" if view.run_shown else None
    if view.done:
        row = view.now.row
        done = "Done" if row.added_later else f"Done at {wall_clock(row.said_at)}"
        return f"{done}. {run}" if run else done
    said = sentence(view)
    if view.pause or view.rested or view.week or (said and said.startswith("Yesterday")):
        return said
    return f"{view.consistency.words()}. {said}" if said else view.consistency.words()


def sentence(view: HabitView) -> str | None:
    """The line under a habit: at most one thing, the nearest to now."""
    if view.pause:
        return f"Paused until {short_day(view.pause.last)}. We will be quiet."
    if view.rested and view.hint:
        return "Rest day noted, three in seven now. A pause may serve you better."
    if view.rested:
        return "Rest day noted." + (" Your run waits." if view.run_shown else "")
    if view.week:
        return _of_week(view)
    return _of_days(view)


def _of_week(view: HabitView) -> str:
    week = view.week
    tally = f"{in_words(week.done).capitalize()} of {in_words(week.n)} this week"
    return f"{tally}: enough for this week." if view.enough else f"{tally}."


def _of_days(view: HabitView) -> str | None:
    yesterday = view.yesterday
    if view.done:
        return "Back again." if yesterday is DayState.NONE else None
    if yesterday is DayState.PAUSED:
        return "Picking up where you left off."
    if view.runs_hidden:
        return None
    if view.run_shown and yesterday is DayState.NONE:
        return f"Yesterday was off. Your run is still {view.lately.current}."
    if not view.lately.shown and view.has_run:
        return "A new run starts whenever you like."
    return None
