"""What lies ahead of a client: the next session and the newest unopened summary, in one statement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, func, or_, select

from app.accounts.models import User
from app.core.db import db
from app.sessions.models import AgendaNote, CoachingSession, Summary

STILL_RUNNING = timedelta(hours=2)


@dataclass(frozen=True)
class Ahead:
    """`notes`: how many lines the client has put on the agenda of `session`."""

    session: CoachingSession | None
    notes: int
    summary: Summary | None
    summary_of: CoachingSession | None


def ahead(person: User, *, now: datetime) -> Ahead:
    """The next booked session with its number of agenda lines, and the newest published summary until it is opened."""
    notes = (
        select(func.count(AgendaNote.id))
        .where(AgendaNote.session_id == CoachingSession.id, AgendaNote.gone_at.is_(None))
        .scalar_subquery()
    )
    booked = and_(CoachingSession.outcome.is_(None), CoachingSession.starts_at > now - STILL_RUNNING)
    unread = and_(Summary.published_at.is_not(None), Summary.opened_at.is_(None))
    rows = db.session.execute(
        select(CoachingSession, notes, Summary)
        .outerjoin(Summary, Summary.session_id == CoachingSession.id)
        .where(CoachingSession.client_id == person.id, or_(booked, unread))
        .order_by(CoachingSession.starts_at)
    ).all()
    upcoming = [row for row in rows if row[0].outcome is None and row[0].starts_at > now - STILL_RUNNING]
    ready = [row for row in rows if row[2] is not None and row[2].published_at and not row[2].opened_at]
    session, count = (upcoming[0][0], upcoming[0][1]) if upcoming else (None, 0)
    summary_of, summary = (ready[-1][0], ready[-1][2]) if ready else (None, None)
    return Ahead(session, count, summary, summary_of)
