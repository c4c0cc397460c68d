"""The coach's bookings with one client: made, moved, cancelled, booked again."""

import uuid
from datetime import datetime

from flask import abort, redirect, render_template, request, url_for
from flask_login import current_user

from app.accounts.models import User
from app.core import clock
from app.core.db import db
from app.core.forms import Form
from app.core.guard import allow
from app.sessions.models import CoachingSession
from app.sessions.schemas import BookingForm, CancellationForm
from app.sessions.times import complaint, instant
from app.sessions.views import bp


@bp.get("/clients/<uuid:client_id>/sessions")
@allow("coach")
def schedule(client_id: uuid.UUID):
    """What is booked, and the form for one more."""
    return _page(current_user.client(client_id) or abort(404))


@bp.post("/clients/<uuid:client_id>/sessions")
@allow("coach")
def book(client_id: uuid.UUID):
    client, now = current_user.client(client_id) or abort(404), clock.now()
    form, starts_at = _booking(now)
    if not form.ok:
        return _page(client, form=form), 422
    CoachingSession.schedule(coach=current_user, client=client, starts_at=starts_at, now=now, **_rest(form))
    db.session.commit()
    return redirect(url_for("sessions.schedule", client_id=client_id), 303)


@bp.post("/sessions/<uuid:session_id>/time")
@allow("coach")
def move(session_id: uuid.UUID):
    """Another day, time, length or place for a booked session."""
    session = _booked(session_id)
    form, starts_at = _booking(clock.now())
    if session.outcome or not form.ok:
        return _page(session.client, form=form, moving=session.id), 409 if session.outcome else 422
    session.move(starts_at, **_rest(form))
    db.session.commit()
    return redirect(url_for("sessions.schedule", client_id=session.client_id), 303)


@bp.post("/sessions/<uuid:session_id>/cancellation")
@allow("coach")
def cancel(session_id: uuid.UUID):
    """Sending it twice is cancelling once; one that took place stays."""
    session, form = _booked(session_id), Form(CancellationForm(), request.form)
    outcome = f"cancelled_by_{form.data['by']}" if form.ok else abort(422)
    if session.outcome not in (None, outcome):
        return _page(session.client, settled=session), 409
    session.settle(outcome, now=clock.now())
    db.session.commit()
    return redirect(url_for("sessions.schedule", client_id=session.client_id), 303)


@bp.post("/sessions/<uuid:session_id>/cancellation/withdrawal")
@allow("coach")
def book_again(session_id: uuid.UUID):
    """Takes a cancellation back while the session is still to come. Sending it twice is once."""
    session, now = _booked(session_id), clock.now()
    if session.outcome and not session.falls_through(now):
        return _page(session.client, settled=session), 409
    session.book_again(now=now)
    db.session.commit()
    return redirect(url_for("sessions.schedule", client_id=session.client_id), 303)


def _page(client: User, **more) -> str:
    now, sessions = clock.now(), CoachingSession.between(current_user, client)
    booked = [one for one in reversed(sessions) if one.outcome is None and one.ends_at > now]
    open_ones = [one for one in sessions if one.outcome is None and one.ends_at <= now]
    fallen = [one for one in reversed(sessions) if one.falls_through(now)]
    taken = [one.starts_at for one in booked]
    cancelled = [one for one in fallen if one.starts_at not in taken]
    earlier = [one for one in sessions if one.outcome and one not in fallen][:8]
    lists = {"booked": booked, "waiting": open_ones, "cancelled": cancelled, "earlier": earlier}
    parts = {"form": None, "moving": None, "settled": None, "known": len(sessions)} | more
    return render_template("sessions/schedule.html", client=client, **lists, **parts)


def _booked(session_id: uuid.UUID) -> CoachingSession:
    return CoachingSession.of_coach(current_user, session_id, locked=True) or abort(404)


def _booking(now: datetime) -> tuple[Form, datetime | None]:
    """The form and its moment, read on the coach's clock; the form has the words if it cannot be."""
    form = Form(BookingForm(), request.form)
    if not form.ok:
        return form, None
    starts_at = instant(datetime.combine(form.data["day"], form.data["time"]), current_user.zone)
    if words := complaint(starts_at, now=now):
        form.errors["day"] = words
    return form, starts_at


def _rest(form: Form) -> dict:
    return {"minutes": form.data["minutes"], "place": form.data.get("place")}
