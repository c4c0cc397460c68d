"""Saying that a sign-in is still in use: a POST from the visible page, since a GET never writes."""

from flask_login import current_user

from app.accounts.views import bp
from app.core import clock
from app.core.db import db
from app.core.guard import allow


@bp.post("/f/here")
@allow("person")
def still_here():
    """Moves the sign-in's last use to now; the page asks once a day at most."""
    current_user.sign_in.used_at = clock.now()
    db.session.commit()
    return "", 204
