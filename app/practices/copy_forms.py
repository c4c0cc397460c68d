"""The edge of the editor for own copies: as strict as the library's own data, each complaint beside its field."""

from __future__ import annotations

import re
from typing import Any

from marshmallow import ValidationError, fields, post_load, pre_load, validate, validates_schema

from app.core.forms import FormSchema, line, text
from app.data import practices

MOST_SECONDS, MOST_STEPS, MOST_LINES = 15 * 60, 20, 6
# A shorter breath makes people dizzy: ten a minute is brisk already.
SHORTEST_BREATH = 6
# In the order in which a breath goes; the first and the fourth are in every breath.
PHASES = {
    "inhale": "In",
    "top_up": "One more small sip",
    "hold_in": "Hold softly",
    "exhale": "Out",
    "hold_out": "Rest",
}
NEEDED = ("inhale", "exhale")
# Which steps a player can show; what "Add" offers first.
STEPS = {
    "breath": ("say", "breath"),
    "timed": ("timed", "say"),
    "prompts": ("field", "say", "timed"),
    "checklist": ("check",),
}
STEP_FIELDS = ("id", "kind", "text", "seconds", "label", "placeholder")
CHOOSE = "Please choose at least one."


def number(low: int, high: int, **options) -> fields.Integer:
    words = f"Please give a number from {low} to {high}."
    checks = {"validate": validate.Range(low, high, error=words), "error_messages": {"invalid": words, "null": words}}
    return fields.Integer(**checks, **options)


def several(name: str) -> fields.List:
    """Some of the words of the library's vocabulary."""
    known = fields.String(validate=validate.OneOf(practices()["vocabulary"][name]))
    return fields.List(known, load_default=list)


def column() -> fields.List:
    """One field of every step, in the order of the steps."""
    return fields.List(fields.String(), load_default=list)


class _Lines(fields.Field):
    """One sentence a line; empty lines are left out."""

    def _deserialize(self, value, attr, data, **kwargs) -> list[str]:
        found = [" ".join(each.split()) for each in str(value).replace("\x00", "").splitlines() if each.strip()]
        if len(found) > MOST_LINES or any(len(each) > 300 for each in found):
            raise ValidationError(f"At most {MOST_LINES} lines of 300 characters each, please.")
        return found


class StepForm(FormSchema):
    """One step, as the library's data has it. The pacer's seconds follow from its breaths."""

    id = fields.String(required=True, validate=validate.Regexp(r"^[a-z0-9_]{1,30}$"))
    kind = fields.String(required=True)
    text = text(required=True, most=280)
    seconds = number(5, 600, load_default=None)
    label = line(most=120, load_default=None)
    placeholder = line(most=120, load_default=None)

    @pre_load
    def _the_pacer_counts_itself(self, data: dict[str, Any], **_) -> dict[str, Any]:
        paced = data.get("kind") == "breath"
        return {name: value for name, value in data.items() if name != "seconds" or not paced}

    @validates_schema
    def _asks_something(self, data: dict[str, Any], **_) -> None:
        if data.get("kind") == "field" and not data.get("label"):
            raise ValidationError("Please name the field.", "label")


class CopyForm(FormSchema):
    """All of an own copy but what follows from it. `base`: the version this form was opened on."""

    base = fields.Integer(required=True)
    title = line(required=True, most=60)
    promise = line(required=True, most=90)
    coach_note = text(most=400, load_default=None)
    tiny_text = line(required=True, most=140)
    tiny_seconds = number(10, 120, required=True)
    if_then = _Lines(load_default=list)
    cautions = _Lines(load_default=list)
    avoid_if = _Lines(load_default=list)
    triggers = several("triggers")
    goals = several("goals")
    step_id = column()
    step_kind = column()
    step_text = column()
    step_seconds = column()
    step_label = column()
    step_placeholder = column()
    # The button that adds, moves or takes out a step.
    do = fields.String()

    player = ""

    @validates_schema(skip_on_field_errors=False)
    def _has_some(self, data: dict[str, Any], **_) -> None:
        # A list of which nothing is ticked is not sent at all.
        errors = {name: [CHOOSE] for name in ("triggers", "goals") if data.get(name) == []}
        errors |= {name: ["Please write at least one."] for name in ("if_then", "cautions") if data.get(name) == []}
        if errors:
            raise ValidationError(errors)

    @validates_schema(skip_on_field_errors=False)
    def _has_sound_steps(self, data: dict[str, Any], **_) -> None:
        errors, raw = {}, steps_of(data)
        for index, each in enumerate(raw):
            errors |= {f"step_{name}-{index}": words for name, words in StepForm().validate(each).items()}
        if wrong := complaint(self.player, raw):
            errors["steps"] = [wrong]
        if errors:
            raise ValidationError(errors)

    @post_load
    def _read_steps(self, data: dict[str, Any], **_) -> dict[str, Any]:
        return {**data, "steps": [StepForm().load(each) for each in steps_of(data)]}


class BreathForm(CopyForm):
    """The pacer: how long each part of a breath is, and how many breaths."""

    player = "breath"
    breaths = number(1, 150, required=True)
    breaths_short = number(1, 150, load_default=None, allow_none=True)
    breaths_long = number(1, 150, load_default=None, allow_none=True)

    @pre_load
    def _empty_is_none(self, data: dict[str, Any], **_) -> dict[str, Any]:
        return {name: value for name, value in data.items() if value != "" or name not in _MAY_BE_EMPTY}

    @validates_schema(skip_on_field_errors=False)
    def _stay_safe(self, data: dict[str, Any], **_) -> None:
        cycle = sum(data.get(f"{name}_seconds") or 0 for name in PHASES)
        most = max(data.get(name) or 0 for name in ("breaths", "breaths_short", "breaths_long"))
        if 0 < cycle < SHORTEST_BREATH:
            raise ValidationError(
                f"A breath takes {SHORTEST_BREATH} seconds or more, so that nobody gets dizzy.", "pace"
            )
        if cycle * most > MOST_SECONDS:
            raise ValidationError("That is more than 15 minutes. Please choose fewer breaths.", "breaths")


_OPTIONAL_SECONDS = {f"{name}_seconds" for name in PHASES if name not in NEEDED}
_MAY_BE_EMPTY = {"breaths_short", "breaths_long", *_OPTIONAL_SECONDS}
_PACE = {f"{name}_cue": line(most=40, load_default=None) for name in PHASES}
_PACE |= {f"{name}_seconds": number(1, 20, required=True) for name in NEEDED}
_PACE |= {name: number(1, 20, load_default=None) for name in _OPTIONAL_SECONDS}
PacedForm = BreathForm.from_dict(_PACE, name="PacedForm")


def copy_form(player: str) -> CopyForm:
    """The form of an own copy for one of the four players."""
    form = PacedForm() if player == "breath" else CopyForm()
    form.player = player
    return form


def steps_of(data: dict[str, Any]) -> list[dict[str, str]]:
    """The steps of the form as it was sent, in order; a column that is too short counts as empty."""
    columns = {name: data.get(f"step_{name}") or [] for name in STEP_FIELDS}
    return [{name: _at(column, index) for name, column in columns.items()} for index in range(len(columns["id"]))]


def complaint(player: str, steps: list[dict[str, str]]) -> str | None:
    """What is wrong with the steps as a whole, if anything."""
    kinds = [each["kind"] for each in steps]
    if not 1 <= len(steps) <= MOST_STEPS:
        return f"Between one and {MOST_STEPS} steps, please."
    if set(kinds) - set(STEPS[player]) or (player == "breath" and kinds.count("breath") != 1):
        return "One of the steps does not fit this kind of practice."
    if not set(kinds) & {STEPS[player][0], "breath"}:
        return "Only reading is not a practice yet. Please add something to do."
    total = sum(int(each["seconds"]) for each in steps if re.fullmatch(r"\d{1,4}", each["seconds"]))
    if total > MOST_SECONDS:
        return "All steps together take more than 15 minutes. Please make some shorter."
    return "Two steps have the same name." if len({each["id"] for each in steps}) < len(steps) else None


def _at(column: list[str], index: int) -> str:
    return column[index] if index < len(column) else ""
