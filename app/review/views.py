"""What a coach sees before a call: the caseload and one client's brief."""

import uuid

from flask import Blueprint, abort, render_template, request
from flask_login import current_user

from app.core import clock
from app.core.db import db
from app.core.guard import allow
from app.review.queries import brief as brief_of
from app.review.queries import caseload, meetings
from app.sessions.models import BriefShowing

bp = Blueprint("review", __name__)


@bp.get("/clients")
@allow("coach")
def roster():
    found = caseload(current_user, now=clock.now())
    sought = request.args.get("q", "").strip()
    return render_template("review/roster.html", caseload=found, shown=found.named(sought), sought=sought)


@bp.get("/clients/<uuid:client_id>/brief")
@allow("coach")
def brief(client_id: uuid.UUID):
    client = current_user.client(client_id) or abort(404)
    return render_template("review/brief.html", brief=brief_of(current_user, client, now=clock.now()))


@bp.post("/f/clients/<uuid:client_id>/reading")
@allow("coach")
def reading(client_id: uuid.UUID):
    now = clock.now()
    client = current_user.client(client_id) or abort(404)
    client.pairing.read_at = now
    if session := meetings(current_user, client, now=now).next:
        BriefShowing.note(session, current_user, now=now)
    db.session.commit()
    return "", 204
