"""Taking a publication back: what has to be remembered before, and how it is put back."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import exists, select

from app.accounts.models import User
from app.core.db import db
from app.practices.models import Assignment, Completion, Skip, Start
from app.sessions.models.agenda import AgendaNote
from app.sessions.models.choice import SummaryChoice
from app.sessions.models.session import BriefShowing, CoachingSession


def as_it_is(assignment: Assignment) -> dict[str, Any]:
    """What publishing may change about an assignment, as JSON."""
    since, ends = assignment.smaller_since, assignment.ended_on
    stood = {"smaller_since": since.isoformat() if since else None, "ended_on": ends.isoformat() if ends else None}
    return {"id": str(assignment.id), "cue": assignment.cue, **stood}


def put_back(client: User, stood: dict[str, Any]) -> None:
    """An assignment becomes again what `as_it_is` said."""
    assignment = Assignment.of(client.id, uuid.UUID(stood["id"]))
    since, ends = stood["smaller_since"], stood.get("ended_on")
    assignment.cue, assignment.ended_on = stood["cue"], date.fromisoformat(ends) if ends else None
    assignment.smaller_since = datetime.fromisoformat(since) if since else None


def withdraw_given(session_id: uuid.UUID, today: date) -> None:
    """Removes the assignments given in a session. One that was begun in that half minute is kept, ended; one that
    another letter names by now goes on."""
    named = exists().where(SummaryChoice.assignment_id == Assignment.id)
    for given in db.session.scalars(select(Assignment).where(Assignment.session_id == session_id, ~named)):
        if _begun(given):
            given.end(today)
        else:
            db.session.delete(given)
    db.session.flush()


def unbook(session: CoachingSession, was: str | None, *, spoken_for: bool) -> None:
    """The next session goes back to the time it had; one booked just now goes, unless it holds somebody's words.
    `spoken_for`: the coach's."""
    if was:
        session.starts_at = datetime.fromisoformat(was)
    elif not (spoken_for or _touched(session)):
        db.session.delete(session)
    db.session.flush()


def _begun(assignment: Assignment) -> bool:
    return any(
        db.session.scalar(select(exists().where(kind.assignment_id == assignment.id)))
        for kind in (Start, Completion, Skip)
    )


def _touched(session: CoachingSession) -> bool:
    return any(
        db.session.scalar(select(exists().where(kind.session_id == session.id)))
        for kind in (AgendaNote, BriefShowing)
    )
