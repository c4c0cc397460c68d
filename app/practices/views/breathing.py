"""A minute of breathing: for everybody, recorded for clients alone."""

from __future__ import annotations

from flask import abort, redirect, render_template, request, url_for
from flask_login import current_user

from app.accounts.models.consent import PRACTICES
from app.core import clock
from app.core.guard import allow
from app.core.htmx import go_to
from app.practices.models import PracticeVersion
from app.practices.models.library import EVEN_BREATH
from app.practices.player import Player
from app.practices.views import bp
from app.practices.views.recording import record_completion, record_start, version_sent


@bp.get("/breathe")
@allow("anyone")
def breathe():
    """From the help page too, so without signing in: then nothing is recorded."""
    return _page()


@bp.post("/breathe/completions")
@allow("client")
def complete_breathing():
    """The whole page sent as a plain form."""
    form, run_id, code = record_completion(_played(), None)
    if run_id:
        return redirect(url_for("practices.done", completion_id=run_id), 303)
    return _page(values=form.values, errors=form.errors), code


@bp.post("/f/breathe/completions")
@allow("client")
def complete_breathing_fragment():
    """The player's last screen."""
    form, run_id, code = record_completion(_played(), None)
    return go_to(url_for("today.show")) if run_id else (render_template("practices/_refused.html", form=form), code)


@bp.post("/f/breathe/starts")
@allow("client")
def start_breathing():
    """Said by the player in passing; nothing waits for the answer."""
    return "", record_start(_played(), None)


def _played() -> PracticeVersion:
    if request.form.get("slug", EVEN_BREATH) != EVEN_BREATH:
        abort(422)
    version = version_sent()
    named = PracticeVersion.built_in(EVEN_BREATH, version) if version else PracticeVersion.newest(EVEN_BREATH)
    return named or abort(422)


def _page(**more) -> str:
    records = current_user.is_authenticated and current_user.may_enter(frozenset({"client"}))
    person = current_user if records else None
    if person:
        more |= {"today": person.local_day(clock.now()), "coach_sees": person.consents_to(PRACTICES)}
    return render_template("practices/player.html", player=Player.a_minute(person, **more))
