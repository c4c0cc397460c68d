"""How a run comes in, whatever page it was made on."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from flask import abort, request
from flask_login import current_user

from app.core import clock
from app.core.db import db
from app.core.forms import Form
from app.entries.models import Entry
from app.entries.schemas import sent
from app.practices.models import Assignment, Completion, PracticeVersion, Start
from app.practices.models.runs import COMPLETED, STARTED, which
from app.practices.schemas import StartForm, completion_form

HELD = "Something else was saved under this form already. Please open the practice anew."
MOST_VERSIONS = 10_000


def record_completion(practice: PracticeVersion, assignment: Assignment | None) -> tuple[Form, uuid.UUID | None, int]:
    """(form, the run's id, 200), or (form, None, 422 or 409) with the words in the form."""
    form = Form(completion_form(practice.body), request.form)
    if not form.ok:
        return form, None, 422
    _say_which(form, practice, assignment)
    entry = keep(form, COMPLETED, Completion.record)
    return (form, entry.id, 200) if entry else (form, None, 409)


def record_start(practice: PracticeVersion, assignment: Assignment | None) -> int:
    """Records that the player began; the answer's status."""
    form = Form(StartForm(), request.form)
    if not form.ok:
        return 422
    _say_which(form, practice, assignment)
    return 204 if keep(form, STARTED, Start.record) else 409


def keep(form: Form, kind: str, record: Callable[[Entry], Any]) -> Entry | None:
    """Admits the loaded form and, if it is new, records and commits it. None, with the words in the form, where
    something else was kept under its name."""
    now = clock.now()
    admission = Entry.admit(current_user, sent(form.data, kind, person=current_user, now=now), now=now)
    if admission.status == "held":
        form.errors["entry_id"] = HELD
        return None
    if admission.new:
        record(admission.entry)
    db.session.commit()
    return admission.entry


def version_sent() -> int | None:
    """The version the form names, None if it names none; 422 for what cannot be one."""
    version = request.form.get("version", type=int)
    if version is not None and not 0 < version < MOST_VERSIONS:
        abort(422)
    return version


def _say_which(form: Form, practice: PracticeVersion, assignment: Assignment | None) -> None:
    """The address says which assignment it is; a form that names another one is about nothing of yours."""
    said = form.data["payload"]
    if said.get("assignment_id") not in (None, assignment and assignment.id):
        abort(404)
    said |= which(practice, assignment)
