"""An own copy between its row and its editor: the form's values from a body, a new body from the form."""

from __future__ import annotations

import secrets
from typing import Any

from app.practices.copy_forms import PHASES, STEP_FIELDS, STEPS, steps_of
from app.practices.models import PracticeVersion

FIELDS = ("title", "promise", "coach_note")
LISTS = ("triggers", "goals")
LINES = {"if_then": "if_then_examples", "cautions": "cautions", "avoid_if": "avoid_if"}
BREATHS = ("breaths_short", "breaths", "breaths_long")
HOLDS = ("hold_in", "hold_out")
FIRST_SECONDS = {"say": "10", "timed": "30", "field": "30", "check": "60"}
# A new question is answered in words of one's own.
OPEN_FIELD = {"type": "text", "max_chars": 240, "required": False, "options": None, "min": None, "max": None}
TICK = {**OPEN_FIELD, "type": "check", "max_chars": None, "placeholder": ""}


def values_of(copy: PracticeVersion) -> dict[str, Any]:
    """The editor's fields as this version fills them."""
    body = copy.body
    values = {name: body[name] for name in (*FIELDS, *LISTS)} | {"base": copy.version}
    values |= {name: "\n".join(body[key]) for name, key in LINES.items()}
    values |= {"tiny_text": body["tiny"]["text"], "tiny_seconds": body["tiny"]["seconds"]}
    steps = [_row(step) for step in body["steps"]]
    values |= {f"step_{name}": [each[name] for each in steps] for name in STEP_FIELDS}
    return values | (_pace_of(body["breath"]) if body["breath"] else {})


def body_of(said: dict[str, Any], history: list[PracticeVersion]) -> dict[str, Any]:
    """The body that the loaded form describes. `history`: every version so far, newest first: what the form does not
    show (kinds of fields, what it is based on) stays as it was there."""
    newest = history[0].body
    breath = _breath(said) if newest["breath"] else None
    paced = breath["cycles"] * breath["cycle_seconds"] if breath else 0
    known = known_fields(history)
    steps = [_step(each, known, paced) for each in said["steps"]]
    total = sum(step["seconds"] for step in steps)
    body = {name: value for name, value in newest.items() if name != "retired"}
    body |= {name: said[name] or "" for name in FIELDS} | {name: said[name] for name in LISTS}
    body |= {key: said[name] for name, key in LINES.items()}
    body |= {"tiny": {"seconds": said["tiny_seconds"], "text": said["tiny_text"]}, "breath": breath, "steps": steps}
    private = newest["text_privacy"] == "none" and any((step["field"] or {}).get("type") == "text" for step in steps)
    body |= {"text_privacy": "private_by_default"} if private else {}
    return body | {"duration_seconds": total, "minutes": max(1, round(total / 60))}


def arrange(values: dict[str, Any], do: str) -> dict[str, Any]:
    """The same form with a step added ("add-say"), moved ("up-2", "down-2") or taken out ("remove-2"). Anything else
    changes nothing."""
    steps, (verb, _, where) = steps_of(values), do.partition("-")
    at = int(where) if where.isdecimal() and int(where) < len(steps) else None
    if verb == "add" and where in FIRST_SECONDS:
        steps.append(_new_step(where))
    elif verb == "remove" and at is not None and steps[at]["kind"] != "breath":
        del steps[at]
    elif verb in ("up", "down") and at is not None:
        to = at + (1 if verb == "down" else -1)
        if 0 <= to < len(steps):
            steps[at], steps[to] = steps[to], steps[at]
    return values | {f"step_{name}": [each[name] for each in steps] for name in STEP_FIELDS}


def addable(player: str) -> list[str]:
    """The kinds of steps that can be added; there is one pacer, and it is there."""
    return [kind for kind in STEPS[player] if kind != "breath"]


def known_fields(history: list[PracticeVersion]) -> dict[str, dict[str, Any]]:
    """Step id -> its field, as the newest version that has it says."""
    steps = [step for version in reversed(history) for step in version.body["steps"]]
    return {step["id"]: step["field"] for step in steps if step["field"]}


def _row(step: dict[str, Any]) -> dict[str, str]:
    field = step["field"] or {}
    own = {"label": field.get("label") or "", "placeholder": field.get("placeholder") or ""}
    return {name: str(step[name]) for name in ("id", "kind", "text", "seconds")} | own


def _new_step(kind: str) -> dict[str, str]:
    blank = dict.fromkeys(STEP_FIELDS, "")
    return blank | {"id": f"s{secrets.token_hex(4)}", "kind": kind, "seconds": FIRST_SECONDS[kind]}


def _step(said: dict[str, Any], known: dict[str, dict[str, Any]], paced: int) -> dict[str, Any]:
    kind = said["kind"]
    return {
        "id": said["id"],
        "kind": kind,
        "text": said["text"],
        "seconds": paced if kind == "breath" else said["seconds"] or 10,
        "advance": "auto" if kind in ("timed", "breath") else "tap",
        "field": _field(said, known.get(said["id"])),
    }


def _field(said: dict[str, Any], before: dict[str, Any] | None) -> dict[str, Any] | None:
    if said["kind"] == "check":
        return {**TICK, "name": (before or {}).get("name", said["id"]), "label": said["text"]}
    if said["kind"] != "field":
        return None
    kept = before or {**OPEN_FIELD, "name": said["id"]}
    return {**kept, "label": said["label"], "placeholder": said["placeholder"] or ""}


def _pace_of(breath: dict[str, Any]) -> dict[str, Any]:
    phases = {phase["name"]: phase for phase in breath["phases"]}
    values = {f"{name}_seconds": phases[name]["seconds"] if name in phases else "" for name in PHASES}
    values |= {f"{name}_cue": phases[name]["cue"] if name in phases else PHASES[name] for name in PHASES}
    others = [one["cycles"] for one in breath["lengths"] if one["cycles"] != breath["cycles"]]
    shorter, longer = [n for n in others if n < breath["cycles"]], [n for n in others if n > breath["cycles"]]
    counts = (shorter[0] if shorter else "", breath["cycles"], longer[-1] if longer else "")
    return values | dict(zip(BREATHS, counts, strict=True))


def _breath(said: dict[str, Any]) -> dict[str, Any]:
    phases = [
        {"name": name, "seconds": said[f"{name}_seconds"], "cue": said[f"{name}_cue"] or PHASES[name]}
        for name in PHASES
        if said[f"{name}_seconds"]
    ]
    cycle = sum(phase["seconds"] for phase in phases)
    counts = sorted({said[name] for name in BREATHS if said[name]})
    return {
        "phases": phases,
        "cycle_seconds": cycle,
        "cycles": said["breaths"],
        "lengths": [{"seconds": cycle * count, "cycles": count} for count in counts],
        "has_holds": any(phase["name"] in HOLDS for phase in phases),
    }
