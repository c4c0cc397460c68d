"""The practices of a client's weeks: what was chosen, what was done with it, and why not on some days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time, timedelta
from random import Random

from app.demo.days import step
from app.demo.phone import moment_of, new_row_id
from app.demo.stories import Once, Turns
from app.demo.weeks import Weeks
from app.practices.models import Assignment, Completion, PracticeVersion, Skip, Start
from app.practices.models.runs import COMPLETED, SKIPPED, STARTED

TINY_SHARE, STOPPED_SHARE, SKIP_SHARE = 0.18, 0.05, 0.45
ANSWERED_SHARE = 0.9
OWN_REASON_SHARE = 0.4


@dataclass
class Practice:
    """One assigned practice of one client, and all its runs."""

    weeks: Weeks
    given: dict
    version: PracticeVersion
    session: dict

    def __post_init__(self) -> None:
        slug = self.given["slug"]
        self.client, self.rng = self.weeks.client, self.weeks.course.rng(f"runs of {slug}")
        self.turns = self._turns()
        self.hour = self.weeks.story["hours"][slug]
        self.felt = {one.number: one.latent for one in self.weeks.course.check_ins}

    def add(self) -> dict:
        """The assignment and its entries. Returns the columns of the assignment."""
        assignment = self._assign()
        self.assignment_id = assignment["id"]
        for number, done in self.weeks.course.practised[self.given["slug"]].items():
            answers, chance = self.turns.next(done=done), self.rng.random()
            # Where nothing was typed it was the short version.
            if done and chance >= TINY_SHARE and answers is not None:
                self._run(number, "done", answers)
            elif done:
                self._run(number, "tiny")
            elif self._begun():
                self._did_not(number, chance)
        return assignment

    def _turns(self) -> Turns:
        story, slug = self.weeks.story, self.given["slug"]
        if not story.get("once"):
            return Turns(story.get("answers", {}).get(slug, []))
        if self.version.body["player"] == "checklist":
            return Turns(_ticked(self.version.body))
        return Once(story.get("answers", {}).get(slug, []), runs=sum(self.weeks.course.practised[slug].values()))

    def _assign(self) -> dict:
        number = self.weeks.course.chosen_on(self.given)
        later = number > self.session["day"]
        at = self.client.at(number, time(10, 20)) if later else self.session["published_at"]
        return self.weeks.rows.add(
            Assignment,
            # Two that were chosen at once stand in the order of the file, whatever the dice say.
            id=new_row_id(at + timedelta(milliseconds=self.client.persona["practices"].index(self.given))),
            organization_id=self.client.organization_id,
            client_id=self.client.id,
            coach_id=self.client.coach_id,
            practice_version_id=self.version.id,
            session_id=self.session["id"],
            rhythm=self.given["schedule"],
            cue=self.given["if_then"],
            assigned_at=at,
            assigned_on=self.client.day(number),
        )

    def _begun(self) -> bool:
        """Somebody who has not begun has not said "can't today" either."""
        return any(self.given["adherence_by_week"])

    def _did_not(self, number: int, chance: float) -> None:
        if chance < STOPPED_SHARE:
            self._run(number, "stopped")
        elif chance < SKIP_SHARE:
            self._skip(number)

    def _run(self, number: int, outcome: str, answers: dict | None = None) -> None:
        wall, seconds = self._wall(number), self._seconds(outcome)
        named = {"assignment_id": str(self.assignment_id), "version": self.version.version}
        self._keep(Start, self.weeks.phone.says(STARTED, named, number=number, wall=wall))
        said = {"outcome": outcome, "seconds": seconds} | self._told(number, outcome, answers)
        kept = self.weeks.phone.says(COMPLETED, named | said, number=number, wall=wall, seconds=seconds + 6)
        columns = {name: said.get(name) for name in ("outcome", "seconds", "before", "after", "useful")}
        shared_at = kept["received_at"] if said.get("share") else None
        self._keep(Completion, kept, **columns, answers=said.get("answers", {}), shared_at=shared_at)

    def _skip(self, number: int) -> None:
        another_day = self.rng.random() < 0.4
        instead = {"instead": self.client.day(number + 1).isoformat()} if another_day else {}
        said = {"reason": self._reason()} | instead
        named = {"assignment_id": str(self.assignment_id), "version": self.version.version}
        kept = self.weeks.phone.says(SKIPPED, named | said, number=number, wall=self._wall(number))
        self._keep(Skip, kept, reason=said["reason"], instead=said.get("instead"))

    def _reason(self) -> str:
        """Most days one of the sheet's; once in a while in their own words, and never the same twice."""
        chosen = self.rng.choice(self.weeks.story["reasons"])
        own = self.weeks.own_reasons
        return own.pop(0) if own and self.rng.random() < OWN_REASON_SHARE else chosen

    def _keep(self, model: type, kept: dict, **columns) -> None:
        named = {"slug": self.version.slug, "version": self.version.version, "assignment_id": self.assignment_id}
        self.weeks.rows.add(model, **kept, **named, **columns)

    def _wall(self, number: int) -> time:
        """Around its hour; on the day it was chosen, after the session."""
        if number != self.session["day"]:
            return moment_of(self.hour, self.rng, spread=0.7)
        return (self.session["ends_at_wall"] + timedelta(minutes=self.rng.randint(70, 110))).time()

    def _seconds(self, outcome: str) -> int:
        if outcome == "tiny":
            return self.version.tiny["seconds"]
        whole = self.version.body["duration_seconds"]
        return round(whole * (self.rng.uniform(0.2, 0.6) if outcome == "stopped" else self.rng.uniform(0.85, 1.15)))

    def _told(self, number: int, outcome: str, answers: dict | None) -> dict:
        """Tension before and after, or how useful it was, and what was typed."""
        said = {}
        if outcome == "stopped":
            return said
        if self.rng.random() < ANSWERED_SHARE:
            said |= _outcome(self.version.body["outcome_question"], self.felt.get(number, 3.0), self.rng)
        if answers:
            said["answers"] = answers
            if self.rng.random() < self.weeks.story.get("shares", {}).get(self.version.slug, 0):
                said["share"] = True
        return said


def _ticked(body: dict) -> list[dict]:
    """Some evenings all of a checklist, some without its beginning or its end."""
    names = [step["field"]["name"] for step in body["steps"] if step["field"]]
    return [dict.fromkeys(some, True) for some in (names, names[1:], names[:-1], names, names[2:])]


def _outcome(question: str, latent: float, rng: Random) -> dict:
    if question == "usefulness":
        return {"useful": rng.choices((1, 2, 3), weights=(1, 4, 6))[0]}
    if question == "tension_before_after":
        before = step(latent + rng.gauss(0, 0.4))
        return {"before": before, "after": max(1, before - rng.choices((0, 1, 2), weights=(3, 6, 2))[0])}
    return {}
