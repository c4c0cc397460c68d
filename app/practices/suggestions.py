"""Which practices to suggest to a client: by what weighs on them, from the built-in library. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.data import practices

MOST = 2


def fitting(triggers: Iterable[str], *, given: Iterable[str], no_holds: bool) -> tuple[list[dict], list[str]]:
    """(two practices of the library, the triggers they are for): none given already, no breath holds if so asked."""
    library = {one["slug"]: one for one in practices()["practices"]}
    found: list[dict] = []
    named: list[str] = []
    taken = set(given)
    for trigger, slug in _by_trigger(triggers):
        if slug in taken or slug not in library or (no_holds and _holds(library[slug])):
            continue
        taken.add(slug)
        found.append(library[slug])
        named = list(dict.fromkeys([*named, trigger]))
        if len(found) == MOST:
            break
    return found, named


def _by_trigger(triggers: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The first choice for each trigger, then the second ones."""
    known = practices()["suggestions_by_trigger"]
    named = [one for one in dict.fromkeys(triggers) if one in known]
    for place in range(MOST):
        yield from ((trigger, known[trigger][place]) for trigger in named if place < len(known[trigger]))


def _holds(practice: dict) -> bool:
    return bool((practice["breath"] or {}).get("has_holds"))
