"""Check-in: mood, then stress; two taps, saved. The rest is optional and comes after."""

import uuid

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_login import current_user

from app.checkins.models import KIND, CheckIn
from app.checkins.schemas import CheckInForm
from app.checkins.sheet import Card, Sheet
from app.core import clock
from app.core.db import db
from app.core.forms import Form
from app.core.guard import allow
from app.entries.models import Entry
from app.entries.schemas import WithdrawalForm, sent

bp = Blueprint("checkins", __name__)
# Made once: two taps are worth a schema that is ready.
FORM = CheckInForm()


@bp.get("/check-in")
@allow("client")
def show():
    """The whole check-in on one page: where the card leads without JavaScript, and from a shortcut."""
    sheet = Sheet.blank(current_user, now=clock.now(), mood=request.args.get("mood", type=int))
    return render_template("checkins/page.html", sheet=sheet, form=None)


@bp.post("/check-in")
@allow("client", lean=True)
def create():
    """The plain form: new, or a correction when it says what it supersedes."""
    form, check_in, code = _record()
    db.session.commit()
    if check_in:
        return redirect(url_for("checkins.edit", check_in_id=check_in.id), 303)
    sheet = _typed(form)
    return render_template(f"checkins/{'edit' if sheet.check_in else 'page'}.html", sheet=sheet, form=form), code


@bp.post("/f/check-ins")
@allow("client", lean=True)
def create_fragment():
    """The sheet: answers what stands in it once it is saved."""
    form, check_in, code = _record()
    now = clock.now()
    sheet = Sheet.of(current_user, check_in, now=now) if check_in else _typed(form)
    card = Card.of(current_user, now=now, last=sheet.newest)
    # All is read by now: whatever is read after the commit waits for another turn to write.
    db.session.commit()
    shown = {"sheet": sheet, "form": None if check_in else form, "card": card}
    return render_template(f"checkins/{'_saved' if sheet.check_in else '_ask'}.html", **shown), code


@bp.get("/check-in/<uuid:check_in_id>")
@allow("client")
def edit(check_in_id: uuid.UUID):
    """A saved check-in: the optional questions, and for three days a change of mind."""
    check_in = CheckIn.latest_version(current_user.id, check_in_id) or abort(404)
    return render_template("checkins/edit.html", sheet=Sheet.of(current_user, check_in, now=clock.now()), form=None)


@bp.post("/check-in/<uuid:check_in_id>/withdrawal")
@allow("client", lean=True)
def withdraw(check_in_id: uuid.UUID):
    """Undo, as a plain form."""
    _withdraw(check_in_id)
    db.session.commit()
    return redirect(url_for("today.show"), 303)


@bp.post("/f/check-ins/<uuid:check_in_id>/withdrawal")
@allow("client", lean=True)
def withdraw_fragment(check_in_id: uuid.UUID):
    """Undo, in the sheet."""
    _withdraw(check_in_id)
    card = Card.of(current_user, now=clock.now())
    db.session.commit()
    return render_template("checkins/_withdrawn.html", card=card)


def _record() -> tuple[Form, CheckIn | None, int]:
    """Loads and records the form; (form, check-in, 200), or (form, None, 422 or 409) with the words in the form.
    The view commits."""
    form, now = Form(FORM, request.form), clock.now()
    if not form.ok:
        return form, None, 422
    entry = sent(form.data, KIND, person=current_user, now=now)
    if corrects := form.data["payload"].get("supersedes"):
        before = CheckIn.latest_version(current_user.id, corrects) or abort(404)
        if not (before.editable_on(entry.local_date) or before.says_but_shared(entry.payload)):
            form.errors["mood"] = "A check-in can be changed for three days. This one stays as it is."
            return form, None, 422
    admission = Entry.admit(current_user, entry, now=now)
    if admission.status == "held":
        form.errors["mood"] = "Something else was saved under this form already. Please open the page anew."
        return form, None, 409
    check_in = CheckIn.record(admission.entry) if admission.new else None
    return form, check_in or CheckIn.latest_version(current_user.id, admission.entry.id) or abort(410), 200


def _typed(form: Form) -> Sheet:
    """What was chosen in a refused form. A refused correction is shown as one: sent again it must not become a
    second check-in."""
    named = form.values.get("supersedes")
    readable = named and "supersedes" not in form.errors
    before = CheckIn.latest_version(current_user.id, uuid.UUID(named)) if readable else None
    return Sheet.typed(current_user, form, now=clock.now(), check_in=before)


def _withdraw(check_in_id: uuid.UUID) -> None:
    CheckIn.of(current_user.id, check_in_id) or CheckIn.gone(current_user.id, check_in_id) or abort(404)
    form, now = Form(WithdrawalForm(), request.form), clock.now()
    if not form.ok or form.data["payload"]["supersedes"] != check_in_id:
        abort(422)
    admission = Entry.admit(current_user, sent(form.data, "entry.withdrawn", person=current_user, now=now), now=now)
    if admission.new:
        CheckIn.retire(current_user.id, check_in_id, at=now)
