"""What a coach sees of their clients: the caseload, the brief before a call, and each client's own page."""

from flask import Blueprint

bp = Blueprint("review", __name__)

from app.review.views import brief, clients, roster  # noqa: E402

__all__ = ["bp", "brief", "clients", "roster"]
