"""What a client reads: all habits, one habit, and why its number is what it is."""

import uuid
from datetime import date

from flask import render_template, request
from flask_login import current_user

from app.core import clock
from app.core.forms import Form
from app.core.guard import allow
from app.habits.board import HabitView, boarded, view_of
from app.habits.models import Habit
from app.habits.month import Month, month_named
from app.habits.views import bp
from app.habits.views.mine import mine
from app.habits.why import Why


@bp.get("/habits")
@allow("client")
def index():
    return show_all(current_user.local_day(clock.now()))


@bp.get("/habits/<uuid:habit_id>")
@allow("client")
def show(habit_id: uuid.UUID):
    """One habit: the last days to mark, its numbers, a month (?month=2026-03), rest, pause."""
    view = view_of(current_user, mine(habit_id), current_user.local_day(clock.now()))
    return show_one(view, month_named(request.args.get("month"), view))


@bp.get("/habits/<uuid:habit_id>/why")
@allow("client")
def why(habit_id: uuid.UUID):
    """The run, day by day."""
    view = view_of(current_user, mine(habit_id), current_user.local_day(clock.now()))
    return render_template("habits/why.html", view=view, why=Why.of(view))


def show_all(today: date, *, form: Form | None = None) -> str:
    """The list; `form` is a refused pause for all of them."""
    habits = Habit.every(current_user.id)
    views = boarded(current_user, [one for one in habits if one.state == "current"], today)
    offered, closed = ([one for one in habits if one.state == state] for state in ("offered", "closed"))
    return render_template(
        "habits/index.html", views=views, offered=list(offered), closed=list(closed), today=today, form=form
    )


def show_one(view: HabitView, first: date, *, form: Form | None = None, error: str | None = None) -> str:
    """The page of one habit; `form` is a refused pause, `error` a day that could not be marked."""
    month = Month.of(view, first)
    return render_template("habits/show.html", view=view, month=month, today=view.today, form=form, error=error)
