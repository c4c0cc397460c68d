"""Today, the client's first page."""

from flask import Blueprint, render_template

from app.core import clock, sign_ins
from app.core.guard import allow
from app.today.page import Today

bp = Blueprint("today", __name__)


@bp.get("/today")
@allow("client")
def show():
    """At most four cards: check-in, one thing now, habits, you and your coach."""
    today = Today.of(sign_ins.person(), now=clock.now())
    return render_template("today/show.html", today=today, card=today.card, sheet=today.sheet, form=None)
