"""Own copies: made from a practice, changed by whoever made them, brought to their clients one by one."""

from __future__ import annotations

from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask_login import current_user

from app.core import clock
from app.core.db import db
from app.core.forms import Form
from app.core.guard import allow
from app.practices.copy_forms import PHASES, copy_form, steps_of
from app.practices.copying import addable, arrange, body_of, known_fields, values_of
from app.practices.models import PracticeVersion
from app.practices.models.copies import add_version, content, left_out, make_copy, own_copy
from app.practices.models.giving import bring_up_to_date, out_of_date
from app.practices.schemas import UpdateForm
from app.practices.views import bp
from app.practices.views.library import options

TAKEN = "There is a practice of this name already."


@bp.post("/library/<slug>/copies")
@allow("coach")
def copy(slug: str):
    """Tapped twice it is one copy, opened in the editor."""
    practice = PracticeVersion.newest(slug, current_user.organization_id) or abort(404)
    made = make_copy(practice, current_user, now=clock.now())
    db.session.commit()
    return redirect(url_for("practices.edit", own=made.slug), 303)


@bp.get("/library/<own>/edit")
@allow("coach")
def edit(own: str):
    row = own_copy(own, current_user) or abort(404)
    return _page(row, values_of(row))


@bp.post("/library/<own>/edit")
@allow("coach")
def save(own: str):
    """A new version. What was sent stays as sent; who saved over an older one is told, and nothing is overwritten."""
    form, row = _typed(own)
    if not form.ok:
        return _page(row, form.values, form.errors), 422
    body = body_of(form.data, PracticeVersion.history(own, current_user.organization_id))
    if content(body) != content(row.body):
        if form.data["base"] != row.version:
            return _page(row, form.values | {"base": row.version}, overtaken=True), 409
        add_version(row, body, current_user, now=clock.now())
        db.session.commit()
    return _saved(own)


@bp.post("/library/<own>/steps")
@allow("coach")
def arrange_steps(own: str):
    """The form with a step added, moved or taken out; nothing is saved yet."""
    row = own_copy(own, current_user) or abort(404)
    form = Form(copy_form(row.body["player"]), request.form)
    return _page(row, arrange(form.values, form.values.get("do", "")))


@bp.post("/library/<own>/retirement")
@allow("coach")
def retire(own: str):
    """No longer offered. What was given goes on."""
    row = own_copy(own, current_user, locked=True) or abort(404)
    if not row.retired:
        add_version(row, row.body | {"retired": True}, current_user, now=clock.now())
        db.session.commit()
    return redirect(url_for("practices.piece", slug=own), 303)


@bp.post("/library/<own>/return")
@allow("coach")
def offer_again(own: str):
    row = own_copy(own, current_user, locked=True) or abort(404)
    if row.retired:
        add_version(row, {**row.body, "retired": False}, current_user, now=clock.now())
        db.session.commit()
    return redirect(url_for("practices.piece", slug=own), 303)


@bp.get("/library/<slug>/updates")
@allow("coach")
def updates(slug: str):
    """Update for whom? Nobody is ticked."""
    practice = PracticeVersion.newest(slug, current_user.organization_id) or abort(404)
    behind = out_of_date(slug, current_user, now=clock.now())
    return render_template("practices/updates.html", practice=practice, behind=behind, saved="saved" in request.args)


@bp.post("/library/<slug>/updates")
@allow("coach")
def update(slug: str):
    """For the ticked ones the newest version takes over today. Who has it already is passed over."""
    form, now = Form(UpdateForm(), request.form), clock.now()
    practice = PracticeVersion.newest(slug, current_user.organization_id) or abort(404)
    ticked = form.data.get("assignments", [])
    for client, given in out_of_date(slug, current_user, now=now):
        if given.id in ticked:
            bring_up_to_date(given, client, practice, coach=current_user, now=now)
    db.session.commit()
    return redirect(url_for("practices.piece", slug=slug), 303)


def _typed(own: str) -> tuple[Form, PracticeVersion]:
    row = own_copy(own, current_user, locked=True) or abort(404)
    form = Form(copy_form(row.body["player"]), request.form)
    library = PracticeVersion.library(current_user.organization_id)
    if form.ok and any(one.title == form.data["title"] for one in library if one.slug != own):
        form.errors["title"] = TAKEN
    return form, row


def _saved(own: str):
    behind = out_of_date(own, current_user, now=clock.now())
    endpoint = "practices.updates" if behind else "practices.piece"
    return redirect(url_for(endpoint, slug=own, saved=1), 303)


def _page(row: PracticeVersion, values: dict[str, Any], errors: dict[str, str] | None = None, *, overtaken=False):
    kept = known_fields(PracticeVersion.history(row.slug, current_user.organization_id))
    words = {"options": options(), "phases": PHASES, "addable": addable(row.body["player"]), "fields": kept}
    parts = {"copy": row, "values": values, "errors": errors or {}, "overtaken": overtaken}
    return render_template("practices/edit.html", gone=left_out(row.body), steps=steps_of(values), **parts, **words)
