"""The pages of habits. One blueprint; each module hangs its own addresses on it."""

from flask import Blueprint

bp = Blueprint("habits", __name__)

from app.habits.views import changes, days, offers, pages, pauses  # noqa: E402

__all__ = ["bp", "changes", "days", "offers", "pages", "pauses"]
