"""A coaching session: booked, then done, not attended, or cancelled."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ForeignKey, Index, Select, and_, exists, func, select
from sqlalchemy.orm import Mapped, aliased, mapped_column, relationship

from app.accounts.models import User
from app.core.db import Base, Named, db

# What can come of a session; None while it is booked.
OUTCOMES = ("done", "no_show", "cancelled_by_client", "cancelled_by_coach")


class CoachingSession(Named, Base):
    """Between one coach and one client. `minutes`: length; `place`: where, or a link."""

    __tablename__ = "coaching_session"
    __table_args__ = (
        Index("ix_session_client", "client_id", "starts_at"),
        Index("ix_session_coach", "coach_id", "starts_at"),
    )
    organization_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organization.id"))
    coach_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"))
    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"))
    starts_at: Mapped[datetime]
    minutes: Mapped[int] = mapped_column(default=50)
    place: Mapped[str | None]
    created_at: Mapped[datetime]
    outcome: Mapped[str | None]
    outcome_at: Mapped[datetime | None]

    coach: Mapped[User] = relationship(foreign_keys=[coach_id])
    client: Mapped[User] = relationship(foreign_keys=[client_id])

    @classmethod
    def schedule(
        cls,
        *,
        coach: User,
        client: User,
        starts_at: datetime,
        now: datetime,
        minutes: int = 50,
        place: str | None = None,
    ) -> CoachingSession:
        """Books a session; the same client at the same moment twice is one session."""
        cls._one_at_a_time(client.id)
        if known := cls._booked_at(client.id, starts_at):
            return known
        session = cls(
            organization_id=client.organization_id,
            coach_id=coach.id,
            client_id=client.id,
            starts_at=starts_at,
            minutes=minutes,
            place=place,
            created_at=now,
        )
        db.session.add(session)
        return session

    @classmethod
    def of_coach(cls, coach: User, session_id: uuid.UUID, *, locked: bool = False) -> CoachingSession | None:
        """A session this coach holds with a client of today. `locked`: until the commit, one request at a time."""
        clients = coach.clients().with_only_columns(User.id)
        rows = select(cls).where(cls.id == session_id, cls.coach_id == coach.id, cls.client_id.in_(clients))
        return db.session.scalar(rows.with_for_update() if locked else rows)

    @classmethod
    def between(cls, coach: User, client: User) -> list[CoachingSession]:
        """All sessions of this coach with this client, newest first."""
        rows = select(cls).where(cls.coach_id == coach.id, cls.client_id == client.id)
        return list(db.session.scalars(rows.order_by(cls.starts_at.desc())))

    @classmethod
    def after(cls, session: CoachingSession, *, now: datetime) -> CoachingSession | None:
        """The next booked session of the same two after this one; one that has begun is not to come any more."""
        rows = select(cls).where(
            cls.client_id == session.client_id,
            cls.coach_id == session.coach_id,
            cls.outcome.is_(None),
            cls.starts_at > max(session.starts_at, now),
        )
        return db.session.scalar(rows.order_by(cls.starts_at).limit(1))

    @classmethod
    def before(cls, session: CoachingSession) -> CoachingSession | None:
        """The session of the same two before this one that was not cancelled."""
        rows = select(cls).where(
            cls.client_id == session.client_id,
            cls.coach_id == session.coach_id,
            cls.outcome.in_(("done", "no_show")),
            cls.starts_at < session.starts_at,
        )
        return db.session.scalar(rows.order_by(cls.starts_at.desc()).limit(1))

    @classmethod
    def of_client(cls, client: User, session_id: uuid.UUID) -> CoachingSession | None:
        return db.session.scalar(select(cls).where(cls.id == session_id, cls.client_id == client.id))

    @classmethod
    def next_of(cls, client_id: uuid.UUID, *, now: datetime) -> CoachingSession | None:
        """The next booked session, or the one running now."""
        rows = select(cls).where(
            cls.client_id == client_id, cls.outcome.is_(None), cls.starts_at > now - timedelta(hours=2)
        )
        return db.session.scalar(rows.order_by(cls.starts_at).limit(1))

    @classmethod
    def ahead_of(cls, client_id: uuid.UUID, *, now: datetime) -> CoachingSession | None:
        """What a client looks forward to: the next session that has not ended."""
        session = cls.next_of(client_id, now=now)
        return session if session is None or session.ends_at > now else cls.after(session, now=session.starts_at)

    @classmethod
    def last_of(cls, client_id: uuid.UUID, *, before: datetime) -> CoachingSession | None:
        """The last session that took place or should have, before an instant."""
        rows = select(cls).where(
            cls.client_id == client_id, cls.starts_at < before, cls.outcome.in_(("done", "no_show"))
        )
        return db.session.scalar(rows.order_by(cls.starts_at.desc()).limit(1))

    @classmethod
    def fallen_through_before(cls, session_id: uuid.UUID) -> Select[tuple[uuid.UUID]]:
        """Ids of the same two's sessions that were cancelled or not attended since they last met before this one."""
        this, met = aliased(cls), aliased(cls)
        same = (this.id == session_id, cls.client_id == this.client_id, cls.coach_id == this.coach_id)
        since = exists().where(
            met.client_id == cls.client_id,
            met.outcome == "done",
            met.starts_at > cls.starts_at,
            met.starts_at < this.starts_at,
        )
        fell_through = cls.outcome.in_(("no_show", "cancelled_by_client", "cancelled_by_coach"))
        return select(cls.id).join(this, and_(*same)).where(cls.starts_at < this.starts_at, fell_through, ~since)

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def number(self) -> int:
        """Which of their sessions this is: those that took place before it, and one."""
        table = CoachingSession
        before = select(func.count()).where(
            table.client_id == self.client_id, table.starts_at < self.starts_at, table.outcome == "done"
        )
        return db.session.scalar(before) + 1

    def settle(self, outcome: str | None, *, now: datetime) -> None:
        """Says what came of it: done, no_show, cancelled_by_client or cancelled_by_coach; None: booked as before."""
        if outcome != self.outcome:
            self.outcome, self.outcome_at = outcome, now if outcome else None

    def move(self, starts_at: datetime, *, minutes: int, place: str | None) -> None:
        """Another time, length or place for a booked session."""
        self.starts_at, self.minutes, self.place = starts_at, minutes, place

    def book_next(self, starts_at: datetime | None, *, now: datetime) -> CoachingSession | None:
        """The next session of the same two, flushed: booked, or moved if one is booked already. None: as it is."""
        booked = CoachingSession.after(self, now=now)
        if starts_at and booked:
            booked.move(starts_at, minutes=booked.minutes, place=booked.place)
        elif starts_at:
            same = {"minutes": self.minutes, "place": self.place}
            booked = self.schedule(coach=self.coach, client=self.client, starts_at=starts_at, now=now, **same)
        db.session.flush()
        return booked

    def falls_through(self, now: datetime) -> bool:
        """Was it cancelled while it is still to come?"""
        return (self.outcome or "").startswith("cancelled") and self.starts_at > now

    def book_again(self, *, now: datetime) -> None:
        """Takes a cancellation back; where another one is booked for that moment, that one stands."""
        self._one_at_a_time(self.client_id)
        if self._booked_at(self.client_id, self.starts_at) is None:
            self.settle(None, now=now)

    @property
    def link(self) -> str | None:
        """The place, if it is a web address."""
        return self.place if (self.place or "").startswith(("https://", "http://")) else None

    def begins_differently(self) -> bool:
        """Do the two read another time on their clocks at the beginning?"""
        here, there = (self.starts_at.astimezone(ZoneInfo(one.zone)) for one in (self.client, self.coach))
        return here.utcoffset() != there.utcoffset()

    def day_for(self, one: User) -> date:
        """The date on this person's wall when it begins."""
        return self.starts_at.astimezone(ZoneInfo(one.zone)).date()

    @classmethod
    def _one_at_a_time(cls, client_id: uuid.UUID) -> None:
        """Until the commit nobody else books for this client: two requests that looked first would both book."""
        # Their own rows may go on being written meanwhile: those only need the client to stay.
        db.session.execute(select(User.id).where(User.id == client_id).with_for_update(key_share=True))

    @classmethod
    def _booked_at(cls, client_id: uuid.UUID, starts_at: datetime) -> CoachingSession | None:
        return db.session.scalar(
            select(cls).where(cls.client_id == client_id, cls.starts_at == starts_at, cls.outcome.is_(None))
        )


class BriefShowing(Base):
    """A brief was on the coach's screen: first and last time, per session it was for."""

    __tablename__ = "brief_showing"
    session_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("coaching_session.id"), primary_key=True)
    coach_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"), primary_key=True)
    first_at: Mapped[datetime]
    last_at: Mapped[datetime]

    @classmethod
    def note(cls, session: CoachingSession, coach: User, *, now: datetime) -> None:
        """Safe to repeat: the first time stays."""
        row = db.session.get(cls, (session.id, coach.id))
        if row:
            row.last_at = now
        else:
            db.session.add(cls(session_id=session.id, coach_id=coach.id, first_at=now, last_at=now))
