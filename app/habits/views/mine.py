"""Finds a habit of the signed-in client; any other is not there."""

import uuid

from flask import abort
from flask_login import current_user

from app.habits.models import Habit


def mine(habit_id: uuid.UUID) -> Habit:
    """A habit this client has taken, perhaps let go since. Else 404."""
    habit = Habit.of(current_user.id, habit_id)
    return habit if habit and habit.taken_at else abort(404)


def kept(habit_id: uuid.UUID) -> Habit:
    """One they keep now. Else 404."""
    habit = mine(habit_id)
    return habit if habit.state == "current" else abort(404)


def offered(habit_id: uuid.UUID) -> Habit:
    """One they were offered, whatever they answered. Else 404."""
    habit = Habit.of(current_user.id, habit_id)
    return habit if habit and habit.offered_by_id else abort(404)
