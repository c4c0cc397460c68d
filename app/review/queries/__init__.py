"""Reads across features, for the coach. They start from the coach and hold only what the client lets them see."""

from app.review.queries.brief import Brief, brief
from app.review.queries.caseload import Caseload, caseload
from app.review.queries.meetings import Meetings, meetings

__all__ = ["Brief", "Caseload", "Meetings", "brief", "caseload", "meetings"]
