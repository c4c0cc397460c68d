"""The summary as it is read: one letter, made of what was saved or of what stands in the form."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from app.accounts.models import User
from app.core.words import long_day
from app.practices.models.assignment import PROMPT_LASTS
from app.sessions.models import CoachingSession, Pick, Summary, SummaryChoice
from app.streaks import Schedule


@dataclass(frozen=True)
class Line:
    """One practice: its name with its rhythm, its moment, and the choice behind it once it was published."""

    title: str
    often: str
    cue: str | None
    choice: SummaryChoice | None = None

    @classmethod
    def of(cls, choice: SummaryChoice, summary: Summary) -> Line:
        assignment = choice.assignment
        since = assignment.smaller_since
        small = since is not None and since <= summary.published_at
        often = _once(assignment.once_until) if assignment.once else _often(assignment.rhythm, small)
        return cls(assignment.title, often, choice.cue, choice)

    @classmethod
    def picked(cls, pick: Pick, today: date) -> Line:
        if pick.once:
            return cls(pick.practice.title, _once(today + PROMPT_LASTS), pick.cue)
        if pick.keeps:
            return cls(pick.keeps.title, _often(pick.keeps.rhythm, pick.smaller or pick.keeps.smaller), pick.cue)
        return cls(pick.practice.title, _often(pick.rhythm, False), pick.cue)


@dataclass(frozen=True)
class Letter:
    """Days and times are the client's own. `next_at`: an instant."""

    session: CoachingSession
    client: User
    number: int
    focus: str = ""
    insight: str = ""
    bring: str | None = None
    lines: list[Line] = field(default_factory=list)
    next_at: datetime | None = None
    summary: Summary | None = None

    @classmethod
    def of(cls, summary: Summary, client: User) -> Letter:
        """A published one."""
        following = summary.next_session
        stands = following is not None and not (following.outcome or "").startswith("cancelled")
        return cls(
            session=summary.session,
            client=client,
            number=summary.session.number,
            focus=summary.focus,
            insight=summary.insight,
            bring=summary.bring,
            lines=[Line.of(choice, summary) for choice in summary.chosen()],
            next_at=following.starts_at if stands else None,
            summary=summary,
        )

    @property
    def day(self) -> date:
        return self.session.starts_at.astimezone(ZoneInfo(self.client.zone)).date()

    @property
    def next_day(self) -> date:
        return self.next_at.astimezone(ZoneInfo(self.client.zone)).date()

    @property
    def first_to_start(self) -> Line | None:
        """The practice the button at the end begins."""
        return next((line for line in self.lines if line.choice and line.choice.assignment.ended_on is None), None)

    @property
    def words(self) -> int:
        """How many words the coach wrote into it."""
        texts = [self.focus, self.insight, self.bring, *(line.cue for line in self.lines)]
        return sum(len((one or "").split()) for one in texts)


def _once(until: date) -> str:
    return f"once, by {long_day(until)}"


def _often(rhythm: dict, small: bool) -> str:
    words = Schedule.from_dict(rhythm).words()
    return f"{words}, the small version" if small else words
