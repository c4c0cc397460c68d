"""Coaching sessions: when they are, what the client brings, what came of them."""

from app.sessions.models.agenda import AgendaNote
from app.sessions.models.choice import Pick, SummaryChoice
from app.sessions.models.private_note import PrivateNote
from app.sessions.models.session import BriefShowing, CoachingSession
from app.sessions.models.summary import Summary

__all__ = ["AgendaNote", "BriefShowing", "CoachingSession", "Pick", "PrivateNote", "Summary", "SummaryChoice"]
