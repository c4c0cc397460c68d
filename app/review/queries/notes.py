"""What a coach wrote about one client: their own private notes, drafts and summaries. Nobody else's, ever."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import and_, or_, select

from app.accounts.models import User
from app.core.db import db
from app.core.plain import plain
from app.sessions.models import CoachingSession, PrivateNote, Summary


@dataclass(frozen=True, slots=True)
class Note:
    """Of one session. `private`: for nobody else; `summary`: sent to the client or still a draft. `mine`: the session
    is this coach's, so that its note can be opened."""

    session: CoachingSession
    private: str | None
    summary: Summary | None
    mine: bool

    @property
    def lines(self) -> list[str]:
        """What the client reads or would read."""
        written = (self.summary.focus, self.summary.insight, self.summary.bring) if self.summary else ()
        return [line for line in written if line]

    def holds(self, sought: str) -> bool:
        """Do all the words stand in it, whatever the case and the accents?"""
        words = plain(" ".join([self.private or "", *self.lines]))
        return all(word in words for word in plain(sought).split())


def notes(coach: User, client: User, *, sought: str = "") -> list[Note]:
    """One statement, newest session first. Those of a session that went to another coach since are still here."""
    rows = (
        select(CoachingSession, PrivateNote.text, Summary)
        .outerjoin(PrivateNote, _written_by(PrivateNote, coach))
        .outerjoin(Summary, _written_by(Summary, coach))
        .where(CoachingSession.client_id == client.id)
        .where(or_(PrivateNote.session_id.is_not(None), Summary.session_id.is_not(None)))
        .order_by(CoachingSession.starts_at.desc())
    )
    found = [Note(one, text, summary, one.coach_id == coach.id) for one, text, summary in db.session.execute(rows)]
    return [one for one in found if (one.private or one.lines) and one.holds(sought)]


def _written_by(model: type[PrivateNote] | type[Summary], coach: User):
    return and_(model.session_id == CoachingSession.id, model.coach_id == coach.id)
