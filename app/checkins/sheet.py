"""What the check-in sheet shows: pure assembly from a person, perhaps a check-in, perhaps what was typed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from app.accounts.models import User
from app.checkins.models import CheckIn
from app.core.forms import Form
from app.data import practices
from app.measures.items import item

STRESSED = {1: "not stressed", 2: "a little stressed", 3: "somewhat stressed", 4: "very stressed", 5: "extremely stressed"}
FIRST_TAGS = 5


@dataclass(frozen=True)
class Sheet:
    """`values`: mood, stress, energy, sleep, tags, note, share as chosen so far. `check_in`: the saved one, if any."""

    person: User
    values: dict[str, Any] = field(default_factory=dict)
    check_in: CheckIn | None = None
    asks_sleep: bool = False
    days: int = 0

    @classmethod
    def blank(cls, person: User, *, now: datetime, mood: int | None = None) -> Sheet:
        """A new check-in; `mood` if a face was chosen on the way here."""
        return cls(person, {"mood": mood if mood in range(1, 6) else None}, asks_sleep=_morning(person, now))

    @classmethod
    def typed(cls, person: User, form: Form, *, now: datetime) -> Sheet:
        """A refused form: everything as it was chosen."""
        numbers = {name: _number(form.values.get(name)) for name in ("mood", "stress", "energy", "sleep")}
        rest = {name: form.values.get(name) for name in ("tags", "note", "share")}
        return cls(person, numbers | rest, asks_sleep=_morning(person, now))

    @classmethod
    def of(cls, person: User, check_in: CheckIn, *, now: datetime) -> Sheet:
        """A saved check-in, open for more."""
        names = ("mood", "stress", "energy", "sleep", "tags", "note")
        values = {name: getattr(check_in, name) for name in names} | {"share": check_in.shared_at is not None}
        first_today = CheckIn.first_sleep(person.id, check_in.local_date) in (None, check_in.id)
        asks_sleep = (_morning(person, check_in.occurred_at) and first_today) or check_in.sleep is not None
        return cls(person, values, check_in, asks_sleep, CheckIn.days_so_far(person.id))

    def options(self, name: str) -> list[dict[str, Any]]:
        """[{value, label}] of an item, as measures.json words them."""
        return item(name)["options"]

    @property
    def title(self) -> str:
        """Good, a little stressed"""
        mood = next(one["label"] for one in item("mood")["options"] if one["value"] == self.values["mood"])
        stress = self.values.get("stress")
        return f"{mood}, {STRESSED[stress]}" if stress else mood

    @property
    def heavy(self) -> bool:
        """Lowest mood or highest stress: kind words and help, no counting on that screen (security.md W8)."""
        return self.values.get("mood") == 1 or self.values.get("stress") == 5

    @property
    def tags(self) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        """(first ones, the rest) as (name, words): own triggers first, then what is chosen, then the others."""
        own, chosen = self.person.prefers("triggers", []), self.values.get("tags") or []
        everything = list(dict.fromkeys([*own, *chosen, *practices()["vocabulary"]["triggers"]]))
        shown = max(FIRST_TAGS, len({*own, *chosen}))
        words = [(name, name.replace("_", " ").capitalize()) for name in everything]
        return words[:shown], words[shown:]


def _morning(person: User, now: datetime) -> bool:
    return now.astimezone(ZoneInfo(person.zone)).hour < 12


def _number(value: Any) -> int | None:
    return int(value) if str(value or "").isdigit() else None
