"""Settings: a calm list of groups, each a page with one form and its own Save."""

from typing import Any

from flask import redirect, render_template, request, url_for
from flask_login import current_user

from app.accounts import settings_schemas as edge
from app.accounts.models import Consent, SignIn
from app.accounts.views import bp
from app.core import clock
from app.core.db import db
from app.core.forms import Form
from app.core.guard import allow

ABOUT_ME = ("name", "pronouns", "zone", "locale")


@bp.get("/settings")
@allow("person")
def settings():
    return render_template(
        "accounts/settings.html",
        edge=edge,
        seen=_seen(),
        undecided=Consent.undecided(current_user),
        browsers=SignIn.lasting(current_user, now=clock.now()),
        saved="saved" in request.args,
    )


@bp.get("/settings/you")
@allow("person")
def settings_you():
    return _you()


@bp.post("/settings/you")
@allow("person")
def save_you():
    form = Form(edge.YouForm(), request.form)
    if not form.ok:
        return _you(form), 422
    current_user.describe(**form.data)
    db.session.commit()
    return _saved()


@bp.post("/settings/zone")
@allow("person")
def save_zone():
    """One tap: the zone this phone is in."""
    form = Form(edge.ZoneForm(), request.form)
    if not form.ok:
        return _you(form), 422
    current_user.zone = form.data["zone"]
    db.session.commit()
    return _saved()


@bp.get("/settings/appearance")
@allow("person")
def settings_appearance():
    return _preferences("appearance")


@bp.post("/settings/appearance")
@allow("person")
def save_appearance():
    return _prefer("appearance", Form(edge.AppearanceForm(), request.form))


@bp.get("/settings/practices")
@allow("client")
def settings_practices():
    return _preferences("practices")


@bp.post("/settings/practices")
@allow("client")
def save_practices():
    form = Form(edge.PracticesForm(), request.form)
    if not form.ok:
        return _preferences("practices", form), 422
    current_user.tell(**form.data)
    db.session.commit()
    return _saved()


@bp.get("/settings/privacy")
@allow("client")
def settings_privacy():
    return _privacy()


@bp.post("/settings/privacy")
@allow("client")
def save_privacy():
    """A yes or a no to what the coach of today sees; it counts from this moment."""
    form = Form(edge.SharedForm(), request.form)
    if not form.ok or current_user.coach is None:
        return _privacy(), 422
    purposes = [edge.SHARED[name] for name in form.data["what"]]
    Consent.answer(current_user, purposes, yes=form.data["answer"] == "yes", now=clock.now())
    db.session.commit()
    return redirect(url_for("accounts.settings_privacy", changed=form.data["what"][0]), 303)


def _you(form: Form | None = None) -> str:
    shown = {name: getattr(current_user, name) for name in ABOUT_ME} | (form.values if form is not None else {})
    return render_template("accounts/settings_you.html", edge=edge, shown=shown, errors=_errors(form))


def _prefer(page: str, form: Form):
    if not form.ok:
        return _preferences(page, form), 422
    current_user.prefer(**form.data)
    db.session.commit()
    return _saved()


def _preferences(page: str, form: Form | None = None) -> str:
    # A box that is not ticked is not sent: what was typed replaces what is kept, it does not add to it.
    shown = current_user.preferences if form is None else form.values
    return render_template(f"accounts/settings_{page}.html", edge=edge, shown=shown, errors=_errors(form))


def _privacy() -> str:
    shown = {"undecided": Consent.undecided(current_user), "changed": request.args.get("changed")}
    return render_template("accounts/settings_privacy.html", seen=_seen(), **shown)


def _seen() -> set[str]:
    return {name for name, purpose in edge.SHARED.items() if current_user.consents_to(purpose)}


def _errors(form: Form | None) -> dict[str, Any]:
    return form.errors if form is not None else {}


def _saved():
    return redirect(url_for("accounts.settings", saved=1), 303)
