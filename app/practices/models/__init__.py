"""Practices: the library in versions, what was assigned, and what was done with it."""

from app.practices.models.assignment import Assignment
from app.practices.models.due import done_of_due, practices_due
from app.practices.models.library import PracticeVersion
from app.practices.models.runs import Completion, Skip, SkippedDay, Start

__all__ = [
    "Assignment",
    "Completion",
    "PracticeVersion",
    "Skip",
    "SkippedDay",
    "Start",
    "done_of_due",
    "practices_due",
]
