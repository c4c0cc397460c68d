"""Marking a day: done, rest or neither. One tap, and one tap back."""

import uuid
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from flask import abort, redirect, render_template, request, url_for
from flask_login import current_user

from app.core import clock
from app.core.db import db
from app.core.forms import Form
from app.core.guard import allow
from app.entries.models import Entry, Sent
from app.entries.schemas import sent
from app.habits.board import view_of
from app.habits.models import KIND, Habit, HabitDay
from app.habits.month import Month
from app.habits.schemas import DayForm, refusal
from app.habits.views import bp
from app.habits.views.mine import mine
from app.habits.views.pages import show_one

PIECES = {"row": "habits/_row.html", "card": "habits/_habit.html", "page": "habits/_detail.html"}
HELD = "Something else was saved under this tap already. Please open the page anew."


@dataclass(frozen=True)
class Answer:
    """What became of a tap: `today` is the date to show, `view` the piece it came from, `error` words if refused."""

    today: date
    view: str
    error: str | None = None
    code: int = 200


@bp.post("/f/habits/<uuid:habit_id>/days")
@allow("client", lean=True)
def mark_fragment(habit_id: uuid.UUID):
    """Answers the piece of the page that was tapped, anew."""
    habit = mine(habit_id)
    answer = _say(habit, clock.now())
    view = view_of(current_user, habit, answer.today)
    shown = {"view": view, "today": view.today, "error": answer.error, "answered": True}
    month = Month.of(view, view.today.replace(day=1)) if answer.view == "page" else None
    return render_template(PIECES[answer.view], **shown, month=month), answer.code


@bp.post("/habits/<uuid:habit_id>/days")
@allow("client", lean=True)
def mark(habit_id: uuid.UUID):
    """The plain form: back to where it was."""
    habit = mine(habit_id)
    answer = _say(habit, clock.now())
    if answer.error:
        view = view_of(current_user, habit, answer.today)
        return show_one(view, answer.today.replace(day=1), error=answer.error), answer.code
    return redirect(_back(answer.view, habit_id), 303)


def _say(habit: Habit, now: datetime) -> Answer:
    """Records the form, or says why not."""
    form, today = Form(DayForm(), request.form), current_user.local_day(now)
    if not form.ok:
        return Answer(today, "card", next(iter(form.errors.values())), 422)
    if form.data["payload"]["habit_id"] != habit.id:
        abort(404)
    view = form.data["payload"].pop("view")
    entry = _entry(form, now)
    day, state = date.fromisoformat(entry.payload["day"]), entry.payload["state"]
    if why_not := refusal(day, state, said_on=entry.local_date):
        return Answer(today, view, why_not, 422)
    admission = Entry.admit(current_user, entry, now=now)
    if admission.status == "held":
        return Answer(today, view, HELD, 409)
    if admission.new:
        HabitDay.set(admission.entry)
    db.session.commit()
    return Answer(_shown(entry.local_date, today), view)


def _entry(form: Form, now: datetime) -> Sent:
    """The tap of today says no day: on a page left open overnight it is about the day of the tap."""
    entry = sent(form.data, KIND, person=current_user, now=now)
    return replace(entry, payload={"day": entry.local_date.isoformat()} | entry.payload)


def _shown(said_on: date, today: date) -> date:
    # A traveller's phone may be a day before or behind the zone in Settings: the tap is still seen.
    return said_on if abs(said_on - today) <= timedelta(days=1) else today


def _back(view: str, habit_id: uuid.UUID) -> str:
    pages = {"row": url_for("today.show"), "card": url_for("habits.index")}
    return pages.get(view) or url_for("habits.show", habit_id=habit_id)
