"""How often, as a form says it and as it is stored."""

from typing import Any

from app.streaks.schedule import DAY_NAMES

WORKING_DAYS = list(DAY_NAMES[:5])
DAYS = [(name, name.capitalize()) for name in DAY_NAMES]
OFTEN = {
    "daily": "Daily",
    "weekdays": "Weekdays",
    "n1": "Once a week",
    "n2": "Twice a week",
    "n3": "Three a week",
    "n4": "Four a week",
    "n5": "Five a week",
    "n6": "Six a week",
    "days": "On these days",
}


def rhythm_of(often: str, days: list[str]) -> dict[str, Any]:
    """A rhythm as stored. `often`: a key of OFTEN; `days` matter for "days" alone and are not empty then."""
    if often in ("weekdays", "days"):
        chosen = WORKING_DAYS if often == "weekdays" else days
        return {"type": "weekdays", "days": [name for name in DAY_NAMES if name in chosen]}
    return {"type": "daily"} if often == "daily" else {"type": "n_per_week", "n": int(often[1:])}


def often_of(rhythm: dict[str, Any]) -> tuple[str, list[str]]:
    """(often, days) as a form shows a stored rhythm."""
    if rhythm["type"] == "n_per_week":
        return f"n{rhythm['n']}", []
    if rhythm["type"] == "daily":
        return "daily", []
    return ("weekdays", []) if rhythm["days"] == WORKING_DAYS else ("days", rhythm["days"])
