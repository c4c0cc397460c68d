"""Progress: for now the days, with their check-ins to look at and change, and the practices done."""

from datetime import date, timedelta

from flask import Blueprint, render_template, request
from flask_login import current_user

from app.checkins.sheet import title
from app.core import clock
from app.core.guard import allow
from app.practices.models import PracticeVersion
from app.progress.days import DAYS_A_PAGE, anything_before, days

bp = Blueprint("progress", __name__)


@bp.get("/progress")
@allow("client")
def show():
    """Fourteen days a page, back from today or from ?until=2026-03-01."""
    today = current_user.local_day(clock.now())
    last = min(_until() or today, today)
    earlier = last - timedelta(days=DAYS_A_PAGE)
    found = days(current_user, last=last)
    more = anything_before(current_user, earlier + timedelta(days=1))
    parts = {"days": found, "today": today, "earlier": earlier if more else None}
    titles = PracticeVersion.titles(current_user.organization_id)
    return render_template("progress/show.html", **parts, titles=titles, title=title)


def _until() -> date | None:
    try:
        asked = date.fromisoformat(request.args.get("until", ""))
    except ValueError:
        return None
    return asked if asked >= date(2000, 1, 1) else None  # nobody's days; near year 1 there is nothing earlier to name
