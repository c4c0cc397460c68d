"""The client's page about their coach: when the next session is, what they bring, the letters so far."""

import uuid

from flask import abort, redirect, render_template, request, url_for
from flask_login import current_user

from app.core import clock
from app.core.db import db
from app.core.forms import Form
from app.core.guard import allow
from app.entries.models import Entry
from app.entries.schemas import WithdrawalForm, sent
from app.sessions.models import AgendaNote, CoachingSession, Summary
from app.sessions.models.agenda import KIND
from app.sessions.schemas import AgendaForm
from app.sessions.views import bp


@bp.get("/coach")
@allow("client")
def coach():
    """`about`: the session whose summary is not quite right; the line to bring then begins with it."""
    session = CoachingSession.ahead_of(current_user.id, now=clock.now())
    return _page(session, about=_about(request.args.get("about")))


@bp.post("/sessions/<uuid:session_id>/agenda")
@allow("client")
def bring(session_id: uuid.UUID):
    """One more line, or other words for one that stands."""
    session, form, code = _noted(session_id)
    if code == 200:
        return redirect(url_for("sessions.coach", _anchor="agenda"), 303)
    return _page(session, form=form), code


@bp.post("/f/sessions/<uuid:session_id>/agenda")
@allow("client")
def bring_fragment(session_id: uuid.UUID):
    session, form, code = _noted(session_id)
    return _agenda(session, form=None if code == 200 else form), code


@bp.post("/sessions/<uuid:session_id>/agenda/withdrawal")
@allow("client")
def unbring(session_id: uuid.UUID):
    """Takes a line back."""
    _withdrawn(session_id)
    return redirect(url_for("sessions.coach", _anchor="agenda"), 303)


@bp.post("/f/sessions/<uuid:session_id>/agenda/withdrawal")
@allow("client")
def unbring_fragment(session_id: uuid.UUID):
    return _agenda(_withdrawn(session_id))


def _page(session: CoachingSession | None, *, form: Form | None = None, about: str = "") -> str:
    notes = AgendaNote.for_session(current_user.id, session.id) if session else []
    summaries = Summary.all_of(current_user)
    return render_template(
        "sessions/coach.html", session=session, notes=notes, summaries=summaries, form=form, about=about
    )


def _agenda(session: CoachingSession, *, form: Form | None = None) -> str:
    notes = AgendaNote.for_session(current_user.id, session.id)
    return render_template("sessions/_agenda.html", session=session, notes=notes, form=form, about="")


def _noted(session_id: uuid.UUID) -> tuple[CoachingSession, Form, int]:
    """(session, form, 200), or the form with its words and 422 or 409."""
    session = CoachingSession.of_client(current_user, session_id) or abort(404)
    form, now = Form(AgendaForm(), request.form), clock.now()
    if not form.ok:
        return session, form, 422
    before = form.data["payload"].get("supersedes")
    if before and not AgendaNote.known(current_user.id, before):
        abort(404)
    form.data["payload"]["session_id"] = session.id
    admission = Entry.admit(current_user, sent(form.data, KIND, person=current_user, now=now), now=now)
    if admission.status == "held":
        form.errors["text"] = "Something else was saved under this form already. Please send it once more."
        return session, form, 409
    if admission.new:
        AgendaNote.record(admission.entry)
    db.session.commit()
    return session, form, 200


def _withdrawn(session_id: uuid.UUID) -> CoachingSession:
    session = CoachingSession.of_client(current_user, session_id) or abort(404)
    form, now = Form(WithdrawalForm(), request.form), clock.now()
    note_id = form.data["payload"]["supersedes"] if form.ok else abort(422)
    if not AgendaNote.known(current_user.id, note_id):
        abort(404)
    admission = Entry.admit(current_user, sent(form.data, "entry.withdrawn", person=current_user, now=now), now=now)
    if admission.new:
        AgendaNote.retire(current_user.id, note_id, at=now)
    db.session.commit()
    return session


def _about(session_id: str | None) -> str:
    """The beginning of a correction; nothing for a summary that is not theirs."""
    try:
        summary = Summary.of_client(current_user, uuid.UUID(session_id)) if session_id else None
    except ValueError:
        summary = None
    return "About the summary: " if summary else ""
