"""The close-out: the minute after a session. One form, saved as a draft or published as a letter."""

import uuid

from flask import abort, redirect, render_template, request, url_for
from flask_login import current_user

from app.core import clock
from app.core.db import db
from app.core.forms import Form
from app.core.guard import allow
from app.core.htmx import go_to
from app.practices.rhythms import DAYS, OFTEN
from app.sessions.close_out import CloseOut
from app.sessions.letter import Letter
from app.sessions.models import CoachingSession, PrivateNote, Summary
from app.sessions.schemas import CloseOutForm, PrivateNoteForm
from app.sessions.views import bp


@bp.get("/sessions/<uuid:session_id>/close-out")
@allow("coach")
def close_out(session_id: uuid.UUID):
    """The form, or the letter once it was sent. `?attendance=no_show&choice_1=smaller` begins a new one so."""
    session = CoachingSession.of_coach(current_user, session_id) or abort(404)
    sheet = CloseOut.of(session, current_user, now=clock.now(), asked=request.args)
    return _sent(sheet.summary) if sheet.published else _page(sheet)


@bp.post("/sessions/<uuid:session_id>/close-out")
@allow("coach")
def draft(session_id: uuid.UUID):
    """Keeps what stands in the form, however unfinished."""
    sheet, form = _typed(session_id)
    if refusal := _refused(sheet, form):
        return refusal
    if not sheet.published:
        sheet.add()
        sheet.save()
    db.session.commit()
    return redirect(url_for("sessions.close_out", session_id=session_id), 303)


@bp.post("/f/sessions/<uuid:session_id>/draft")
@allow("coach")
def draft_fragment(session_id: uuid.UUID):
    """The same while it is written. 409 with the other version where somebody was faster: nothing is kept then."""
    sheet, form = _typed(session_id)
    if form.ok and sheet.stands:
        sheet.save()
    elif form.ok and not sheet.late:
        return render_template("sessions/_close_out_other.html", sheet=sheet), 409
    db.session.commit()
    refused = next(iter(form.errors.values()), None)
    return render_template("sessions/_close_out_state.html", sheet=sheet, refused=refused), 422 if refused else 200


@bp.post("/f/sessions/<uuid:session_id>/preview")
@allow("coach")
def preview(session_id: uuid.UUID):
    """What the client would read. Writes nothing; the private note has no way in here."""
    session = CoachingSession.of_coach(current_user, session_id) or abort(404)
    typed = Form(CloseOutForm(), request.form).values
    sheet = CloseOut(session, current_user, clock.now(), {**typed, "private": ""})
    return render_template("sessions/_close_out_preview.html", sheet=sheet)


@bp.post("/sessions/<uuid:session_id>/publication")
@allow("coach")
def publication(session_id: uuid.UUID):
    """Summary, practices, next session and nudge in one transaction, or none of it."""
    sheet, form = _typed(session_id)
    refusal = _publish(sheet, form)
    return refusal or redirect(_after(sheet), 303)


@bp.post("/f/sessions/<uuid:session_id>/publication")
@allow("coach")
def publication_fragment(session_id: uuid.UUID):
    """The same, asked by the form as it stands. A refusal is its number alone: sent as a page, the form shows why."""
    sheet, form = _typed(session_id)
    refusal = _publish(sheet, form)
    return ("", refusal[1]) if refusal else go_to(_after(sheet))


@bp.post("/sessions/<uuid:session_id>/publication/withdrawal")
@allow("coach")
def take_back(session_id: uuid.UUID):
    """Undo, for thirty seconds."""
    now = clock.now()
    session = CoachingSession.of_coach(current_user, session_id, locked=True) or abort(404)
    summary = Summary.of_session(session) or abort(404)
    if summary.published_at and not summary.can_be_taken_back(now):
        return _sent(summary, too_late=True), 409
    if summary.published_at:
        summary.take_back(session.client, now=now)
    db.session.commit()
    return redirect(url_for("sessions.close_out", session_id=session_id), 303)


@bp.post("/sessions/<uuid:session_id>/private-note")
@allow("coach")
def private_note(session_id: uuid.UUID):
    """The private note by itself, once the letter is out."""
    session = CoachingSession.of_coach(current_user, session_id, locked=True) or abort(404)
    summary = Summary.of_session(session) or abort(404)
    form = Form(PrivateNoteForm(), request.form)
    if not form.ok:
        return _sent(summary, noted=form), 422
    words, kept = form.data.get("private") or "", PrivateNote.read(session, current_user)
    if kept != words and form.data["stamp"] != PrivateNote.stamp(session, current_user):
        return _sent(summary, noted=form), 409
    PrivateNote.write(session, current_user, words, now=clock.now())
    db.session.commit()
    return redirect(url_for("sessions.close_out", session_id=session_id), 303)


def _typed(session_id: uuid.UUID) -> tuple[CloseOut, Form]:
    session = CoachingSession.of_coach(current_user, session_id, locked=True) or abort(404)
    form = Form(CloseOutForm(), request.form)
    return CloseOut(session, current_user, clock.now(), form.values), form


def _publish(sheet: CloseOut, form: Form):
    """The answer to what cannot be published; None once it is. Twice is once."""
    if refusal := _refused(sheet, form, strict=True):
        return refusal
    if not sheet.published:
        sheet.publish()
    db.session.commit()
    return None


def _after(sheet: CloseOut) -> str:
    if sheet.published:
        return url_for("sessions.close_out", session_id=sheet.session.id)
    return url_for("sessions.schedule", client_id=sheet.client.id)


def _refused(sheet: CloseOut, form: Form, *, strict: bool = False):
    """The answer to a form that cannot be taken: 422 with words, 409 when somebody was faster; None if it can."""
    if form.ok and sheet.published:
        return None if sheet.said else (_sent(sheet.summary, unsent=sheet), 409)
    if form.ok and sheet.overtaken:
        return _page(sheet, overtaken=True), 409
    if form.ok and strict:
        form.errors.update(sheet.complaints())
    return None if form.ok else (_page(sheet, form=form), 422)


def _page(sheet: CloseOut, *, form: Form | None = None, overtaken: bool = False) -> str:
    parts = {"form": form, "overtaken": overtaken, "often": OFTEN.items(), "days": DAYS}
    return render_template("sessions/close_out.html", sheet=sheet, **parts)


def _sent(summary: Summary, **more) -> str:
    """`too_late`: an undo came too late; `unsent`: a close-out, `noted`: a private note that could not be taken."""
    session = summary.session
    note, stamp = PrivateNote.read(session, current_user), PrivateNote.stamp(session, current_user)
    parts = {"note": note, "stamp": stamp, "seconds": summary.undo_seconds(clock.now()), "noted": None} | more
    letter = Letter.of(summary, session.client)
    return render_template("sessions/close_out_sent.html", letter=letter, summary=summary, **parts)
