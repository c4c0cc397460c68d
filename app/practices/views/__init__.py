"""The practice player, what comes after it, and the library."""

from flask import Blueprint

bp = Blueprint("practices", __name__)

from app.practices.views import breathing, copies, done, giving, library, player, skips  # noqa: E402

__all__ = ["bp", "breathing", "copies", "done", "giving", "library", "player", "skips"]
