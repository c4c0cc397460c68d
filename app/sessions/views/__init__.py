"""Sessions: the client's letters and agenda, the coach's bookings and close-out."""

from flask import Blueprint

bp = Blueprint("sessions", __name__)

from app.sessions.views import agenda, booking, close_out, handover, letters  # noqa: E402

__all__ = ["agenda", "booking", "bp", "close_out", "handover", "letters"]
