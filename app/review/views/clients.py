"""A client's own page: overview, timeline, practices, and what the coach wrote. A GET never marks anything as read."""

import uuid
from datetime import date, timedelta

from flask import abort, render_template, request
from flask_login import current_user

from app.accounts.models import User
from app.accounts.models.consent import PRACTICES
from app.core import clock
from app.core.guard import allow
from app.review.queries import brief as brief_of
from app.review.queries import notes as notes_of
from app.review.queries import practices as practices_of
from app.review.queries import profile
from app.review.queries import timeline as timeline_of
from app.review.views import bp

LATELY = timedelta(days=7)


@bp.get("/clients/<uuid:client_id>")
@allow("coach")
def client(client_id: uuid.UUID):
    found, now = _client(client_id), clock.now()
    lately = timeline_of(current_user, found, before=None, now=now, length=LATELY)
    return _page("client", found, brief=brief_of(current_user, found, now=now), timeline=lately)


@bp.get("/clients/<uuid:client_id>/timeline")
@allow("coach")
def timeline(client_id: uuid.UUID):
    """`before`: the local date the page ends before; four weeks a page."""
    found, before = _client(client_id), request.args.get("before", type=date.fromisoformat)
    return _page("client_timeline", found, timeline=timeline_of(current_user, found, before=before, now=clock.now()))


@bp.get("/clients/<uuid:client_id>/practices")
@allow("coach")
def practices(client_id: uuid.UUID):
    found = _client(client_id)
    given = None
    if found.consents_to(PRACTICES):
        given = practices_of(current_user, found, found.local_day(clock.now()))
    return _page("client_practices", found, given=given)


@bp.get("/clients/<uuid:client_id>/notes")
@allow("coach")
def notes(client_id: uuid.UUID):
    found, sought = _client(client_id), request.args.get("q", "").strip()
    return _page("client_notes", found, notes=notes_of(current_user, found, sought=sought), sought=sought)


def _client(client_id: uuid.UUID) -> User:
    return current_user.client(client_id) or abort(404)


def _page(name: str, found: User, **parts) -> str:
    about = profile(current_user, found, now=clock.now())
    return render_template(f"review/{name}.html", profile=about, client=found, **parts)
