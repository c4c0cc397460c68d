"""A handover: another coach for a client, and for the sessions that are booked with them."""

import uuid

from flask import abort, redirect, request, url_for
from flask_login import current_user

from app.accounts.models import Pairing, roll
from app.accounts.schemas import HandoverForm
from app.accounts.views.people import page_of
from app.core import clock
from app.core.db import db
from app.core.forms import Form
from app.core.guard import allow
from app.sessions.models.handover import follow
from app.sessions.views import bp


@bp.post("/people/<uuid:client_id>/coach")
@allow("owner")
def hand_over(client_id: uuid.UUID):
    """Hands a client to another coach, who sees what was consented to only once the client says yes to them too."""
    membership, now = roll.client_of(current_user, client_id) or abort(404), clock.now()
    form = Form(HandoverForm(), request.form)
    coach = roll.coach_of(current_user, form.data["coach_id"]) if form.ok else None
    if coach is None or coach == membership.user:
        return page_of(membership, {"coach_id": "Please choose a coach of the practice."}), 422
    follow(Pairing.begin(coach=coach, client=membership.user, now=now), now=now)
    db.session.commit()
    return redirect(url_for("accounts.person", membership_id=membership.id), 303)
