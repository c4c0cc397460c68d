"""The forms, as a phone sends them: the same fields, but nothing is refused for the day on which it arrives or for what
the phone believed the time to be."""

from __future__ import annotations

from datetime import date
from typing import Any

from marshmallow import ValidationError, fields, validates_schema

from app.checkins.schemas import CheckInForm
from app.core.clock import local_day
from app.entries.schemas import EntryForm, scale
from app.habits.schemas import DayForm, refusal
from app.practices.schemas import AfterForm, SkipForm
from app.sessions.schemas import AgendaForm
from app.sync.reading import Reading


class CheckInOnPhone(CheckInForm):
    """From a notice the mood alone may come."""

    stress = scale()


class DayOnPhone(DayForm):
    """As on the page; it says its habit itself."""


class NoteOnPhone(AgendaForm):
    """The page's address says which session; here the entry does."""

    session_id = fields.UUID(required=True)


class OpeningOnPhone(EntryForm):
    """A letter has been on the screen."""

    session_id = fields.UUID(required=True)


class AfterOnPhone(AfterForm):
    """Answers given after a run, without the run: it is the one it supersedes."""

    supersedes = fields.UUID(required=True)


class SkipOnPhone(SkipForm):
    """Its other day is one of the page's, which may be older than the phone's date."""

    assignment_id = fields.UUID(required=True)

    @validates_schema
    def _soon(self, data: dict[str, Any], **_) -> None:
        if not _is_day(data.get("instead", "tiny")):
            raise ValidationError("Please choose one of the days on the page.", "instead")


def day_refusal(day: date, state: str, reading: Reading) -> str | None:
    """Why a habit's day cannot be marked, in words: only where both the phone's date and ours say so."""
    ours = local_day(reading.corrected_at, reading.zone)
    words = [refusal(day, state, said_on=said_on) for said_on in (reading.item.local_date, ours)]
    return words[0] if all(words) else None


def _is_day(instead: str) -> bool:
    try:
        return instead == "tiny" or date.fromisoformat(instead).isoformat() == instead
    except ValueError:
        return False
