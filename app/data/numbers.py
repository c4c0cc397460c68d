"""Numbers a person can call, per country. Only lines somebody has checked are ever shown."""

from datetime import date, timedelta
from typing import Any

from app.data import helplines

FRESH_FOR = timedelta(days=90)  # after that the release gate stops and owners are told


def for_country(code: str | None) -> dict[str, Any] | None:
    """`{code, name, emergency, lines}`, checked lines only (perhaps none). None for a country not in the file."""
    country = helplines()["countries"].get(code)
    if country is None:
        return None
    return {
        **country,
        "code": code,
        "lines": [line for line in country["lines"] if line["checked"]],
    }


def all_countries() -> list[dict[str, Any]]:
    """Every country as `for_country` gives it, by name."""
    return sorted(map(for_country, helplines()["countries"]), key=lambda country: country["name"])


def stale(today: date) -> list[tuple[str, str]]:
    """(country code, line name) of every shown line checked more than 90 days before `today`."""
    return [
        (country["code"], line["name"])
        for country in all_countries()
        for line in country["lines"]
        if today - date.fromisoformat(line["verified"]) > FRESH_FOR
    ]
