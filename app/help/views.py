"""Help now, terms and privacy: for anyone, signed in or not, without a script, and never recorded."""

from flask import Blueprint, render_template
from flask_login import current_user
from sqlalchemy.exc import OperationalError

from app.accounts.models import Organization
from app.core import sign_ins
from app.core.db import db
from app.core.guard import allow
from app.data import numbers
from app.data.zones import country_of_zone

bp = Blueprint("help", __name__)

SOME_ORGANIZATION = "your coaching organization"


@bp.get("/help")
@allow("anyone")
def now():
    try:
        code = _country()
    except OperationalError:  # whoever needs this page needs it while the database is away, too
        db.session.rollback()
        sign_ins.as_nobody()
        code = None
    others = [country for country in numbers.all_countries() if country["code"] != code]
    return render_template("help/help.html", country=numbers.for_country(code), countries=others)


@bp.get("/terms")
@allow("anyone")
def terms():
    return render_template("help/terms.html", organization_name=_organization_name())


@bp.get("/privacy")
@allow("anyone")
def privacy():
    return render_template("help/privacy.html", organization_name=_organization_name())


def _country() -> str | None:
    """Where the person is now; their organization's country only where the zone says nothing."""
    here = country_of_zone(current_user.zone) if current_user.is_authenticated else None
    organization = _organization()
    return here or (organization.country if organization else None)


def _organization_name() -> str:
    organization = _organization()
    return organization.name if organization else SOME_ORGANIZATION


def _organization() -> Organization | None:
    """The person's own; for somebody signed out the one there is, or None where there are several."""
    return current_user.organization if current_user.is_authenticated else Organization.sole()
