"""The close-out of a session that Maya and Amara have just had: where it is, what was written, what she brings."""

from app.core.db import db
from app.core.ids import uuid7
from app.entries.models import Entry, Sent
from app.sessions.models import AgendaNote, CoachingSession, Summary
from app.sessions.models.agenda import KIND
from tests.browser import scene


def at(session: CoachingSession) -> str:
    return f"/sessions/{session.id}/close-out"


def written(session) -> Summary | None:
    return scene.read(Summary, session_id=session.id)


def brings(cast, session, words: str) -> None:
    moment = {"occurred_at": cast.now, "tz": cast.maya.zone, "local_date": cast.maya.local_day(cast.now)}
    payload = {"session_id": str(session.id), "text": words}
    sent = Sent(id=uuid7(), kind=KIND, payload=payload, at_phone=False, **moment)
    AgendaNote.record(Entry.admit(cast.maya, sent, now=cast.now).entry)
    db.session.commit()
