"""Giving one practice to one client: what the page shows and what its form means."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from app.accounts.models import User
from app.practices.models import Assignment, PracticeVersion
from app.practices.models.giving import MOST_AT_A_TIME, held_by, lasting
from app.practices.rhythms import DAYS, OFTEN, often_of, rhythm_of
from app.streaks import Schedule

# Five and six a week are rare: they are offered where they stand already.
USUAL = ("daily", "weekdays", "n1", "n2", "n3", "n4", "days")


@dataclass
class Giving:
    """`values`: the form as it was typed; empty when it is opened."""

    practice: PracticeVersion
    client: User
    coach: User
    now: datetime
    values: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    @cached_property
    def held(self) -> list[Assignment]:
        """What the client has now, oldest first."""
        return held_by([self.client], self.coach, now=self.now)[self.client.id]

    @cached_property
    def already(self) -> Assignment | None:
        """The same practice, if the client has it: it is changed, never doubled."""
        return next((one for one in self.held if one.practice.slug == self.practice.slug), None)

    @property
    def others(self) -> list[Assignment]:
        """What else counts towards how much is enough."""
        return [one for one in lasting(self.held) if one is not self.already]

    @property
    def to_end(self) -> int:
        """How many of the others have to end so that this one has room."""
        return max(0, len(self.others) + 1 - MOST_AT_A_TIME)

    @property
    def gently(self) -> bool:
        """Will the player open even breath in its place?"""
        return self.practice.has_holds and bool(self.client.told("go_gently"))

    @property
    def shown(self) -> dict[str, Any]:
        """The fields: as typed, as the client has it, or as usual."""
        often, days = often_of(self.already.rhythm if self.already else self.practice.body["suggested_schedule"])
        cue = self.already.cue if self.already else next(iter(self.practice.body["if_then_examples"]), "")
        return {"often": often, "days": days, "cue": cue or "", "replaces": []} | self.values

    @property
    def often(self) -> list[tuple[str, str]]:
        return [(value, words) for value, words in OFTEN.items() if value in (*USUAL, self.shown["often"])]

    @property
    def days(self) -> list[tuple[str, str]]:
        return DAYS

    def complaints(self, said: dict[str, Any]) -> dict[str, str]:
        """Why it cannot be given so, by field."""
        if len(self._ending(said)) >= self.to_end:
            return {}
        one = "which one ends" if self.to_end == 1 else f"{self.to_end} that end"
        return {"replaces": f"Two practices at a time are enough. Please choose {one} today."}

    def give(self, said: dict[str, Any]) -> tuple[Assignment, list[Assignment]]:
        """(what the client has now, what ended for it). What is just as they have it stays the same row."""
        rhythm, ended = rhythm_of(said["often"], said["days"]), self._ending(said)
        if self._is_as_it_was(rhythm):
            given = self.already
            given.cue = said["cue"]
        else:
            ended += [self.already] if self.already else []
            given = self._add(rhythm, said["cue"])
        for one in ended:
            one.end(self.client.local_day(self.now))
        return given, ended

    def _is_as_it_was(self, rhythm: dict[str, Any]) -> bool:
        kept = self.already
        asked = Schedule.from_dict(rhythm)
        return kept is not None and (kept.schedule, kept.practice, kept.once_until) == (asked, self.practice, None)

    def _add(self, rhythm: dict[str, Any], cue: str | None) -> Assignment:
        smaller = self.already.smaller_since if self.already else None
        more = {"rhythm": rhythm, "cue": cue, "smaller_since": smaller}
        return Assignment.give(self.client, self.practice, coach=self.coach, now=self.now, **more)

    def _ending(self, said: dict[str, Any]) -> list[Assignment]:
        # What is not the client's, or ended meanwhile, is passed over.
        return [one for one in self.others if one.id in said["replaces"]]
