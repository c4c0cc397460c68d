"""The summary, for the client: a letter, its practices, and the moments they belong to."""

import uuid

from flask import abort, redirect, render_template, request, url_for
from flask_login import current_user

from app.core import clock
from app.core.db import db
from app.core.forms import Form
from app.core.guard import allow
from app.entries.models import Entry, Sent
from app.sessions.letter import Letter, Line
from app.sessions.models import CoachingSession, Summary, SummaryChoice
from app.sessions.schemas import CueForm
from app.sessions.views import bp


@bp.get("/sessions/last")
@allow("client")
def last():
    """The newest letter; before there is one, when it will come."""
    summary = Summary.newest_of(current_user)
    return _page(summary) if summary else render_template("sessions/no_summary.html")


@bp.get("/sessions/<uuid:session_id>")
@allow("client")
def summary(session_id: uuid.UUID):
    return _page(Summary.of_client(current_user, session_id) or abort(404))


@bp.post("/f/sessions/<uuid:session_id>/opening")
@allow("client")
def opening(session_id: uuid.UUID):
    """The letter has been on the screen: sent once by the page, counted once here."""
    now = clock.now()
    summary = Summary.of_client(current_user, session_id) or abort(404)
    Entry.admit(current_user, _opened(session_id, now), now=now)
    summary.open(now=now)
    db.session.commit()
    return "", 204


@bp.post("/sessions/<uuid:session_id>/choices/<uuid:assignment_id>/cue")
@allow("client")
def change_cue(session_id: uuid.UUID, assignment_id: uuid.UUID):
    """Another moment for a practice, in the client's own words."""
    form, summary, _choice = _changed(session_id, assignment_id)
    if not form.ok:
        return _page(summary, form=form, choosing=assignment_id), 422
    return redirect(url_for("sessions.summary", session_id=session_id, _anchor=f"choice-{assignment_id}"), 303)


@bp.post("/f/sessions/<uuid:session_id>/choices/<uuid:assignment_id>/cue")
@allow("client")
def change_cue_fragment(session_id: uuid.UUID, assignment_id: uuid.UUID):
    form, summary, choice = _changed(session_id, assignment_id)
    parts = {"line": Line.of(choice, summary), "form": None if form.ok else form, "choosing": assignment_id}
    return render_template("sessions/_choice.html", **parts), 200 if form.ok else 422


def _page(summary: Summary, *, form: Form | None = None, choosing: uuid.UUID | None = None) -> str:
    booked = CoachingSession.ahead_of(current_user.id, now=clock.now())
    letter = Letter.of(summary, current_user)
    return render_template("sessions/summary.html", letter=letter, booked=booked, form=form, choosing=choosing)


def _changed(session_id: uuid.UUID, assignment_id: uuid.UUID) -> tuple[Form, Summary, SummaryChoice]:
    summary = Summary.of_client(current_user, session_id) or abort(404)
    choice = summary.choice(assignment_id) or abort(404)
    form = Form(CueForm(), request.form)
    if form.ok:
        choice.change_cue(form.data.get("cue"))
        db.session.commit()
    return form, summary, choice


def _opened(session_id: uuid.UUID, now) -> Sent:
    """Named after the session: however often the page says so, it is one entry."""
    return Sent(
        id=uuid.uuid5(session_id, "summary.opened"),
        kind="summary.opened",
        occurred_at=now,
        tz=current_user.zone,
        local_date=current_user.local_day(now),
        payload={"session_id": str(session_id)},
        at_phone=False,
    )
