"""The edge of the practice player: what a run may say depends on the version that was played."""

from datetime import date, timedelta
from typing import Any

from marshmallow import ValidationError, fields, post_load, pre_load, validate, validates_schema

from app.core.forms import FormSchema, text
from app.data import practices
from app.entries.schemas import EntryForm, scale
from app.practices.models.library import SIZES
from app.practices.rhythms import OFTEN
from app.streaks.schedule import DAY_NAMES

ANSWER, OWN = "answer-", "-own"
OWN_MOST = 80
DAY_SECONDS = 24 * 60 * 60
REASONS = ["No time", "Too tired", "Not the right place", "It does not fit today", "Not well"]
SOMETHING_ELSE = "Something else"
MOVES_DAYS = 6


class StartForm(EntryForm):
    """The player began; `slug` only where the practice is not the assigned one."""

    assignment_id = fields.UUID()
    slug = fields.String()
    version = fields.Integer(required=True)


class CompletionForm(StartForm):
    """One run. `completion_form` adds the answers of the version that was played."""

    outcome = fields.String(required=True, validate=validate.OneOf(["done", "tiny", "stopped"]))
    chosen_length = fields.String(validate=validate.Length(max=10))
    seconds = fields.Integer(validate=validate.Range(min=0))
    before = scale()
    after = scale()
    useful = scale(1, 3)
    share = fields.Boolean()

    @pre_load
    def _count_lines_as_the_browser_does(self, data: dict[str, Any], **_) -> dict[str, Any]:
        # A field's maxlength counts a line break as one character; forms send two.
        return {name: _one_break(value) for name, value in data.items()}

    @post_load
    def _split(self, data: dict[str, Any], **_) -> dict[str, Any]:
        if data.pop("chosen_length", None) == "tiny" and data["outcome"] == "done":
            data["outcome"] = "tiny"  # chosen on a page without script
        if "seconds" in data:
            data["seconds"] = min(data["seconds"], DAY_SECONDS)
        given = {name: data.pop(name) for name in list(data) if name.startswith(ANSWER)}
        data["answers"] = _answers(given) or None
        return super()._split(data)


def completion_form(body: dict[str, Any]) -> CompletionForm:
    """The form of one version of a practice: its fields, their limits, nothing else. `body` as in practices.json."""
    asked = [step["field"] for step in body["steps"] if step["field"]]
    answers = {ANSWER + field["name"]: _answer(field) for field in asked}
    own = [ANSWER + field["name"] + OWN for field in asked if SOMETHING_ELSE in (field["options"] or [])]
    return CompletionForm.from_dict(answers | {name: text(most=OWN_MOST) for name in own})()


class AfterForm(EntryForm):
    """From the page after a run: the after-question, and whether this entry is shared."""

    after = scale()
    useful = scale(1, 3)
    share = fields.Boolean()


class SkipForm(EntryForm):
    """Can't today. `instead`: tiny, or the ISO date of one of the next six days."""

    reason = fields.String(
        required=True,
        validate=validate.OneOf([*REASONS, SOMETHING_ELSE], error="Please choose one."),
        error_messages={"required": "Please choose what comes closest."},
    )
    reason_own = text(most=140)
    instead = fields.String()

    def __init__(self, *, today: date, **options):
        super().__init__(**options)
        self.today = today

    @validates_schema
    def _soon(self, data: dict[str, Any], **_) -> None:
        days = [day.isoformat() for day in next_days(data.get("local_date") or self.today)]
        if data.get("instead", "tiny") not in ("tiny", *days):
            raise ValidationError("Please choose one of the days on the page.", "instead")

    @pre_load
    def _own_words_are_a_choice(self, data: dict[str, Any], **_) -> dict[str, Any]:
        return {"reason": SOMETHING_ELSE, **data} if str(data.get("reason_own") or "").strip() else data

    @post_load
    def _split(self, data: dict[str, Any], **_) -> dict[str, Any]:
        own, chosen = data.pop("reason_own", None), data["reason"]
        if own:
            data["reason"] = own if chosen == SOMETHING_ELSE else f"{chosen}: {own}"
        return super()._split(data)


class LibraryFilter(FormSchema):
    """What a coach looks for, of what is offered; whatever else stands in the address is passed over, one by one."""

    trigger = fields.String()
    goal = fields.String()
    minutes = fields.String()
    kind = fields.String()

    @pre_load
    def _of_what_is_offered(self, data: dict[str, Any], **_) -> dict[str, Any]:
        words = practices()["vocabulary"]
        offered = {"trigger": words["triggers"], "goal": words["goals"], "minutes": SIZES, "kind": words["players"]}
        return {name: value for name, value in data.items() if value in offered.get(name, ())}


class GiveForm(FormSchema):
    """A practice for one client: how often, and the moment it belongs to."""

    client_id = fields.UUID(required=True)
    often = fields.String(required=True, validate=validate.OneOf(OFTEN, error="Please choose how often."))
    days = fields.List(fields.String(validate=validate.OneOf(DAY_NAMES)), load_default=list)
    cue = text(most=200, load_default=None)
    replaces = fields.List(fields.UUID(), load_default=list)

    @validates_schema
    def _needs_days(self, data: dict[str, Any], **_) -> None:
        if data.get("often") == "days" and not data.get("days"):
            raise ValidationError("Please choose the days.", "days")


class UpdateForm(FormSchema):
    """For whom the newest version takes the place of an older one."""

    assignments = fields.List(fields.UUID(), load_default=list)


def next_days(today: date) -> list[date]:
    """The six days a practice can be moved to."""
    return [today + timedelta(days=count) for count in range(1, MOVES_DAYS + 1)]


def _one_break(value: Any) -> Any:
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


def _answer(field: dict[str, Any]) -> fields.Field:
    if field["type"] == "check":
        return fields.Boolean()
    if field["type"] == "scale":
        return scale(field["min"], field["max"])
    if field["type"] == "choice":
        return fields.String(validate=validate.OneOf(field["options"]))
    # Nothing is asked for again at the end: what a card required, its page asked for.
    return text(most=field["max_chars"])


def _answers(given: dict[str, Any]) -> dict[str, Any]:
    """By field name; words of one's own stand beside what was chosen."""
    answers = {name.removeprefix(ANSWER): value for name, value in given.items() if value not in (None, False)}
    for name in [name for name in answers if name.endswith(OWN)]:
        own, chosen = answers.pop(name), answers.get(name.removesuffix(OWN))
        answers[name.removesuffix(OWN)] = f"{chosen}, {own}" if chosen not in (None, SOMETHING_ELSE) else own
    return answers
