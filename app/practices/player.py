"""What the player and the page after it show: pure assembly, no questions asked of the request."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from app.accounts.models import User
from app.data import measures
from app.practices.models import Assignment, Completion, PracticeVersion
from app.practices.models.library import EVEN_BREATH

A_MINUTE = 60
ORDINALS = ("", "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth")


@dataclass(frozen=True, kw_only=True)
class Player:
    """One run about to be made. `practice` as in practices.json. Without `person` nothing is recorded: a trial."""

    practice: dict[str, Any]
    person: User | None = None
    assignment: Assignment | None = None
    tiny: bool = False
    # "tiny" or "whole" where the way here named a length: it goes before a run that was left in the other one.
    asked: str | None = None
    # The length that is chosen at first, of a practice paced by breath.
    cycles: int | None = None
    # "Third time this week.": what will be true once this run is done.
    fact: str | None = None
    # Does the coach see that it was done?
    coach_sees: bool = False
    # A refused form: what was typed, and what is wrong with it.
    values: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, assignment: Assignment, person: User, *, today: date, asked: str | None = None, **more) -> Player:
        """An assigned practice, in the version that was assigned; without holds for whoever goes gently."""
        version = assignment.offered(gently=bool(person.prefers("go_gently")))
        tiny = asked == "tiny" or (assignment.smaller and asked != "whole")
        return cls._for(version, person, assignment=assignment, asked=asked, tiny=tiny, today=today, **more)

    @classmethod
    def a_minute(cls, person: User | None, *, today: date | None = None, **more) -> Player:
        """A minute of breathing: no assignment, and for a visitor no trace."""
        version = PracticeVersion.newest(EVEN_BREATH)
        cycles = A_MINUTE // version.body["breath"]["cycle_seconds"]
        if person is None:
            return cls(practice=version.body, cycles=cycles)
        return cls._for(version, person, cycles=cycles, today=today, **more)

    @classmethod
    def _for(cls, version: PracticeVersion, person: User, *, today: date, **more) -> Player:
        fact = time_this_week(person, version.slug, today, more_to_come=1)
        return cls(practice=version.body, person=person, fact=fact, **more)

    @property
    def key(self) -> str:
        """Names the run for taking it up again."""
        return f"{self.assignment.id if self.assignment else 'a-minute'}:{self.practice['slug']}"

    @property
    def begins(self) -> bool:
        """May it begin at once? The length was asked for, and its words of caution have been read before."""
        known = self.person is not None and self.asked is not None and not self.errors
        return known and Completion.known(self.person.id, self.practice["slug"])

    @property
    def trial(self) -> bool:
        return self.person is None

    @property
    def coach_name(self) -> str | None:
        coach = self.person.coach if self.person else None
        return coach.first_name if coach else None

    @property
    def replaced(self) -> str | None:
        """The title of the assigned practice when even breath stands in for it."""
        other = self.assignment and self.assignment.practice.slug != self.practice["slug"]
        return self.assignment.title if other else None

    @property
    def hidden(self) -> dict[str, Any]:
        """Sent with the form: which practice this is a run of."""
        named = {"assignment_id": self.assignment.id} if self.assignment else {}
        other = {"slug": self.practice["slug"]} if self.replaced or not self.assignment else {}
        return named | other | {"version": self.practice["version"]}

    @property
    def chosen(self) -> str:
        """The value of the length chosen at first: tiny, seconds of breath, or the whole practice's seconds."""
        breath = self.practice["breath"]
        if self.values.get("chosen_length"):
            return self.values["chosen_length"]
        if self.tiny:
            return "tiny"
        cycles = self.cycles or (breath and breath["cycles"])
        return str(cycles * breath["cycle_seconds"] if breath else self.practice["duration_seconds"])

    @property
    def lengths(self) -> list[dict[str, Any]]:
        """[{value, title, seconds, cycles}] to choose from, without the small version."""
        breath = self.practice["breath"]
        if not breath:
            seconds = self.practice["duration_seconds"]
            shown = self.practice["minutes"] * 60
            return [{"value": str(seconds), "title": "The whole practice", "seconds": shown, "cycles": None}]
        return [_breaths(one["cycles"], breath["cycle_seconds"]) for one in breath["lengths"]]

    @property
    def tiny_cycles(self) -> int | None:
        breath = self.practice["breath"]
        return max(1, round(self.practice["tiny"]["seconds"] / breath["cycle_seconds"])) if breath else None

    @property
    def questions(self) -> dict[str, Any]:
        return measures()["practice_outcome"]

    def step(self, name: str) -> int | None:
        """The step of a scale in a refused form."""
        typed = str(self.values.get(name, ""))
        return int(typed) if typed.isdigit() else None


@dataclass(frozen=True, kw_only=True)
class Done:
    """The page after a run."""

    completion: Completion
    practice: dict[str, Any]
    person: User
    today: date

    @property
    def heavy(self) -> bool:
        """Very tense a moment ago: kind words and help instead of the rest."""
        return self.fresh and self.completion.heavier

    @property
    def title(self) -> str:
        if not self.fresh:
            return self.practice["title"]
        if self.heavy:
            return "That is a lot."
        words = {"tiny": "Small counts.", "stopped": "You started, that counts as a start."}
        return words.get(self.completion.outcome, "That counts.")

    @property
    def fresh(self) -> bool:
        """Is it of today? Else somebody looks back."""
        return self.completion.local_date == self.today

    @property
    def fact(self) -> str | None:
        """One fact in words; none where somebody stopped, is very tense or looks back."""
        if self.heavy or self.completion.outcome == "stopped" or not self.fresh:
            return None
        return time_this_week(self.person, self.completion.slug, self.completion.local_date)

    @property
    def written(self) -> list[tuple[str, str | None]]:
        """(what a card asked, what was written or chosen), in order; what was ticked stands alone."""
        given = self.completion.answers
        asked = [step for step in self.practice["steps"] if step["field"] and step["field"]["name"] in given]
        return [(_question(step), _answer(given[step["field"]["name"]])) for step in asked]

    @property
    def asks(self) -> str | None:
        """The question still open: tension, usefulness or none. What a run did is not asked days later."""
        question, run = self.practice["outcome_question"], self.completion
        if not self.fresh:
            return None
        if question == "tension_before_after" and run.after is None:
            return "tension"
        open_still = question == "usefulness" and run.useful is None and run.outcome != "stopped"
        return "usefulness" if open_still else None

    @property
    def before(self) -> str | None:
        """The word for the tension before."""
        before = self.completion.before
        return self.questions["tension"]["labels"][before - 1].lower() if before else None

    @property
    def can_share(self) -> bool:
        return self.practice["text_privacy"] != "none" and self.person.coach is not None

    @property
    def questions(self) -> dict[str, Any]:
        return measures()["practice_outcome"]


def time_this_week(person: User, slug: str, day: date, *, more_to_come: int = 0) -> str | None:
    """ "Third time this week.": runs of that practice since Monday of `day`'s week."""
    since = day - timedelta(days=day.weekday())
    count = Completion.count_since(person.id, slug, since) + more_to_come
    if not count:
        return None
    return f"{ORDINALS[count]} time this week." if count < len(ORDINALS) else f"{count} times this week."


def _question(step: dict[str, Any]) -> str:
    # The label of a scale only names its ends.
    return step["text"] if step["field"]["type"] == "scale" else step["field"]["label"]


def _answer(value: Any) -> str | None:
    return None if value is True else str(value)


def _breaths(cycles: int, cycle_seconds: int) -> dict[str, Any]:
    seconds = cycles * cycle_seconds
    return {"value": str(seconds), "title": f"{cycles} breaths", "seconds": seconds, "cycles": cycles}
