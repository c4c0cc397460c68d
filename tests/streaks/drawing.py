"""Histories drawn as strings of day codes, the last character being today."""

from datetime import date, timedelta

from app.streaks import History, Mark, Period, Schedule

MONDAY = date(2026, 1, 5)
DAILY = Schedule("daily")
WEEKDAYS = Schedule("weekdays", days=frozenset(range(5)))
THREE = Schedule("n_per_week", n=3)
MARKS = {"D": Mark.DONE, "d": Mark.DONE, "R": Mark.REST, "B": Mark.BOTH}


def day(count: int) -> date:
    return MONDAY + timedelta(days=count)


def drawn(codes: str, schedule: Schedule = DAILY, **more) -> tuple[History, date]:
    """The history and its today. S is a date of which little was lived, B both done and rest."""
    places = list(enumerate(codes))
    history = {
        "periods": (Period(MONDAY, schedule),),
        "marks": {day(place): MARKS[code] for place, code in places if code in MARKS},
        "pauses": tuple((day(place), day(place)) for place, code in places if code == "P"),
        "short_days": frozenset(day(place) for place, code in places if code == "S"),
    }
    return History(**history | more), day(len(codes) - 1)


def weeks_drawn(weeks: list[int], n: int, *, paused: list[int] = (), days_over: int = 6) -> tuple[History, date]:
    """So many done from each Monday on; paused weeks by their index; today that far into the last week."""
    marks = {day(7 * week + place): Mark.DONE for week, done in enumerate(weeks) for place in range(done)}
    pauses = tuple((day(7 * week), day(7 * week + 6)) for week in paused)
    history = History((Period(MONDAY, Schedule("n_per_week", n=n)),), marks, pauses)
    return history, day(7 * (len(weeks) - 1) + days_over)
