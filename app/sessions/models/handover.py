"""What a handover means for sessions: what is booked belongs to the pairing, not to whoever booked it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select

from app.accounts.models import Pairing
from app.core.db import db
from app.sessions.models.session import CoachingSession
from app.sessions.models.summary import Summary


def follow(pairing: Pairing, *, now: datetime) -> None:
    """The client's sessions to come are held by the coach of this pairing; safe to repeat.

    Words a former coach has begun for one of them were meant for nobody else's eyes and go.
    """
    table = CoachingSession
    coming = (table.client_id == pairing.client_id, table.outcome.is_(None), table.starts_at > now)
    rows = select(table).where(*coming, table.coach_id != pairing.coach_id).with_for_update()
    for session in db.session.scalars(rows):
        session.coach_id = pairing.coach_id
        unsent = (Summary.session_id == session.id, Summary.published_at.is_(None))
        db.session.execute(delete(Summary).where(*unsent))
