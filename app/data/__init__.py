"""What the product knows before anyone signs in: practices, questions, rules, people of the demo, colours, numbers.

Each reader parses its file once per process and returns the same object every time: read it, never change it.
The shape of every file is written in README.md beside it.
"""

import json
from functools import cache
from importlib.resources import files
from typing import Any

Document = dict[str, Any]


@cache
def practices() -> Document:
    """The library: `practices` (list, one per slug), `vocabulary`, `suggestions_by_trigger`."""
    return _read("practices")


@cache
def measures() -> Document:
    """Questions and scales by id (`checkin`, `weekly`, `after_session`, `scales`, ...) and the `trends` rules."""
    return _read("measures")


@cache
def rules() -> Document:
    """Parameters of `habits`, `nudges` and `attention`, the shared `definitions`, and 28 `streak_cases`."""
    return _read("rules")


@cache
def personas() -> Document:
    """The demo organization: `staff`, `clients`, and the `generator` formula. Everyone in it is fictional."""
    return _read("personas")


@cache
def tokens() -> Document:
    """Type, space, motion, `color` and `mood` per theme, and every contrast pair with the ratio it needs."""
    return _read("tokens")


@cache
def helplines() -> Document:
    """`countries`: ISO code to name, emergency number and lines. Use `app.data.numbers` to show them: it leaves
    out the lines nobody has checked."""
    return _read("helplines")


def _read(name: str) -> Document:
    return json.loads(files(__package__).joinpath(f"{name}.json").read_text(encoding="utf-8"))
