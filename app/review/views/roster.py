"""The caseload: a coach's clients on one page."""

from flask import render_template, request
from flask_login import current_user

from app.core import clock
from app.core.guard import allow
from app.review.queries import caseload
from app.review.views import bp


@bp.get("/clients")
@allow("coach")
def roster():
    found = caseload(current_user, now=clock.now())
    sought = request.args.get("q", "").strip()
    return render_template("review/roster.html", caseload=found, shown=found.named(sought), sought=sought)
