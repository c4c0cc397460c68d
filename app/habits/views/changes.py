"""Beginning a habit, changing it, letting it go and taking it up again."""

import uuid
from datetime import timedelta

from flask import redirect, render_template, request, url_for
from flask_login import current_user

from app.core import clock
from app.core.db import db
from app.core.forms import Form
from app.core.guard import allow
from app.habits.models import Habit, HabitDay
from app.habits.schemas import HabitForm
from app.habits.views import bp
from app.habits.views.mine import kept, mine, offered


@bp.get("/habits/new")
@allow("client")
def new():
    return render_template("habits/new.html", form=None, typed={"kind": "daily"})


@bp.post("/habits")
@allow("client")
def create():
    form, now = Form(HabitForm(), request.form), clock.now()
    if not form.ok:
        return render_template("habits/new.html", form=form, typed=form.values), 422
    Habit.make_once(current_user, **form.data, today=current_user.local_day(now), now=now)
    db.session.commit()
    return redirect(url_for("habits.index"), 303)


@bp.get("/habits/<uuid:habit_id>/edit")
@allow("client")
def edit(habit_id: uuid.UUID):
    habit = kept(habit_id)
    return render_template("habits/edit.html", habit=habit, form=None, typed=typed(habit))


@bp.post("/habits/<uuid:habit_id>")
@allow("client")
def update(habit_id: uuid.UUID):
    """The name at once; the schedule from the next local day."""
    habit, form = kept(habit_id), Form(HabitForm(), request.form)
    if not form.ok:
        return render_template("habits/edit.html", habit=habit, form=form, typed=form.values), 422
    habit.rename(form.data["title"])
    habit.reschedule(form.data["rhythm"], since=current_user.local_day(clock.now()) + timedelta(days=1))
    db.session.commit()
    return redirect(url_for("habits.show", habit_id=habit.id), 303)


@bp.post("/habits/<uuid:habit_id>/closing")
@allow("client")
def close(habit_id: uuid.UUID):
    """Lets it go; its days stay."""
    habit, now = mine(habit_id), clock.now()
    habit.close(today=current_user.local_day(now), now=now)
    db.session.commit()
    return redirect(url_for("habits.show", habit_id=habit.id), 303)


@bp.post("/habits/<uuid:habit_id>/reopening")
@allow("client")
def reopen(habit_id: uuid.UUID):
    """Takes it up again where it was left."""
    habit = mine(habit_id)
    habit.reopen(current_user.local_day(clock.now()), HabitDay.of_habit(habit))
    db.session.commit()
    return redirect(url_for("habits.show", habit_id=habit.id), 303)


@bp.post("/habits/<uuid:habit_id>/taking")
@allow("client")
def take(habit_id: uuid.UUID):
    """Takes what the coach offered: it begins today."""
    habit, now = offered(habit_id), clock.now()
    habit.take(today=current_user.local_day(now), now=now)
    db.session.commit()
    return redirect(url_for("habits.index"), 303)


@bp.post("/habits/<uuid:habit_id>/declining")
@allow("client")
def decline(habit_id: uuid.UUID):
    """Not now."""
    offered(habit_id).decline(clock.now())
    db.session.commit()
    return redirect(url_for("habits.index"), 303)


def typed(habit: Habit) -> dict:
    """A habit as its form shows it."""
    rhythm = habit.schedule.to_dict()
    return {"title": habit.title, "kind": rhythm["type"], **{k: v for k, v in rhythm.items() if k != "type"}}
