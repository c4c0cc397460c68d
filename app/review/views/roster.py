"""The caseload: a coach's clients on one page."""

from flask import render_template, request
from flask_login import current_user

from app.core import clock
from app.core.guard import allow
from app.review.asked import Asked
from app.review.queries import caseload
from app.review.views import bp


@bp.get("/clients")
@allow("coach")
def roster():
    found, asked = caseload(current_user, now=clock.now()), Asked.of(request.args)
    shown = found.shown(group=asked.show, named=asked.named)
    return render_template("review/roster.html", caseload=found, rows=found.by(asked.sort), shown=shown, asked=asked)
