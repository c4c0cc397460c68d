"""Reading what was done with a practice: which practice it was decides what may be said about it."""

from __future__ import annotations

import uuid
from functools import lru_cache
from typing import Any

from marshmallow import Schema

from app.core.db import db
from app.entries.models import Entry
from app.practices.models import Assignment, PracticeVersion
from app.practices.models.library import EVEN_BREATH
from app.practices.models.runs import COMPLETED, which
from app.practices.schemas import ANSWER, StartForm, completion_form
from app.sync.late import AfterOnPhone, SkipOnPhone
from app.sync.reading import NOT_YOURS, UNREADABLE, NotYet, Payload, Reading, Refused, load

MOST_VERSIONS = 10_000
NAMES = ("assignment_id", "slug", "version")
START, AFTER = StartForm(), AfterOnPhone()


def read_start(reading: Reading) -> Payload:
    """The player began."""
    said = load(START, reading)
    return said | which(*_played(said, reading))


def read_completion(reading: Reading) -> Payload:
    """One run; without an outcome, the answers given after the run it supersedes."""
    said = reading.item.payload
    if "outcome" not in said and said.get("supersedes"):
        return _answered(load(AFTER, reading), reading)
    named = load(START, reading, {name: said[name] for name in NAMES if name in said})
    practice, assignment = _played(named, reading)
    return load(_form(practice.id), reading, _flat(said)) | which(practice, assignment)


def read_skip(reading: Reading) -> Payload:
    """Can't today, with its reason."""
    said = load(SkipOnPhone(today=reading.item.local_date), reading)
    if not Assignment.of(reading.person.id, said["assignment_id"]):
        raise Refused(*NOT_YOURS)
    return said


def _played(said: Payload, reading: Reading) -> tuple[PracticeVersion, Assignment | None]:
    slug, version = said.get("slug"), said["version"]
    if not 0 < version < MOST_VERSIONS:
        raise Refused(*UNREADABLE)
    assignment = _assignment(said["assignment_id"], reading) if "assignment_id" in said else None
    practice = assignment.done_as(slug, version) if assignment else _breathing(slug, version)
    if practice is None:
        raise Refused(*UNREADABLE)
    return practice, assignment


def _assignment(assignment_id: uuid.UUID, reading: Reading) -> Assignment:
    # Ended ones too: it was theirs when it was done.
    found = Assignment.of(reading.person.id, assignment_id)
    if found is None:
        raise Refused(*NOT_YOURS)
    return found


def _breathing(slug: str | None, version: int) -> PracticeVersion | None:
    """The minute of breathing, the only practice that needs no assignment."""
    return PracticeVersion.built_in(EVEN_BREATH, version) if slug in (None, EVEN_BREATH) else None


def _answered(said: Payload, reading: Reading) -> Payload:
    """Fills the answers up to the whole run again, as the page after a run does."""
    before = Entry.of(reading.person.id, said["supersedes"])
    if before is None:
        raise NotYet
    if before.kind != COMPLETED:
        raise Refused(*UNREADABLE)
    return {**before.payload, **said, "share": bool(said.get("share")), "supersedes": before.id}


def _flat(said: Payload) -> dict[str, Any]:
    """Answers may stand together under `answers`, or each by the name its field has in the form."""
    answers = said.get("answers")
    if not isinstance(answers, dict):
        return said
    return {name: value for name, value in said.items() if name != "answers"} | {
        ANSWER + name: value for name, value in answers.items()
    }


@lru_cache(maxsize=256)
def _form(version_id: uuid.UUID) -> Schema:
    # A version never changes, and a form is long in the making.
    return completion_form(db.session.get(PracticeVersion, version_id).body)
