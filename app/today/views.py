"""Today, the client's first page."""

from flask import Blueprint, render_template
from flask_login import current_user

from app.core import clock
from app.core.guard import allow
from app.today.page import Today

bp = Blueprint("today", __name__)


@bp.get("/today")
@allow("client")
def show():
    """At most four cards: check-in, one thing now, habits, you and your coach."""
    today = Today.of(current_user, now=clock.now())
    return render_template("today/show.html", today=today, card=today.card, sheet=today.sheet, form=None)
