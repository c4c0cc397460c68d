"""A coach offers a client a habit; the client takes it, or not now."""

import uuid

from flask import abort, redirect, render_template, request, url_for
from flask_login import current_user

from app.core import clock
from app.core.db import db
from app.core.forms import Form
from app.core.guard import allow
from app.habits.models import Habit
from app.habits.schemas import HabitForm
from app.habits.views import bp


@bp.get("/clients/<uuid:client_id>/habits/new")
@allow("coach")
def offer(client_id: uuid.UUID):
    client = current_user.client(client_id) or abort(404)
    return render_template("habits/offer.html", client=client, form=None, typed={"kind": "daily"})


@bp.post("/clients/<uuid:client_id>/habits")
@allow("coach")
def create_offer(client_id: uuid.UUID):
    """It begins when the client takes it."""
    client, now = current_user.client(client_id) or abort(404), clock.now()
    form = Form(HabitForm(), request.form)
    if not form.ok:
        return render_template("habits/offer.html", client=client, form=form, typed=form.values), 422
    Habit.make_once(client, **form.data, today=client.local_day(now), now=now, offered_by=current_user)
    db.session.commit()
    return redirect(url_for("review.brief", client_id=client.id), 303)
