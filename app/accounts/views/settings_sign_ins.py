"""Settings: the address a person signs in with, and the browsers where they are signed in."""

import uuid

from flask import abort, redirect, render_template, request, url_for
from flask_login import current_user

from app.accounts.models import SignIn, SignInCode, address
from app.accounts.schemas import AddressCodesForm
from app.accounts.settings_schemas import AddressForm
from app.accounts.views import bp
from app.core import clock
from app.core.db import db
from app.core.forms import Form
from app.core.guard import allow

TROUBLES = {
    "own_code": "This code does not fit, or it has rested too long. It is in the mail to your address of now.",
    "code": "This code does not fit, or it has rested too long. You can ask for a new one.",
    "taken": "Somebody here signs in with this address already.",
}


@bp.get("/settings/address")
@allow("person")
def settings_address():
    return render_template("accounts/settings_address.html", values={}, errors={})


@bp.post("/settings/address")
@allow("person")
def ask_for_address():
    form = Form(AddressForm(), request.form)
    if not form.ok:
        return render_template("accounts/settings_address.html", values=form.values, errors=form.errors), 422
    if not address.ask(current_user, form.data["email"], now=clock.now()):
        abort(429)
    db.session.commit()
    return redirect(url_for("accounts.settings_address_code"), 303)


@bp.get("/settings/address/code")
@allow("person")
def settings_address_code():
    asked = address.waiting(current_user, now=clock.now())
    return _typing(asked) if asked else redirect(url_for("accounts.settings_address"), 303)


@bp.post("/settings/address/code")
@allow("person")
def prove_address():
    now, form = clock.now(), Form(AddressCodesForm(), request.form)
    asked, errors = address.waiting(current_user, now=now), form.errors
    if form.ok and (trouble := address.prove(current_user, **form.data, now=now)):
        errors = {"own_code" if trouble == "own_code" else "code": TROUBLES[trouble]}
    db.session.commit()  # a code that does not fit has used up a try
    if errors:
        return _typing(asked, form.values, errors), 422
    return redirect(url_for("accounts.settings", saved=1), 303)


@bp.get("/settings/sign-ins")
@allow("person")
def settings_sign_ins():
    return render_template("accounts/settings_sign_ins.html", browsers=SignIn.lasting(current_user, now=clock.now()))


@bp.post("/settings/sign-ins/<uuid:sign_in_id>/ending")
@allow("person")
def end_sign_in(sign_in_id: uuid.UUID):
    sign_in = SignIn.one_of(current_user, sign_in_id) or abort(404)
    sign_in.end(clock.now())
    db.session.commit()
    return redirect(url_for("accounts.settings_sign_ins"), 303)


@bp.post("/settings/sign-ins/ending")
@allow("person")
def end_other_sign_ins():
    SignIn.end_others(current_user, now=clock.now())
    db.session.commit()
    return redirect(url_for("accounts.settings_sign_ins"), 303)


def _typing(asked: SignInCode | None, values: dict | None = None, errors: dict | None = None) -> str:
    shown = {"email": asked.email if asked else None, "own": address.needs_own(current_user, asked)}
    return render_template("accounts/settings_address_code.html", **shown, values=values or {}, errors=errors or {})
