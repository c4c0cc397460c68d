"""Giving a practice to a client from the library: four taps, and half a minute to take it back."""

from __future__ import annotations

import uuid

from flask import abort, redirect, render_template, request, url_for
from flask_login import current_user

from app.accounts.models import User
from app.core import clock
from app.core.db import db
from app.core.forms import Form
from app.core.guard import allow
from app.core.plain import plain
from app.practices.giving import Giving
from app.practices.models import Assignment, PracticeVersion
from app.practices.models.giving import clients_of, held_by, take_back, undo_seconds
from app.practices.schemas import GiveForm
from app.practices.views import bp
from app.practices.views.library import client_asked_for


@bp.get("/library/<slug>/assignment")
@allow("coach")
def assignment(slug: str):
    """For whom, or, once `?client=` says so, how often and when."""
    practice, client = _offered(slug), client_asked_for()
    return _how_often(practice, client) if client else _for_whom(practice)


@bp.post("/library/<slug>/assignment")
@allow("coach")
def assign(slug: str):
    form, practice = Form(GiveForm(), request.form), _offered(slug)
    giving = Giving(practice, _client(form), current_user, clock.now(), form.values, form.errors)
    if form.ok:
        form.errors.update(giving.complaints(form.data))
    if not form.ok:
        return _page(giving), 422
    given, ended = giving.give(form.data)
    db.session.commit()
    return redirect(url_for("practices.given", assignment_id=given.id, instead=[one.id for one in ended]), 303)


@bp.get("/library/given/<uuid:assignment_id>")
@allow("coach")
def given(assignment_id: uuid.UUID):
    """What happened, where the client sees it, and for half a minute the way back."""
    return _given_page(*_given(assignment_id))


@bp.post("/library/given/<uuid:assignment_id>/withdrawal")
@allow("coach")
def withdraw(assignment_id: uuid.UUID):
    now = clock.now()
    row, client = _given(assignment_id)
    if not undo_seconds(row, now):
        return _given_page(row, client, late=True), 409
    slug = row.practice.slug
    take_back(row, instead=_instead(row), today=client.local_day(now))
    db.session.commit()
    return redirect(url_for("practices.assignment", slug=slug, client=client.id), 303)


def _offered(slug: str) -> PracticeVersion:
    practice = PracticeVersion.newest(slug, current_user.organization_id)
    return practice if practice and not practice.retired else abort(404)


def _client(form: Form) -> User:
    """Whom the form names. Until the commit nobody else gives them anything: two taps are one."""
    named = _id(form.values.get("client_id"))
    client = named and db.session.scalar(current_user.clients().where(User.id == named).with_for_update(of=User))
    return client or abort(404)


def _given(assignment_id: uuid.UUID) -> tuple[Assignment, User]:
    """What this coach gave, with the client, who is still theirs."""
    row = db.session.get(Assignment, assignment_id)
    mine = row is not None and row.coach_id == current_user.id
    client = current_user.client(row.client_id) if mine else None
    return (row, client) if client else abort(404)


def _instead(given: Assignment) -> list[Assignment]:
    """What ended on the same day to make room, as the address says: the client's own, and the coach's to see."""
    named = [_id(each) for each in request.args.getlist("instead")]
    rows = [Assignment.of(given.client_id, each) for each in named if each]
    return [one for one in rows if one and one.ended_on == given.assigned_on]


def _for_whom(practice: PracticeVersion) -> str:
    clients = clients_of(current_user)
    held = held_by(clients, current_user, now=clock.now())
    sought = request.args.get("q", "").strip()
    hidden = {one.id for one in clients if plain(sought) not in plain(one.name)}
    parts = {"clients": clients, "held": held, "sought": sought, "hidden": hidden}
    return render_template("practices/for_whom.html", practice=practice, **parts)


def _how_often(practice: PracticeVersion, client: User) -> str:
    return _page(Giving(practice, client, current_user, clock.now()))


def _page(giving: Giving) -> str:
    return render_template("practices/assignment.html", giving=giving)


def _given_page(given: Assignment, client: User, *, late: bool = False) -> str:
    parts = {"given": given, "client": client, "instead": _instead(given), "late": late}
    return render_template("practices/given.html", seconds=undo_seconds(given, clock.now()), **parts)


def _id(text: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(text or "")
    except ValueError:
        return None
