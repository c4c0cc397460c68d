"""Can't today: a reason, the small version or another day. The reason is what the coach can help with."""

from __future__ import annotations

import uuid

from flask import abort, redirect, render_template, request, url_for
from flask_login import current_user

from app.accounts.models.consent import PRACTICES
from app.core import clock
from app.core.forms import Form
from app.core.guard import allow
from app.practices.models import Assignment, Skip
from app.practices.models.runs import SKIPPED
from app.practices.schemas import REASONS, SOMETHING_ELSE, SkipForm, next_days
from app.practices.views import bp
from app.practices.views.recording import keep


@bp.get("/practices/<uuid:assignment_id>/skip")
@allow("client")
def not_today(assignment_id: uuid.UUID):
    return _page(_assignment(assignment_id), values={}, errors={})


@bp.post("/practices/<uuid:assignment_id>/skips")
@allow("client")
def skip(assignment_id: uuid.UUID):
    assignment = _assignment(assignment_id)
    form = Form(SkipForm(today=current_user.local_day(clock.now())), request.form)
    if not form.ok:
        return _page(assignment, values=form.values, errors=form.errors), 422
    form.data["payload"]["assignment_id"] = assignment.id
    noted = keep(form, SKIPPED, Skip.record)
    if not noted:
        return _page(assignment, values=form.values, errors=form.errors), 409
    return redirect(url_for("practices.skipped", skip_id=noted.id), 303)


@bp.get("/practices/skips/<uuid:skip_id>")
@allow("client")
def skipped(skip_id: uuid.UUID):
    """What was noted, who sees it, and the small version if that is what was chosen."""
    noted = Skip.of(current_user.id, skip_id) or abort(404)
    assignment = _assignment(noted.assignment_id)
    sees = current_user.consents_to(PRACTICES)
    return render_template("practices/skipped.html", skip=noted, assignment=assignment, coach_sees=sees)


def _assignment(assignment_id: uuid.UUID) -> Assignment:
    return Assignment.of(current_user.id, assignment_id) or abort(404)


def _page(assignment: Assignment, *, values: dict, errors: dict) -> str:
    return render_template(
        "practices/skip.html",
        assignment=assignment,
        reasons=[*REASONS, SOMETHING_ELSE],
        days=next_days(current_user.local_day(clock.now())),
        coach_sees=current_user.consents_to(PRACTICES),
        values=values,
        errors=errors,
    )
