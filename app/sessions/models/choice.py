"""What the client chose in a session: the practices their summary names."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base, db
from app.practices.models import Assignment, PracticeVersion
from app.practices.models.assignment import PROMPT_LASTS

if TYPE_CHECKING:
    from app.accounts.models import User
    from app.sessions.models.session import CoachingSession


class SummaryChoice(Base):
    """One practice in a summary. One that was kept stays the assignment it was: hence a list of its own."""

    __tablename__ = "summary_choice"
    session_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("summary.session_id"), primary_key=True)
    assignment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("assignment.id"), primary_key=True)
    position: Mapped[int]
    # As it was sent, or as the client changed it in this letter: a later session leaves it alone.
    cue: Mapped[str | None]

    assignment: Mapped[Assignment] = relationship()

    def change_cue(self, cue: str | None) -> None:
        """The client's own moment: in the letter and wherever the practice is due."""
        self.cue = self.assignment.cue = cue


@dataclass(frozen=True)
class Pick:
    """A choice of the close-out: an assignment to keep (perhaps smaller), or a practice to give with its rhythm."""

    cue: str | None = None
    keeps: Assignment | None = None
    smaller: bool = False
    practice: PracticeVersion | None = None
    rhythm: dict[str, Any] | None = None
    # The prompt: asked for once, beside the practices.
    once: bool = False

    @property
    def slug(self) -> str:
        return (self.practice or self.keeps.practice).slug

    def give(self, session: CoachingSession, client: User, *, now: datetime, place: int = 0) -> Assignment:
        """The assignment this pick leads to, flushed; a kept one is the same row as before. `place` in the letter:
        what was given at once keeps that order wherever the older one comes first."""
        if self.keeps:
            self.keeps.cue = self.cue
            self.keeps.smaller_since = self.keeps.smaller_since or (now if self.smaller else None)
            return self.keeps
        today = client.local_day(now)
        assignment = Assignment(
            organization_id=session.organization_id,
            client_id=client.id,
            coach_id=session.coach_id,
            practice_version_id=self.practice.id,
            session_id=session.id,
            rhythm=self.rhythm,
            cue=self.cue,
            assigned_at=now + timedelta(microseconds=place),
            assigned_on=today,
            once_until=today + PROMPT_LASTS if self.once else None,
        )
        db.session.add(assignment)
        db.session.flush()
        return assignment
