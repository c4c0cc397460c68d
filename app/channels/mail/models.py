"""Waiting mails. The body is erased once it is sent: it may hold a code or a link that opens a door."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Index, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, Named, db

LEASE = timedelta(minutes=2)
LAST_TRY = timedelta(days=2)


class Mail(Named, Base):
    """One mail to one address. `message_id` stays the same over all tries."""

    __tablename__ = "mail"
    __table_args__ = (Index("ix_mail_waiting", "sent_at", "next_try_at"),)
    to: Mapped[str]
    subject: Mapped[str]
    body: Mapped[str | None]
    created_at: Mapped[datetime]
    next_try_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0)
    claimed_until: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    given_up_at: Mapped[datetime | None]
    # The class of the last fault, never its text: servers quote the mail in it.
    last_fault: Mapped[str | None]

    @classmethod
    def post(cls, *, to: str, subject: str, body: str, now: datetime) -> Mail:
        """Puts a mail into the table; the clock sends it."""
        mail = cls(to=to, subject=subject, body=body, created_at=now, next_try_at=now)
        db.session.add(mail)
        return mail

    @classmethod
    def post_nothing(cls, *, now: datetime) -> None:
        """The same write for an address nobody has, so that both answers take the same time."""
        db.session.add(cls(to="", subject="", body=None, created_at=now, next_try_at=now, sent_at=now))

    @classmethod
    def waiting(cls) -> list[Mail]:
        """Not sent yet, oldest first."""
        rows = select(cls).where(cls.sent_at.is_(None), cls.given_up_at.is_(None))
        return list(db.session.scalars(rows.order_by(cls.created_at, cls.id)))

    @classmethod
    def forget(cls, *, before: datetime) -> None:
        """Removes mails that are sent or given up: who was written to when is nobody's business for long."""
        ended = (cls.sent_at.is_not(None)) | (cls.given_up_at.is_not(None))
        db.session.execute(delete(cls).where(cls.created_at < before, ended))

    @classmethod
    def claim_next(cls, now: datetime) -> Mail | None:
        """Takes one due mail with a lease, by conditional update; None if nothing is due."""
        due = (
            select(cls.id)
            .where(cls.sent_at.is_(None), cls.given_up_at.is_(None), cls.next_try_at <= now)
            .where((cls.claimed_until.is_(None)) | (cls.claimed_until < now))
            .order_by(cls.next_try_at)
            .limit(1)
        )
        mail_id = db.session.scalar(due.with_for_update(skip_locked=True))
        if mail_id is None:
            return None
        claim = update(cls).where(cls.id == mail_id).values(claimed_until=now + LEASE, tries=cls.tries + 1)
        db.session.execute(claim.execution_options(synchronize_session=False))
        return db.session.get(cls, mail_id, populate_existing=True)

    def sent(self, now: datetime) -> None:
        self.sent_at, self.body, self.claimed_until = now, None, None

    def not_sent(self, fault: Exception, now: datetime) -> None:
        """Backs off: 10 s, 20 s, 40 s ... up to an hour; after two days it is given up and its body erased."""
        self.last_fault, self.claimed_until = type(fault).__name__, None
        self.next_try_at = now + min(timedelta(seconds=10) * 2 ** min(self.tries, 10), timedelta(hours=1))
        if now - self.created_at > LAST_TRY:
            self.given_up_at, self.body = now, None
