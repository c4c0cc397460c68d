"""The pages of this room. One blueprint; each module hangs its own addresses on it."""

from flask import Blueprint

bp = Blueprint("accounts", __name__)
