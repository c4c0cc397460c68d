"""The questions of a check-in: what may be answered, and what an answer is called."""

from typing import Any

from app.data import measures


def item(item_id: str) -> dict[str, Any]:
    """The question as measures.json has it: mood, stress, energy, sleep, tags or note. KeyError otherwise."""
    return {entry["id"]: entry for entry in measures()["checkin"]["items"]}[item_id]


def fits(item_id: str, value: int) -> bool:
    """Is `value` one of the answers this question offers?"""
    return any(option["value"] == value for option in item(item_id)["options"])


def label(item_id: str, value: int) -> str:
    """The word beside the answer: label("mood", 2) is "Low". ValueError for an answer the question does not offer."""
    for option in item(item_id)["options"]:
        if option["value"] == value:
            return option["label"]
    raise ValueError(f"{item_id} has no answer {value!r}")
