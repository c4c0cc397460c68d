"""What a coach sees before a call, and that they saw it."""

import uuid

from flask import abort, render_template
from flask_login import current_user

from app.core import clock
from app.core.db import db
from app.core.guard import allow
from app.review.queries import brief as brief_of
from app.review.queries import meetings
from app.review.views import bp
from app.sessions.models import BriefShowing
from app.sessions.models.handover import follow


@bp.get("/clients/<uuid:client_id>/brief")
@allow("coach")
def brief(client_id: uuid.UUID):
    client = current_user.client(client_id) or abort(404)
    return render_template("review/brief.html", brief=brief_of(current_user, client, now=clock.now()))


@bp.post("/f/clients/<uuid:client_id>/reading")
@allow("coach")
def reading(client_id: uuid.UUID):
    """The brief is on the screen. Also where a client came back to another coach: what is booked follows them."""
    now = clock.now()
    client = current_user.client(client_id) or abort(404)
    client.pairing.read_at = now
    follow(client.pairing, now=now)
    if session := meetings(current_user, client, now=now).next:
        BriefShowing.note(session, current_user, now=now)
    db.session.commit()
    return "", 204
