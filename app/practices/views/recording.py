"""How a run comes in, whatever page it was made on."""

from __future__ import annotations

import uuid

from flask import abort, request
from flask_login import current_user

from app.core import clock
from app.core.db import db
from app.core.forms import Form
from app.entries.models import Entry
from app.entries.schemas import sent
from app.practices.models import Assignment, Completion, PracticeVersion, Start
from app.practices.models.runs import COMPLETED, STARTED
from app.practices.schemas import StartForm, completion_form

HELD = "Something else was saved under this form already. Please open the practice anew."
MOST_VERSIONS = 10_000


def record_completion(practice: PracticeVersion, assignment: Assignment | None) -> tuple[Form, uuid.UUID | None, int]:
    """(form, the run's id, 200), or (form, None, 422 or 409) with the words in the form."""
    form = Form(completion_form(practice.body), request.form)
    if not form:
        return form, None, 422
    admission = _admit(form, COMPLETED, practice, assignment)
    if admission.status == "held":
        form.errors["entry_id"] = HELD
        return form, None, 409
    if admission.new:
        Completion.record(admission.entry)
    db.session.commit()
    return form, admission.entry.id, 200


def record_start(practice: PracticeVersion, assignment: Assignment | None) -> int:
    """Records that the player began; the answer's status."""
    form = Form(StartForm(), request.form)
    if not form:
        return 422
    admission = _admit(form, STARTED, practice, assignment)
    if admission.new:
        Start.record(admission.entry)
    db.session.commit()
    return 409 if admission.status == "held" else 204


def version_sent() -> int | None:
    """The version the form names, None if it names none; 422 for what cannot be one."""
    version = request.form.get("version", type=int)
    if version is not None and not 0 < version < MOST_VERSIONS:
        abort(422)
    return version


def _admit(form: Form, kind: str, practice: PracticeVersion, assignment: Assignment | None):
    now = clock.now()
    _belongs(form, practice, assignment)
    return Entry.admit(current_user, sent(form.data, kind, person=current_user, now=now), now=now)


def _belongs(form: Form, practice: PracticeVersion, assignment: Assignment | None) -> None:
    """The address says which assignment it is; a form that names another one is about nothing of yours."""
    said = form.data["payload"]
    if said.get("assignment_id") not in (None, assignment and assignment.id):
        abort(404)
    named = {"assignment_id": assignment.id} if assignment else {"slug": practice.slug}
    said |= named | {"version": practice.version}
    if practice.slug != (assignment and assignment.practice.slug):
        said["slug"] = practice.slug
