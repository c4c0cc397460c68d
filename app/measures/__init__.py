"""Numbers from answers, and only the words those numbers can carry. Pure: days and values in, results out."""

from app.measures.days import daily_values
from app.measures.practice import BeforeAfter, before_after
from app.measures.stress import ReducedDays, reduced_stress_days
from app.measures.trends import Trend, trend

__all__ = [
    "BeforeAfter",
    "ReducedDays",
    "Trend",
    "before_after",
    "daily_values",
    "reduced_stress_days",
    "trend",
]
