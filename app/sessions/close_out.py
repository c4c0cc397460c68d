"""What the close-out shows and what its form means: pure assembly around one session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from marshmallow import ValidationError
from marshmallow.fields import UUID, NaiveDateTime

from app.accounts.models import User
from app.accounts.models.consent import PRACTICES
from app.core.words import place
from app.practices.models import Assignment, PracticeVersion
from app.sessions.letter import Letter, Line
from app.sessions.models import CoachingSession, Pick, PrivateNote, Summary
from app.sessions.models.summary import MOST_WORDS
from app.sessions.schemas import RHYTHMS, ROWS
from app.sessions.times import complaint, instant, next_wall, why_then
from app.streaks.schedule import DAY_NAMES

# What stays in Summary.plan: everything that has no column of its own.
PLAN = ("attendance", "next_at", *(f"{name}_{row}" for row in ROWS for name in
        ("choice", "assignment", "slug", "rhythm", "days", "cue", "kept_cue")))  # fmt: skip
OFTEN = [("daily", "Daily"), ("weekdays", "Weekdays"), ("days", "On these days")] + [
    (f"n{n}", words) for n, words in enumerate(("Once a week", "Twice a week", "Three a week", "Four a week",
                                                "Five a week", "Six a week"), start=1)
]  # fmt: skip


@dataclass
class CloseOut:
    """`values`: every field of the form as text, stored or typed."""

    session: CoachingSession
    coach: User
    now: datetime
    values: dict[str, Any]

    @classmethod
    def of(cls, session: CoachingSession, coach: User, *, now: datetime) -> CloseOut:
        """As it was saved last, else preset: came, keep what there is, the same hour one rhythm on."""
        sheet = cls(session, coach, now, {})
        saved = sheet.summary
        sheet.values = {"version": saved.version if saved else 0, "private": PrivateNote.read(session, coach)}
        if saved:
            sheet.values |= {"focus": saved.focus, "insight": saved.insight, "bring": saved.bring}
        fits = saved is not None and saved.plan and sheet._still_fits(saved.plan)
        sheet.values |= saved.plan if fits else sheet._presets()
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
        return PracticeVersion.library()

    @property
    def practices(self) -> list[tuple[str, str]]:
        """(slug, words) to choose from; the first is none."""
        titles = [(one.slug, f"{one.title}, {one.minutes} min") for one in self.library]
        return [("", "No practice"), *titles]

    @property
    def often(self) -> list[tuple[str, str]]:
        return OFTEN

    @property
    def days(self) -> list[tuple[str, str]]:
        return [(name, name.capitalize()) for name in DAY_NAMES]

    @property
    def rows(self) -> list[tuple[int, Assignment | None]]:
        """(number, the current assignment it is about) of the practice rows."""
        return [(row, self.current.get(str(self.values.get(f"assignment_{row}")))) for row in ROWS]

    @property
    def ending(self) -> list[Assignment]:
        """Current ones that have no row: they end with publishing."""
        shown = [assignment for _, assignment in self.rows]
        return [one for one in self.current.values() if one not in shown]

    @property
    def attendances(self) -> list[tuple[str, str]]:
        them = self.client.subject
        them = them[0].upper() + them[1:]
        return [("done", "Came"), ("no_show", "Missed"), ("cancelled_by_client", f"{them} cancelled"),
                ("cancelled_by_coach", "I cancelled")]  # fmt: skip

    @cached_property
    def letter(self) -> Letter:
        """What the client would read now."""
        next_at = _loaded(NaiveDateTime(), self.values.get("next_at"))
        return Letter(
            session=self.session,
            client=self.client,
            number=self.session.number,
            focus=(self.values.get("focus") or "").strip(),
            insight=(self.values.get("insight") or "").strip(),
            bring=(self.values.get("bring") or "").strip() or None,
            lines=[Line.picked(pick) for pick in self.picks()[0]],
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
        """What a summary keeps of the form."""
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
    def overtaken(self) -> bool:
        """Was something else saved since this form was opened?"""
        version = self.summary.version if self.summary else 0
        return str(version) != str(self.values.get("version")) and not self.said

    @property
    def theirs(self) -> CloseOut:
        """The other version, when this one was overtaken: as it was saved, the private note included."""
        return CloseOut.of(self.session, self.coach, now=self.now)

    @property
    def attendance_alone(self) -> bool:
        """Nothing to send: they did not meet and no line was written."""
        return self.values.get("attendance") != "done" and not (self.letter.focus or self.letter.insight)

    def save(self) -> Summary:
        """Keeps the draft and the private note, each in its own row."""
        said, summary = self.said, Summary.draft(self.session, now=self.now)
        if not said:
            summary.revise(**self.words, now=self.now)
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
            current = list(self.current.values())
            summary.conclude(self.picks()[0], current=current, outcome=outcome, next_at=self.next_at, now=self.now)

    def picks(self) -> tuple[list[Pick], dict[str, str]]:
        """(what the practice rows mean, what is wrong with them by field)."""
        picks: list[Pick] = []
        errors: dict[str, str] = {}
        for row in ROWS:
            try:
                pick = self._pick(row)
            except ValidationError as error:
                errors[f"slug_{row}"] = error.messages[0]
                continue
            if pick and pick.slug in [one.slug for one in picks]:
                errors[f"slug_{row}"] = "This one is chosen already."
            elif pick:
                picks.append(pick)
        return picks, errors

    def complaints(self) -> dict[str, str]:
        """Why this cannot be published yet, by field; empty if it can."""
        errors = {} if self.attendance_alone else self.picks()[1]
        if not (self.attendance_alone or self.letter.focus or self.letter.insight):
            errors["focus"] = f"Please write a line or two. {self.client.first_name} will read them."
        if self.letter.words > MOST_WORDS:
            errors["focus"] = f"That is {self.letter.words} words. At most {MOST_WORDS}, so that it is read."
        if self.values["attendance"] in ("done", "no_show") and self.session.starts_at > self.now:
            errors["attendance"] = "This session has not begun yet. Move it first if you met earlier."
        if self.next_at and (words := complaint(self.next_at, now=self.now)):
            errors["next_at"] = words
        elif self.next_at and self.next_at <= self.session.starts_at:
            errors["next_at"] = "The next session comes after this one."
        elif self.next_at and self.next_at <= self.now:
            errors["next_at"] = "That time has passed. Please choose a later one."
        return errors

    def _pick(self, row: int) -> Pick | None:
        value = {name: self.values.get(f"{name}_{row}") for name in ("choice", "assignment", "slug")}
        if value["choice"] in ("keep", "smaller"):
            kept = self.current.get(str(_loaded(UUID(), value["assignment"])))
            if kept is None:
                raise ValidationError("This practice has ended meanwhile. Please choose again.")
            return Pick(cue=self._cue(f"kept_cue_{row}"), keeps=kept, smaller=value["choice"] == "smaller")
        if not value["slug"]:
            return None
        practice = next((one for one in self.library if one.slug == value["slug"]), None)
        if practice is None:
            raise ValidationError("Please choose a practice from the list.")
        return Pick(cue=self._cue(f"cue_{row}"), practice=practice, rhythm=self._rhythm(row))

    def _cue(self, name: str) -> str | None:
        # Two fields: the moment of the practice that goes is not the moment of the one that comes.
        return (self.values.get(name) or "").strip() or None

    def _rhythm(self, row: int) -> dict[str, Any]:
        often, days = self.values.get(f"rhythm_{row}") or "daily", self.values.get(f"days_{row}") or []
        if often not in RHYTHMS:
            raise ValidationError("Please choose how often.")
        if often == "weekdays":
            return {"type": "weekdays", "days": list(DAY_NAMES[:5])}
        if often == "days":
            if not days:
                raise ValidationError("Please choose the days.")
            return {"type": "weekdays", "days": [name for name in DAY_NAMES if name in days]}
        return {"type": "daily"} if often == "daily" else {"type": "n_per_week", "n": int(often[1:])}

    def _presets(self) -> dict[str, Any]:
        following = next_wall(self.session, self.coach.zone, now=self.now)
        values: dict[str, Any] = {"attendance": self.session.outcome or "done"}
        values["next_at"] = following.isoformat(timespec="minutes")
        for row, kept in zip(ROWS, [*self.current.values()][-len(ROWS) :], strict=False):
            often, days = _form_of(kept.rhythm)
            values |= {f"choice_{row}": "keep", f"assignment_{row}": str(kept.id), f"kept_cue_{row}": kept.cue or ""}
            values |= {f"slug_{row}": kept.practice.slug, f"rhythm_{row}": often, f"days_{row}": days}
        return values

    def _still_fits(self, plan: dict[str, Any]) -> bool:
        """Does a draft from yesterday speak of the practices the client still has?"""
        return {plan[f"assignment_{row}"] for row in ROWS if plan.get(f"assignment_{row}")} <= self.current.keys()


def _form_of(rhythm: dict[str, Any]) -> tuple[str, list[str]]:
    if rhythm["type"] == "n_per_week":
        return f"n{rhythm['n']}", []
    if rhythm["type"] == "weekdays":
        return ("weekdays", []) if rhythm["days"] == list(DAY_NAMES[:5]) else ("days", rhythm["days"])
    return "daily", []


def _loaded(field, value: Any) -> Any:
    """The value, or None where it makes no sense (yet): the preview follows typing."""
    try:
        return field.deserialize(value) if value else None
    except ValidationError:
        return None
