"""What the client chose: the practice rows of the close-out and its one prompt, between the form and its meaning."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from marshmallow import ValidationError
from marshmallow.fields import UUID

from app.practices.models import Assignment, PracticeVersion
from app.practices.models.assignment import PROMPT
from app.practices.rhythms import OFTEN, often_of, rhythm_of
from app.sessions.models import Pick
from app.sessions.schemas import ROWS

ONCE = {"type": "n_per_week", "n": 1}


@dataclass
class Plan:
    """`values`: the whole form as text. `current`: what the client has now, oldest first, by id as text."""

    values: dict[str, Any]
    current: dict[str, Assignment]
    library: list[PracticeVersion]

    @property
    def practices(self) -> list[tuple[str, str]]:
        """(slug, words) to choose from; the first is none."""
        titles = [(one.slug, f"{one.title}, {one.minutes} min") for one in self.library]
        return [("", "No practice"), *titles]

    @property
    def suggested(self) -> list[tuple[str, dict[str, Any]]]:
        """(slug, {rhythm, days, cue}) of every practice: how it begins in a row it is chosen for."""
        fields = [(one.slug, begun(one.body, "")) for one in self.library]
        return [(slug, {name.rstrip("_"): value for name, value in each.items()}) for slug, each in fields]

    @property
    def standing(self) -> dict[str, Assignment]:
        """What is current and to come back to: without the prompt of last time."""
        return {key: one for key, one in self.current.items() if not one.once}

    @property
    def rows(self) -> list[tuple[int, Assignment | None]]:
        """(number, the current assignment it is about) of the practice rows."""
        return [(row, self.standing.get(str(self.values.get(f"assignment_{row}")))) for row in ROWS]

    @property
    def free(self) -> int | None:
        """The first row that nothing stands in."""
        return next((row for row, kept in self.rows if not kept and not self.values.get(f"slug_{row}")), None)

    @property
    def ending(self) -> list[Assignment]:
        """Current ones that have no row: they end with publishing."""
        shown = [assignment for _, assignment in self.rows]
        return [one for one in self.standing.values() if one not in shown]

    @property
    def known(self) -> list[Assignment]:
        """What publishing may end. What was given elsewhere after this form was opened is not named in it and stays."""
        named = {str(self.values.get(f"assignment_{row}")) for row in ROWS} | set(self.values.get("ends") or [])
        return [one for key, one in self.current.items() if one.once or key in named]

    @property
    def prompts(self) -> bool:
        return bool(self.values.get("prompt"))

    @property
    def looks_ahead(self) -> bool:
        """Is looking a week ahead among what they have? Then there is nothing to ask for."""
        return any(kept and kept.practice.slug == PROMPT for _, kept in self.rows)

    def picks(self) -> tuple[list[Pick], dict[str, str]]:
        """(what the rows and the prompt mean, what is wrong with them by field)."""
        picks: list[Pick] = []
        errors: dict[str, str] = {}
        for field, read in self._readers():
            try:
                pick = read()
            except ValidationError as error:
                errors[field] = error.messages[0]
                continue
            if pick and pick.slug in [one.slug for one in picks]:
                errors[field] = "This one is chosen already."
            elif pick:
                picks.append(pick)
        return picks, errors

    def preset(self) -> dict[str, Any]:
        """The rows of a fresh form: the newest of what there is, kept."""
        newest = [*self.standing.values()][-len(ROWS) :]
        return {
            name: value for row, one in zip(ROWS, newest, strict=False) for name, value in _kept(one, row).items()
        }

    def seat(self, since: datetime) -> dict[str, Any]:
        """What was given elsewhere since a draft was saved, in a row of it that is free."""
        given = next((one for one in reversed(self.ending) if one.assigned_at > since), None)
        return _kept(given, self.free) if given and self.free else {}

    def add(self, slug: str | None) -> dict[str, Any]:
        """The values that put a practice into the first free row, else into the last one instead of what is there."""
        practice = self._named(slug)
        chosen = [pick.slug for pick in self.picks()[0]]
        if practice is None or slug in chosen:
            return {}
        row = self.free or ROWS[-1]
        return {f"choice_{row}": "swap", f"slug_{row}": slug, **begun(practice.body, row)}

    def still_fits(self) -> bool:
        """Do the values speak of the practices the client still has? A draft of yesterday may not."""
        named = {self.values[f"assignment_{row}"] for row in ROWS if self.values.get(f"assignment_{row}")}
        return named <= self.standing.keys()

    def _readers(self) -> Iterator[tuple[str, Any]]:
        for row in ROWS:
            yield f"slug_{row}", lambda row=row: self._pick(row)
        yield "prompt", self._prompt

    def _pick(self, row: int) -> Pick | None:
        value = {name: self.values.get(f"{name}_{row}") for name in ("choice", "assignment", "slug")}
        if value["choice"] in ("keep", "smaller"):
            kept = self.standing.get(str(loaded(UUID(), value["assignment"])))
            if kept is None:
                raise ValidationError("This practice has ended meanwhile. Please choose again.")
            return Pick(cue=self._cue(f"kept_cue_{row}"), keeps=kept, smaller=value["choice"] == "smaller")
        if not value["slug"]:
            return None
        practice = self._named(value["slug"])
        if practice is None:
            raise ValidationError("Please choose a practice from the list.")
        return Pick(cue=self._cue(f"cue_{row}"), practice=practice, rhythm=self._rhythm(row))

    def _prompt(self) -> Pick | None:
        practice = self._named(PROMPT) if self.prompts else None
        return Pick(practice=practice, rhythm=ONCE, once=True) if practice else None

    def _named(self, slug: str | None) -> PracticeVersion | None:
        return next((one for one in self.library if one.slug == slug), None)

    def _cue(self, name: str) -> str | None:
        # Two fields: the moment of the practice that goes is not the moment of the one that comes.
        return (self.values.get(name) or "").strip() or None

    def _rhythm(self, row: int) -> dict[str, Any]:
        often, days = self.values.get(f"rhythm_{row}") or "daily", self.values.get(f"days_{row}") or []
        if often not in OFTEN:
            raise ValidationError("Please choose how often.")
        if often == "days" and not days:
            raise ValidationError("Please choose the days.")
        return rhythm_of(often, days)


def _kept(one: Assignment, row: int) -> dict[str, Any]:
    named = {f"choice_{row}": "keep", f"assignment_{row}": str(one.id), f"kept_cue_{row}": one.cue or ""}
    return {**named, f"slug_{row}": one.practice.slug, **in_form(one.rhythm, row)}


def begun(practice: dict[str, Any], row: int | str) -> dict[str, Any]:
    """The fields of a row that a practice of the library suggests: its rhythm, and an example as the moment."""
    return {
        **in_form(practice["suggested_schedule"], row),
        f"cue_{row}": next(iter(practice["if_then_examples"]), ""),
    }


def in_form(rhythm: dict[str, Any], row: int | str) -> dict[str, Any]:
    """A rhythm as the fields of a row."""
    often, days = often_of(rhythm)
    return {f"rhythm_{row}": often, f"days_{row}": days}


def loaded(field, value: Any) -> Any:
    """The value, or None where it makes no sense (yet): the preview follows typing."""
    try:
        return field.deserialize(value) if value else None
    except ValidationError:
        return None
