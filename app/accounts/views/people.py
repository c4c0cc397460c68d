"""Who is here: for an owner everybody, for a coach their own clients. Names, states and counts, never content."""

import uuid

from flask import abort, redirect, render_template, url_for
from flask_login import current_user

from app.accounts.models import Invite, Membership, roll
from app.accounts.views import bp
from app.core import clock
from app.core.db import db
from app.core.guard import allow


@bp.get("/people")
@allow("coach", "owner")
def people():
    return render_template(
        "accounts/people.html",
        roll=roll.by_role(current_user),
        counts=roll.client_counts(current_user),
        invites=Invite.waiting(current_user, now=clock.now()),
    )


@bp.get("/people/<uuid:membership_id>")
@allow("coach", "owner")
def person(membership_id: uuid.UUID):
    return page_of(_membership(membership_id))


@bp.post("/people/<uuid:membership_id>/pause")
@allow("coach", "owner")
def pause(membership_id: uuid.UUID):
    _membership(membership_id).pause(clock.now())
    return _back(membership_id)


@bp.post("/people/<uuid:membership_id>/return")
@allow("coach", "owner")
def resume(membership_id: uuid.UUID):
    _membership(membership_id).resume()
    return _back(membership_id)


@bp.get("/people/<uuid:membership_id>/ending")
@allow("coach", "owner")
def ask_ending(membership_id: uuid.UUID):
    """Asks before anything ends."""
    membership = _membership(membership_id)
    count = roll.client_counts(current_user)[membership.user_id] if membership.role == "coach" else 0
    return render_template("accounts/people_ending.html", membership=membership, count=count)


@bp.post("/people/<uuid:membership_id>/ending")
@allow("coach", "owner")
def end(membership_id: uuid.UUID):
    _membership(membership_id).end(clock.now())
    db.session.commit()
    return redirect(url_for("accounts.people"), 303)


def page_of(membership: Membership, errors: dict | None = None) -> str:
    """One person's page, also for a handover that was refused."""
    owner = "owner" in current_user.roles
    coaches = roll.coaches(current_user) if owner and membership.role == "client" else []
    others = [(coach.id, coach.name) for coach in coaches if coach not in (membership.user, membership.user.coach)]
    return render_template("accounts/people_one.html", membership=membership, others=others, errors=errors or {})


def _membership(membership_id: uuid.UUID) -> Membership:
    return roll.membership_of(current_user, membership_id) or abort(404)


def _back(membership_id: uuid.UUID):
    db.session.commit()
    return redirect(url_for("accounts.person", membership_id=membership_id), 303)
