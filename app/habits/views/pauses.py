"""A pause of one habit or of all: from a day to a day, quiet, and over by itself."""

import uuid

from flask import abort, redirect, request, url_for
from flask_login import current_user

from app.core import clock
from app.core.db import db
from app.core.forms import Form
from app.core.guard import allow
from app.habits.board import view_of
from app.habits.models import Habit
from app.habits.schemas import PauseForm
from app.habits.views import bp
from app.habits.views.mine import kept
from app.habits.views.pages import show_all, show_one


@bp.post("/habits/<uuid:habit_id>/pauses")
@allow("client")
def pause(habit_id: uuid.UUID):
    habit, today = kept(habit_id), current_user.local_day(clock.now())
    form = Form(PauseForm(today=today), request.form)
    if not form.ok:
        return show_one(view_of(current_user, habit, today), today.replace(day=1), form=form), 422
    habit.pause(**form.data)
    db.session.commit()
    return redirect(url_for("habits.show", habit_id=habit.id), 303)


@bp.post("/habits/pauses")
@allow("client")
def pause_all():
    """All habits at once: a holiday is not marked one by one."""
    today = current_user.local_day(clock.now())
    form = Form(PauseForm(today=today), request.form)
    if not form.ok:
        return show_all(today, form=form), 422
    for habit in Habit.current(current_user.id):
        habit.pause(**form.data)
    db.session.commit()
    return redirect(url_for("habits.index"), 303)


@bp.post("/habits/<uuid:habit_id>/pauses/<uuid:pause_id>/ending")
@allow("client")
def end_pause(habit_id: uuid.UUID, pause_id: uuid.UUID):
    """Goes on today, or takes back a pause that has not begun."""
    habit = kept(habit_id)
    one = next((each for each in habit.pauses if each.id == pause_id), None) or abort(404)
    habit.end_pause(one, current_user.local_day(clock.now()))
    db.session.commit()
    return redirect(url_for("habits.show", habit_id=habit.id), 303)
