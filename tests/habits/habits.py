"""Habits for the tests: made in a line, marked through the real door."""

from datetime import date, timedelta

from app.core.db import db
from app.core.ids import uuid7
from app.habits.models import Habit, HabitDay

TODAY = date(2026, 4, 8)
DAILY = {"type": "daily"}
A_DAY = timedelta(days=1)


def habit_of(person, *, title="Phone in the hall by nine", rhythm=None, began=20, now, **more) -> Habit:
    """A habit this person began `began` days before today."""
    first = TODAY - began * A_DAY
    habit = Habit.make(person, title=title, rhythm=rhythm or DAILY, today=first, now=now - began * A_DAY, **more)
    db.session.commit()
    return habit


def tap(habit, state="done", *, day=TODAY, said=None, at="21:00", **more) -> dict:
    """What the form of a phone in London sends: `said` is its local date, `at` its wall clock then."""
    said = said or TODAY
    stamps = {"occurred_at": f"{said}T{at}:00+01:00", "tz": "Europe/London", "local_date": f"{said}"}
    about = {"habit_id": f"{habit.id}", "day": f"{day or ''}", "state": state}
    return {"entry_id": f"{uuid7()}"} | stamps | about | more


def url(habit, what="days", fragment=True) -> str:
    return f"{'/f' if fragment else ''}/habits/{habit.id}/{what}"


def days(habit) -> dict[date, str]:
    return {row.day: row.state for row in db.session.scalars(db.select(HabitDay).filter_by(habit_id=habit.id))}


def played(browser, habit, drawing: str) -> None:
    """Marks the days up to today as drawn: D done, R rest, anything else nothing."""
    for back, code in enumerate(reversed(drawing)):
        day = TODAY - back * A_DAY
        if state := {"D": "done", "R": "rest"}.get(code):
            assert browser.post(url(habit), data=tap(habit, state, day=day, said=day)).status_code == 200


def said_long_ago(habit, drawing: str) -> None:
    """The same straight into the table, for more days than a phone may add."""
    about = {"habit_id": habit.id, "user_id": habit.client_id, "organization_id": habit.organization_id}
    for back, code in enumerate(reversed(drawing)):
        day = TODAY - back * A_DAY
        said = {"entry_id": uuid7(), "said_at": habit.created_at, "received_at": habit.created_at, "seq": 0}
        if state := {"D": "done", "R": "rest"}.get(code):
            db.session.add(HabitDay(**about, **said, day=day, said_on=day, state=state))
    db.session.commit()
