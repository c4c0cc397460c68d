"""Reads across features, for the coach. They start from the coach and hold only what the client lets them see."""

from app.review.queries.brief import Brief, brief
from app.review.queries.caseload import Caseload, caseload
from app.review.queries.given import Practices, practices
from app.review.queries.meetings import Meetings, meetings
from app.review.queries.notes import Note, notes
from app.review.queries.profile import Profile, profile
from app.review.queries.timeline import Timeline, timeline

__all__ = ["Brief", "Caseload", "Meetings", "Note", "Practices", "Profile", "Timeline"]
__all__ += ["brief", "caseload", "meetings", "notes", "practices", "profile", "timeline"]
