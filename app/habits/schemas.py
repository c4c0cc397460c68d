"""The edge of habits: a mark, a habit, a pause."""

from datetime import date, timedelta
from typing import Any

from marshmallow import ValidationError, fields, post_load, validate, validates_schema

from app.core.forms import FormSchema, text
from app.entries.schemas import EntryForm
from app.habits.board import REST_AHEAD_DAYS
from app.habits.models import STATES
from app.streaks import BACKDATE_DAYS, PAUSE_MAX_DAYS
from app.streaks.schedule import DAY_NAMES

MOST_LETTERS = 80
# How far ahead a pause can begin.
PAUSE_BEGINS_WITHIN = 180
VIEWS = ("row", "card", "page")
KINDS = ("daily", "weekdays", "n_per_week")


class DayForm(EntryForm):
    """habit.set: the state of one day of one habit. Without a `day` it is the one on which it was said.
    `view` says which piece of a page comes back; it is no part of the entry."""

    habit_id = fields.UUID(required=True)
    day = fields.Date(error_messages={"invalid": "Please choose a day."})
    state = fields.String(required=True, validate=validate.OneOf(STATES))
    view = fields.String(load_default="card", validate=validate.OneOf(VIEWS))


def refusal(day: date, state: str, *, said_on: date) -> str | None:
    """Why this day cannot be marked, in words; None when it can. Measured from the day it was said, whenever it
    arrives (`rules.json` backdate_days)."""
    if day < said_on - timedelta(days=BACKDATE_DAYS):
        return "A day can be marked for three days after it. Earlier ones stay as they are."
    if state == "done" and day > said_on:
        return "That day has not begun yet. A rest day can be marked ahead."
    if day > said_on + timedelta(days=REST_AHEAD_DAYS):
        return "Rest days can be marked up to four weeks ahead."
    return None


class HabitForm(FormSchema):
    """Loads to {"title", "rhythm"}: the rhythm as habits store it; and "id" if the page named a new habit."""

    habit_id = fields.UUID()
    title = text(required=True, most=MOST_LETTERS)
    kind = fields.String(
        required=True,
        validate=validate.OneOf(KINDS, error="Please choose one of the three."),
        error_messages={"required": "Please choose how often."},
    )
    days = fields.List(fields.String(validate=validate.OneOf(DAY_NAMES)))
    n = fields.Integer(validate=validate.Range(1, 6, error="Please choose one to six."))
    week_starts = fields.String(validate=validate.OneOf(DAY_NAMES), load_default="mon")

    @validates_schema
    def _complete(self, data: dict[str, Any], **_) -> None:
        if data.get("kind") == "weekdays" and not data.get("days"):
            raise ValidationError("Please choose at least one day.", "days")
        if data.get("kind") == "n_per_week" and not data.get("n"):
            raise ValidationError("Please choose how many times.", "n")

    @post_load
    def _rhythm(self, data: dict[str, Any], **_) -> dict[str, Any]:
        named = {"id": data["habit_id"]} if "habit_id" in data else {}
        return {"title": data["title"], "rhythm": _RHYTHMS[data["kind"]](data)} | named


_RHYTHMS = {
    "daily": lambda data: {"type": "daily"},
    "weekdays": lambda data: {"type": "weekdays", "days": [day for day in DAY_NAMES if day in data["days"]]},
    "n_per_week": lambda data: {"type": "n_per_week", "n": data["n"], "week_starts": data["week_starts"]},
}


class PauseForm(FormSchema):
    """From-to, both days included. `today` is the client's date."""

    first = fields.Date(required=True, error_messages={"invalid": "Please choose a day."})
    last = fields.Date(required=True, error_messages={"invalid": "Please choose a day."})

    def __init__(self, *, today: date, **options):
        self.today = today
        super().__init__(**options)

    @validates_schema
    def _within(self, data: dict[str, Any], **_) -> None:
        first, last = data["first"], data["last"]
        if not self.today <= first <= self.today + timedelta(days=PAUSE_BEGINS_WITHIN):
            raise ValidationError("A pause begins today or in the next six months.", "first")
        if last < first:
            raise ValidationError("The last day comes before the first.", "last")
        if (last - first).days >= PAUSE_MAX_DAYS:
            raise ValidationError(
                f"A pause lasts {PAUSE_MAX_DAYS} days at most. You can always begin another.", "last"
            )
