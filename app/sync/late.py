"""The forms, as a phone sends them: the same fields, but nothing is refused for the day on which it arrives or for what
the phone believed the time to be."""

from __future__ import annotations

from datetime import date
from typing import Any

from marshmallow import ValidationError, fields, validates, validates_schema

from app.checkins.schemas import CheckInForm
from app.entries.schemas import EntryForm, scale
from app.habits.schemas import DayForm
from app.practices.schemas import AfterForm, SkipForm
from app.sessions.schemas import AgendaForm
from app.sync.schemas import FIRST_YEAR, LAST_YEAR


class CheckInOnPhone(CheckInForm):
    """From a notice the mood alone may come."""

    stress = scale()


class DayOnPhone(DayForm):
    """As on the page, which offers the days that can be marked: whether a day was one of them then cannot be told
    here, since a clock may have been wrong at the tap and right again when it is sent."""

    @validates("day")
    def _of_our_time(self, day: date, **_) -> None:
        if not FIRST_YEAR <= day.year < LAST_YEAR:
            raise ValidationError("Please choose a day.")


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


def _is_day(instead: str) -> bool:
    try:
        return instead == "tiny" or date.fromisoformat(instead).isoformat() == instead
    except ValueError:
        return False
