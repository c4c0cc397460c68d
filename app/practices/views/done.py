"""After a run: one fact, the question still open, and whether this entry is shared."""

from __future__ import annotations

import uuid

from flask import abort, redirect, render_template, request, url_for
from flask_login import current_user

from app.core import clock
from app.core.db import db
from app.core.forms import Form
from app.core.guard import allow
from app.entries.models import Entry
from app.practices.models import Assignment, Completion, PracticeVersion
from app.practices.models.runs import COMPLETED
from app.practices.player import Done
from app.practices.schemas import AfterForm
from app.practices.views import bp
from app.practices.views.recording import keep


@bp.get("/practices/done/<uuid:completion_id>")
@allow("client")
def done(completion_id: uuid.UUID):
    """Any run of one's own, also to stop sharing it."""
    return _page(Completion.latest(current_user.id, completion_id) or abort(404))


@bp.post("/practices/done/<uuid:completion_id>/corrections")
@allow("client")
def correct(completion_id: uuid.UUID):
    """The answers given afterwards make a new entry that supersedes the run; no answer and no change make none."""
    form = Form(AfterForm(), request.form)
    run = Completion.latest(current_user.id, completion_id) or abort(404)
    if not form.ok:
        return _page(run, errors=form.errors), 422
    if _changes(form, run) and not keep(form, COMPLETED, Completion.record):
        return _page(run, errors=form.errors), 409
    fresh = run.local_date == current_user.local_day(clock.now())
    return redirect(url_for("today.show" if fresh else "progress.show"), 303)


def _changes(form: Form, run: Completion) -> bool:
    """Fills the form's payload up to a whole run again; True if it now says something else than the run did."""
    before = _corrected(form, run)
    said = {**form.data["payload"], "share": bool(form.data["payload"].get("share"))}
    form.data["payload"] = {**before.payload, **said, "supersedes": before.id}
    shared_at = before.received_at if before.payload.get("share") else None
    known = {**before.payload, "share": current_user.shares(shared_at)}
    return any(known.get(name) != value for name, value in said.items())


def _corrected(form: Form, run: Completion) -> Entry:
    """The entry this form corrects: the run as it stands now, or, on a resend, what it corrected the first time."""
    known = db.session.get(Entry, (current_user.id, form.data["envelope"]["entry_id"]))
    return db.session.get(Entry, (current_user.id, (known and known.supersedes) or run.id))


def _page(run: Completion, errors: dict[str, str] | None = None) -> str:
    today = current_user.local_day(clock.now())
    shown = Done(completion=run, practice=_practice(run).body, person=current_user, today=today)
    return render_template("practices/done.html", done=shown, errors=errors or {})


def _practice(run: Completion) -> PracticeVersion:
    assignment = Assignment.of(current_user.id, run.assignment_id) if run.assignment_id else None
    found = assignment.done_as(run.slug, run.version) if assignment else None
    return found or PracticeVersion.built_in(run.slug, run.version) or abort(404)
