"""What the close-out shows and what its form means: pure assembly around one session."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from types import MappingProxyType
from typing import Any

from marshmallow.fields import NaiveDateTime

from app.accounts.models import User
from app.accounts.models.consent import PRACTICES
from app.core.words import place
from app.practices.models import Assignment, PracticeVersion
from app.sessions.letter import Letter, Line
from app.sessions.models import CoachingSession, PrivateNote, Summary
from app.sessions.models.session import OUTCOMES
from app.sessions.models.summary import MOST_WORDS
from app.sessions.offers import Offers
from app.sessions.plan import Plan, loaded
from app.sessions.schemas import CHOICES, ROWS
from app.sessions.times import complaint, instant, next_wall, why_then

# What stays in Summary.plan: everything that has no column of its own.
PLAN = ("attendance", "next_at", "prompt", *(f"{name}_{row}" for row in ROWS for name in
        ("choice", "assignment", "slug", "rhythm", "days", "cue", "kept_cue")))  # fmt: skip


NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass
class CloseOut:
    """`values`: every field of the form as text, stored or typed."""

    session: CoachingSession
    coach: User
    now: datetime
    values: dict[str, Any]

    @classmethod
    def of(cls, session: CoachingSession, coach: User, *, now: datetime, asked: Mapping = NOTHING) -> CloseOut:
        """As it was saved last, else preset: came, keep what there is, the same hour one rhythm on, and what the way
        here `asked` for (attendance=no_show, choice_1=smaller, add=worry-slot)."""
        sheet = cls(session, coach, now, {})
        saved = sheet.summary
        private = PrivateNote.read(session, coach)
        if saved is None:
            sheet.values |= {"version": 0, "private": private, **sheet._presets()}
            sheet.values |= sheet._asked(asked)
            return sheet
        words = {"focus": saved.focus, "insight": saved.insight, "bring": saved.bring}
        sheet.values |= {"version": saved.version, "private": private, **words, **saved.plan}
        if not saved.plan or not sheet.plan.still_fits():
            sheet.values = {name: value for name, value in sheet.values.items() if name not in PLAN}
            sheet.values |= sheet._presets()
        sheet.values |= sheet.plan.seat(saved.edited_at)
        return sheet

    @property
    def client(self) -> User:
        return self.session.client

    @cached_property
    def summary(self) -> Summary | None:
        return Summary.of_session(self.session)

    @cached_property
    def current(self) -> dict[str, Assignment]:
        """What the client has now, oldest first, by id as text; of a former coach's only what they let this one see."""
        rows = Assignment.current(self.client.id, self.client.local_day(self.now))
        sees = self.client.consents_to(PRACTICES)
        return {str(one.id): one for one in rows if sees or one.coach_id == self.coach.id}

    @cached_property
    def library(self) -> list[PracticeVersion]:
        return PracticeVersion.library(self.coach.organization_id)

    @property
    def plan(self) -> Plan:
        return Plan(self.values, self.current, self.library)

    @cached_property
    def offers(self) -> Offers:
        return Offers(self.session, self.client.local_day(self.now))

    @property
    def suggestions(self) -> list[dict[str, Any]]:
        """Two practices to add that the client does not have."""
        return self.offers.fitting([one.practice.slug for one in self.current.values()])

    @property
    def attendances(self) -> list[tuple[str, str]]:
        them = self.client.subject
        them = them[0].upper() + them[1:]
        return [("done", "Came"), ("no_show", "Missed"), ("cancelled_by_client", f"{them} cancelled"),
                ("cancelled_by_coach", "I cancelled")]  # fmt: skip

    @cached_property
    def letter(self) -> Letter:
        """What the client would read now."""
        next_at, today = loaded(NaiveDateTime(), self.values.get("next_at")), self.client.local_day(self.now)
        return Letter(
            session=self.session,
            client=self.client,
            number=self.session.number,
            focus=(self.values.get("focus") or "").strip(),
            insight=(self.values.get("insight") or "").strip(),
            bring=(self.values.get("bring") or "").strip() or None,
            lines=[Line.picked(pick, today) for pick in self.plan.picks()[0]],
            next_at=instant(next_at, self.coach.zone) if next_at else None,
        )

    @property
    def next_at(self) -> datetime | None:
        return self.letter.next_at

    @property
    def next_why(self) -> str:
        """One line under the next date: why it is preset so, and on whose clock."""
        clocks = f"On your clock, in {place(self.coach.zone)}." if self.coach.zone != self.client.zone else ""
        return f"{why_then(self.session, now=self.now)} {clocks}".strip()

    @property
    def words(self) -> dict[str, Any]:
        """What a summary keeps of the form. The private note is not among them."""
        plan = {name: self.values[name] for name in PLAN if self.values.get(name)}
        letter = self.letter
        return {"focus": letter.focus, "insight": letter.insight, "bring": letter.bring, "plan": plan}

    @property
    def note(self) -> str:
        return (self.values.get("private") or "").strip()

    @property
    def published(self) -> bool:
        return self.summary is not None and self.summary.published_at is not None

    @property
    def said(self) -> bool:
        """Is exactly this saved already? The same form sent twice is once."""
        noted = PrivateNote.read(self.session, self.coach) == self.note
        return noted and self.summary is not None and self.summary.says(**self.words)

    @property
    def late(self) -> bool:
        """Was it sent before what is saved, by the same window? The network delivered the two in the wrong order."""
        return self.summary is not None and self.summary.came_before(self.values.get("hand"))

    @property
    def overtaken(self) -> bool:
        """Was something else saved since this form was opened, by any hand but its own?"""
        version = self.summary.version if self.summary else 0
        if str(version) == str(self.values.get("version")) or self.said:
            return False
        return not (self.summary and self.summary.follows(self.values.get("hand")))

    @property
    def stands(self) -> bool:
        """May it be kept as it is? Not over another version, nor once other words were sent."""
        return self.said if self.published else not self.overtaken

    @property
    def theirs(self) -> CloseOut:
        """The other version, when this one was overtaken: as it was saved, the private note included."""
        return CloseOut.of(self.session, self.coach, now=self.now)

    @property
    def attendance_alone(self) -> bool:
        """Nothing to send: they did not meet and no line was written."""
        return self.values.get("attendance") != "done" and not (self.letter.focus or self.letter.insight)

    def add(self) -> None:
        """Puts the practice that was added without a script into its row."""
        self.values |= self.plan.add(self.values.pop("add", None))

    def save(self) -> Summary:
        """Keeps the draft and the private note, each in its own row."""
        said, summary = self.said, Summary.draft(self.session, now=self.now)
        if not said:
            summary.revise(**self.words, hand=self.values.get("hand"), now=self.now)
            PrivateNote.write(self.session, self.coach, self.note, now=self.now)
        self.summary = summary
        return summary

    def publish(self) -> None:
        """Sends the letter with all it brings; or says what came of the session when there is nothing to send."""
        summary, outcome = self.save(), self.values["attendance"]
        if self.attendance_alone:
            self.session.settle(outcome, now=self.now)
            self.session.book_next(self.next_at, now=self.now)
        else:
            picks, known = self.plan.picks()[0], self.plan.known
            summary.conclude(picks, current=known, outcome=outcome, next_at=self.next_at, now=self.now)

    def complaints(self) -> dict[str, str]:
        """Why this cannot be published yet, by field; empty if it can."""
        errors = {} if self.attendance_alone else self.plan.picks()[1]
        if not (self.attendance_alone or self.letter.focus or self.letter.insight):
            errors["focus"] = f"Please write a line or two. {self.client.first_name} will read them."
        if self.letter.words > MOST_WORDS:
            errors["focus"] = f"That is {self.letter.words} words. At most {MOST_WORDS}, so that it is read."
        if self.values["attendance"] in ("done", "no_show") and self.session.starts_at > self.now:
            errors["attendance"] = "This session has not begun yet. Move it first if you met earlier."
        if words := self._next_wrong():
            errors["next_at"] = words
        return errors

    def _next_wrong(self) -> str | None:
        if self.next_at is None:
            return None
        if words := complaint(self.next_at, now=self.now):
            return words
        if self.next_at <= self.session.starts_at:
            return "The next session comes after this one."
        return "That time has passed. Please choose a later one." if self.next_at <= self.now else None

    def _presets(self) -> dict[str, Any]:
        following = next_wall(self.session, self.coach.zone, now=self.now)
        before = CoachingSession.before(self.session)
        values: dict[str, Any] = {"attendance": self.session.outcome or "done", **self.plan.preset()}
        if before and Assignment.prompted(before.id):
            values["prompt"] = "1"
        return values | {"next_at": following.isoformat(timespec="minutes")}

    def _asked(self, asked: Mapping[str, str]) -> dict[str, Any]:
        named = {f"choice_{row}": asked.get(f"choice_{row}") for row, kept in self.plan.rows if kept}
        choices = {name: choice for name, choice in named.items() if choice in CHOICES}
        if asked.get("attendance") in OUTCOMES:
            choices["attendance"] = asked["attendance"]
        return choices | Plan(self.values | choices, self.current, self.library).add(asked.get("add"))
