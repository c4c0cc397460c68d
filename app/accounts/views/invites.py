"""Inviting: by e-mail, by link, by QR code. Only whoever invited, an owner, and a client's coach see the link."""

import io
import uuid

import segno
from flask import abort, make_response, redirect, render_template, request, url_for
from flask_login import current_user

from app.accounts import letters
from app.accounts.allowances import may_mail
from app.accounts.models import Invite, roll
from app.accounts.schemas import InviteForm, OwnersInviteForm
from app.accounts.views import bp
from app.core import clock
from app.core.db import db
from app.core.forms import Form
from app.core.guard import allow


@bp.get("/people/invites/new")
@allow("coach", "owner")
def new_invite():
    return _asking({})


@bp.post("/people/invites")
@allow("coach", "owner")
def invite_somebody():
    form, now = Form(OwnersInviteForm() if _owner() else InviteForm(), request.form), clock.now()
    if not form.ok:
        return _asking(form.values, form.errors), 422
    invite = Invite.make(**_for_whom(form.data), invited_by_id=current_user.id, now=now)
    return _sent(invite, now)


@bp.get("/people/invites/<uuid:invite_id>")
@allow("coach", "owner")
def invite(invite_id: uuid.UUID):
    one = _invite(invite_id)
    return render_template("accounts/people_invite.html", invite=one, link=letters.link(one.token))


@bp.get("/people/invites/<uuid:invite_id>/qr.svg")
@allow("coach", "owner")
def invite_qr(invite_id: uuid.UUID):
    """The link as a drawing: dark on white in both themes, or a camera does not read it."""
    drawing = io.BytesIO()
    segno.make(letters.link(_invite(invite_id).token), error="m").save(
        drawing, kind="svg", scale=8, border=2, xmldecl=False, light="#fff", dark="#000"
    )
    answer = make_response(drawing.getvalue())
    answer.mimetype = "image/svg+xml"
    return answer


@bp.post("/people/invites/<uuid:invite_id>/renewal")
@allow("coach", "owner")
def renew_invite(invite_id: uuid.UUID):
    """A new link for the same person; the old one opens nothing from now on."""
    now = clock.now()
    return _sent(_invite(invite_id).again(by=current_user, now=now), now)


@bp.post("/people/invites/<uuid:invite_id>/ending")
@allow("coach", "owner")
def revoke_invite(invite_id: uuid.UUID):
    _invite(invite_id).revoke(clock.now())
    db.session.commit()
    return redirect(url_for("accounts.people"), 303)


def _sent(invite: Invite, now):
    db.session.flush()
    if invite.email:
        if not may_mail(str(current_user.id), now=now):
            db.session.rollback()
            abort(429)
        letters.send_invite(invite, now=now)
    db.session.commit()
    return redirect(url_for("accounts.invite", invite_id=invite.id), 303)


def _for_whom(data: dict) -> dict:
    """Columns of the invite. The coach named must be one of this organization; a coach invites their own clients."""
    role, coach = data.get("role", "client"), current_user
    if _owner() and role == "client":
        coach = roll.coach_of(current_user, data["coach_id"]) or abort(404)
    return {
        "organization_id": current_user.organization_id,
        "role": role,
        "coach_id": coach.id if role == "client" else None,
        "name": data["name"],
        "email": data["email"],
    }


def _owner() -> bool:
    return "owner" in current_user.roles


def _invite(invite_id: uuid.UUID) -> Invite:
    return Invite.of(current_user, invite_id) or abort(404)


def _asking(values: dict, errors: dict | None = None) -> str:
    coaches = [(coach.id, coach.name) for coach in roll.coaches(current_user)] if _owner() else []
    return render_template("accounts/people_invite_new.html", values=values, errors=errors or {}, coaches=coaches)
