"""An assigned practice: the player, its start, its completion."""

from __future__ import annotations

import uuid

from flask import abort, redirect, render_template, request, url_for
from flask_login import current_user

from app.accounts.models.consent import PRACTICES
from app.core import clock
from app.core.guard import allow
from app.core.htmx import go_to
from app.practices.models import Assignment, PracticeVersion
from app.practices.player import Player
from app.practices.views import bp
from app.practices.views.recording import record_completion, record_start, version_sent


@bp.get("/practices/<uuid:assignment_id>")
@allow("client")
def player(assignment_id: uuid.UUID):
    """The practice as it was assigned; `?tiny=1` begins with the small version, `?whole=1` with the whole one."""
    asked = next((length for length in ("tiny", "whole") if length in request.args), None)
    return _page(_assignment(assignment_id), asked=asked)


@bp.post("/practices/<uuid:assignment_id>/completions")
@allow("client")
def complete(assignment_id: uuid.UUID):
    """The whole page sent as a plain form."""
    assignment = _assignment(assignment_id)
    form, run_id, code = record_completion(_played(assignment), assignment)
    if run_id:
        return redirect(url_for("practices.done", completion_id=run_id), 303)
    return _page(assignment, values=form.values, errors=form.errors), code


@bp.post("/f/practices/<uuid:assignment_id>/completions")
@allow("client")
def complete_fragment(assignment_id: uuid.UUID):
    """The player's last screen, which has already said what the page after a run says."""
    assignment = _assignment(assignment_id)
    form, run_id, code = record_completion(_played(assignment), assignment)
    return go_to(url_for("today.show")) if run_id else (render_template("practices/_refused.html", form=form), code)


@bp.post("/f/practices/<uuid:assignment_id>/starts")
@allow("client")
def start(assignment_id: uuid.UUID):
    """Said by the player in passing; nothing waits for the answer."""
    assignment = _assignment(assignment_id)
    return "", record_start(_played(assignment), assignment)


def _assignment(assignment_id: uuid.UUID) -> Assignment:
    return Assignment.of(current_user.id, assignment_id) or abort(404)


def _played(assignment: Assignment) -> PracticeVersion:
    return assignment.done_as(request.form.get("slug"), version_sent()) or abort(422)


def _page(assignment: Assignment, **more) -> str:
    today, sees = current_user.local_day(clock.now()), current_user.consents_to(PRACTICES)
    shown = Player.of(assignment, current_user, today=today, coach_sees=sees, **more)
    return render_template("practices/player.html", player=shown)
