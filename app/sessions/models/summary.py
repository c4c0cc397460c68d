"""What the client reads after a session: a letter of at most 120 words, and what publishing it brings about."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ForeignKey, Index, Select, delete, or_, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from app.accounts.models import User
from app.core.db import Base, db
from app.nudges.models import Nudge
from app.practices.models import Assignment
from app.sessions.models.choice import Pick, SummaryChoice
from app.sessions.models.session import CoachingSession
from app.sessions.models.undo import as_it_is, put_back, unbook, withdraw_given

UNDO_SECONDS = 30
MOST_WORDS = 120
MOST_PRACTICES = 2
MOST_PROMPTS = 1
NUDGE_LIVES = timedelta(hours=3)


class Summary(Base):
    """What I heard (focus), in their words (insight), what they chose, next time (bring). First a draft."""

    __tablename__ = "summary"
    __table_args__ = (Index("ix_summary_client", "client_id", "published_at"),)
    session_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("coaching_session.id"), primary_key=True)
    organization_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organization.id"))
    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"))
    coach_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"))
    focus: Mapped[str] = mapped_column(default="")
    insight: Mapped[str] = mapped_column(default="")
    # "Bring one evening that went the way you wanted."
    bring: Mapped[str | None]
    # The draft's other half: attendance, practice rows and next date as they stand in the form.
    plan: Mapped[dict[str, Any]] = mapped_column(default=dict)
    # Raised by every save: whoever saves over a newer one is told (two people, one summary).
    version: Mapped[int] = mapped_column(default=1)
    edited_at: Mapped[datetime]
    published_at: Mapped[datetime | None]
    opened_at: Mapped[datetime | None]
    next_session_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("coaching_session.id"))
    # What stood before publishing, so that it can be taken back: outcome, assignments, next_was.
    before: Mapped[dict[str, Any]] = mapped_column(default=dict)

    session: Mapped[CoachingSession] = relationship(foreign_keys=[session_id])
    next_session: Mapped[CoachingSession | None] = relationship(foreign_keys=[next_session_id])

    @classmethod
    def draft(cls, session: CoachingSession, *, now: datetime) -> Summary:
        """The session's summary, begun if there is none."""
        summary = db.session.get(cls, session.id)
        if summary is None:
            summary = cls(
                session_id=session.id,
                organization_id=session.organization_id,
                client_id=session.client_id,
                coach_id=session.coach_id,
                version=0,
                edited_at=now,
            )
            summary.session = session
            db.session.add(summary)
        return summary

    @classmethod
    def of_session(cls, session: CoachingSession) -> Summary | None:
        """The draft or published summary of a session the caller may see."""
        return db.session.get(cls, session.id)

    @classmethod
    def visible_to(cls, client: User) -> Select[tuple[Summary]]:
        """The published summaries of a client, newest session first."""
        return (
            select(cls)
            .join(cls.session)
            .where(cls.client_id == client.id, cls.published_at.is_not(None))
            .options(joinedload(cls.session).joinedload(CoachingSession.coach), joinedload(cls.next_session))
            .order_by(CoachingSession.starts_at.desc(), cls.published_at.desc())
        )

    @classmethod
    def all_of(cls, client: User) -> list[Summary]:
        """Everything published to this client, newest first."""
        return list(db.session.scalars(cls.visible_to(client)))

    @classmethod
    def of_client(cls, client: User, session_id: uuid.UUID) -> Summary | None:
        """A published summary of this client."""
        return db.session.scalar(cls.visible_to(client).where(cls.session_id == session_id))

    @classmethod
    def newest_of(cls, client: User) -> Summary | None:
        return db.session.scalar(cls.visible_to(client).limit(1))

    def says(self, *, focus: str, insight: str, bring: str | None, plan: dict[str, Any]) -> bool:
        """Is this what it says already?"""
        kept = {name: value for name, value in self.plan.items() if name != "hand"}
        return (self.focus, self.insight, self.bring, kept) == (focus, insight, bring, plan)

    def revise(
        self,
        *,
        focus: str,
        insight: str,
        bring: str | None,
        plan: dict[str, Any],
        now: datetime,
        hand: str | None = None,
    ) -> None:
        """Keeps other words; the version moves on. `hand`: which window sent them, as its how manieth sending."""
        self.focus, self.insight, self.bring = focus, insight, bring
        self.plan = plan | ({"hand": hand} if hand else {})
        self.version += 1
        self.edited_at = now

    def follows(self, hand: str | None) -> bool:
        """Is this the next sending of the very window that saved last? Its reply may have been lost on the way."""
        window, count, mine = self._against(hand)
        return window and count > mine

    def came_before(self, hand: str | None) -> bool:
        """Is this an earlier sending of the window that saved last?"""
        window, count, mine = self._against(hand)
        return window and count < mine

    def _against(self, hand: str | None) -> tuple[bool, int, int]:
        """(is it the window that saved last, its count, the count of what is saved)"""
        if not hand or not self.plan.get("hand"):
            return False, 0, 0
        (theirs, count), (window, mine) = (each.rsplit(".", 1) for each in (hand, self.plan["hand"]))
        return theirs == window, int(count), int(mine)

    def conclude(
        self,
        picks: list[Pick],
        *,
        current: list[Assignment],
        outcome: str,
        next_at: datetime | None,
        now: datetime,
    ) -> None:
        """Publishes with all it brings: attendance, practices given, the next session, the nudge. What is `current`
        is kept if it was picked and ends otherwise. ValueError: more than two practices or one prompt."""
        prompts = sum(pick.once for pick in picks)
        if len(picks) - prompts > MOST_PRACTICES or prompts > MOST_PROMPTS:
            raise ValueError("a session ends in at most two practices and one prompt")
        client, today = self.session.client, self.session.client.local_day(now)
        self.before = {"outcome": self.session.outcome, "assignments": [as_it_is(one) for one in current]}
        self.session.settle(outcome, now=now)
        given = [pick.give(self.session, client, now=now, place=place) for place, pick in enumerate(picks)]
        for one in current:
            if one not in given:
                one.end(today)
        for assignment, pick in zip(given, picks, strict=True):
            self.choose(assignment, cue=pick.cue)
        self._book(next_at, now=now)
        self.publish(now=now)

    def choose(self, assignment: Assignment, *, cue: str | None = None) -> None:
        """Names a practice in this summary, after those already named."""
        db.session.flush()
        position = len(self.chosen())
        db.session.add(
            SummaryChoice(
                session_id=self.session_id, assignment_id=assignment.id, position=position, cue=cue or assignment.cue
            )
        )
        db.session.flush()

    def publish(self, *, now: datetime) -> None:
        """Sends it to the client: the nudge is due at once and expires."""
        self.published_at = now
        Nudge.schedule(
            user_id=self.client_id,
            organization_id=self.organization_id,
            kind="summary_ready",
            key=f"summary:{self.session_id}",
            due_at=now,
            expires_at=now + NUDGE_LIVES,
            reason="Your coach published the summary of your session.",
            now=now,
        )

    def take_back(self, client: User, *, now: datetime) -> None:
        """Undo: attendance, practices, next session and nudge as they were before. The words stay as a draft."""
        self.published_at = self.opened_at = None
        db.session.execute(delete(SummaryChoice).where(SummaryChoice.session_id == self.session_id))
        withdraw_given(self.session_id, client.local_day(now))
        for stood in self.before.get("assignments", []):
            put_back(client, stood)
        self.session.settle(self.before.get("outcome"), now=now)
        self._unbook()
        Nudge.cancel(user_id=self.client_id, key=f"summary:{self.session_id}")
        self.before = {}

    def open(self, *, now: datetime) -> None:
        """The client has it on the screen; the first time counts."""
        self.opened_at = self.opened_at or now

    def undo_seconds(self, now: datetime) -> int:
        """How long it can still be taken back; 0 when it cannot."""
        if self.published_at is None:
            return 0
        return max(0, UNDO_SECONDS - int((now - self.published_at).total_seconds()))

    def can_be_taken_back(self, now: datetime) -> bool:
        return self.published_at is not None and now - self.published_at <= timedelta(seconds=UNDO_SECONDS)

    def chosen(self) -> list[SummaryChoice]:
        """What the client chose in this session, in the order of the letter, with practices loaded."""
        rows = select(SummaryChoice).where(SummaryChoice.session_id == self.session_id)
        practice = joinedload(SummaryChoice.assignment).joinedload(Assignment.practice)
        return list(db.session.scalars(rows.options(practice).order_by(SummaryChoice.position)))

    def choice(self, assignment_id: uuid.UUID) -> SummaryChoice | None:
        return next((one for one in self.chosen() if one.assignment_id == assignment_id), None)

    def choices(self) -> list[Assignment]:
        """The same as assignments."""
        return [one.assignment for one in self.chosen()]

    def _book(self, next_at: datetime | None, *, now: datetime) -> None:
        booked = CoachingSession.after(self.session, now=now)
        self.before = {**self.before, "next_was": booked.starts_at.isoformat() if booked else None}
        following = self.session.book_next(next_at, now=now)
        self.next_session_id = following.id if following else None

    def _unbook(self) -> None:
        booked = db.session.get(CoachingSession, self.next_session_id) if self.next_session_id else None
        self.next_session_id = None
        db.session.flush()
        if booked:
            unbook(booked, self.before.get("next_was"), spoken_for=self._is_about(booked))

    @classmethod
    def _is_about(cls, session: CoachingSession) -> bool:
        """Has a summary of it been begun, or does another one name it as the next?"""
        rows = select(cls.session_id).where(or_(cls.session_id == session.id, cls.next_session_id == session.id))
        return db.session.scalar(select(rows.exists()))
