"""Two openings: rules over facts that are on the page. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

MOST = 2
SHORT = 60


@dataclass(frozen=True, slots=True)
class Facts:
    """What the openings rest on; empty for what is not there or not ours to see. `brings`: what she brings."""

    agenda: tuple[str, ...] = ()
    brings: str = "what they bring"
    note_day: date | None = None
    not_today: tuple[str, ...] = ()
    kept_up: str | None = None
    lower: bool = False
    higher: bool = False


@dataclass(frozen=True, slots=True)
class Opening:
    """A question a person would ask; `anchor`: where on the page its reason stands, in the words of `because`."""

    words: str
    because: str | None = None
    anchor: str | None = None


def openings(facts: Facts, *, weekday) -> list[Opening]:
    """At most two. `weekday(date)` gives the day's name."""
    found = list(_openings(facts, weekday))[:MOST]
    return found or [Opening("What would make today useful?")]


def _openings(facts: Facts, weekday) -> Iterator[Opening]:
    if facts.note_day:
        words = f"What would you like to tell me about {weekday(facts.note_day)}?"
        yield Opening(words, "the line shared", "shared")
    if facts.not_today:
        words = f"What would make {spoken(facts.not_today[0])} fit your days?"
        yield Opening(words, "can’t today", "not-today")
    if facts.agenda:
        yield Opening(_begin(facts.agenda), facts.brings, "bring")
    if facts.lower:
        yield Opening("What has helped?", "stress looks lower", "stress")
    if facts.higher:
        yield Opening("What has been heavier lately?", "stress looks higher", "stress")
    if facts.kept_up:
        yield Opening(f"What makes {spoken(facts.kept_up)} easy to come back to?", "done as planned", "practices")


def _begin(agenda: tuple[str, ...]) -> str:
    first = agenda[0].rstrip(".")
    # A whole sentence or a question does not fit into another one.
    if len(agenda) > 1 or len(first) > SHORT or set(".?!") & set(first):
        return "Where would you like to begin?"
    return f"Where would you like to begin with ‘{first}’?"


def spoken(title: str) -> str:
    """A title inside a sentence that is quoted itself: the long sigh, but ‘One good thing’."""
    return title[0].lower() + title[1:] if title.startswith(("The ", "A ")) else f"‘{title}’"
