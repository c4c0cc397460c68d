"""What the check-in sheet shows: pure assembly from a person, perhaps a check-in, perhaps what was typed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from app.accounts.models import User
from app.accounts.models.consent import CHECK_INS
from app.checkins.models import Beside, CheckIn
from app.core.forms import Form
from app.data import practices
from app.measures.items import item, label

STRESSED = {
    1: "not stressed",
    2: "a little stressed",
    3: "somewhat stressed",
    4: "very stressed",
    5: "extremely stressed",
}
FIRST_TAGS = 5
# (name, words) of what a check-in may be about.
Words = tuple[tuple[str, str], ...]
# After ten days without a check-in the question is asked more softly.
QUIET_DAYS = 10


@dataclass(frozen=True)
class Sheet:
    """`values`: mood, stress, energy, sleep, tags, note, share as chosen so far. `check_in`: the saved one, if any;
    `beside`: what stands around it."""

    person: User
    values: dict[str, Any] = field(default_factory=dict)
    check_in: CheckIn | None = None
    asks_sleep: bool = False
    beside: Beside | None = None

    @classmethod
    def blank(cls, person: User, *, now: datetime, mood: int | None = None) -> Sheet:
        """A new check-in; `mood` if a face was chosen on the way here."""
        return cls(person, {"mood": mood if mood in range(1, 6) else None}, asks_sleep=_morning(person, now))

    @classmethod
    def typed(cls, person: User, form: Form, *, now: datetime, check_in: CheckIn | None = None) -> Sheet:
        """A refused form: everything as it was chosen; `check_in` if it was to correct one."""
        numbers = {name: _number(form.values.get(name)) for name in ("mood", "stress", "energy", "sleep")}
        rest = {name: form.values.get(name) for name in ("tags", "note", "share")}
        asks_sleep = _morning(person, now) or bool(numbers["sleep"])
        return cls(person, numbers | rest, check_in, asks_sleep)

    @classmethod
    def of(cls, person: User, check_in: CheckIn, *, now: datetime) -> Sheet:
        """A saved check-in, open for more."""
        names = ("mood", "stress", "energy", "sleep", "tags", "note")
        values = {name: getattr(check_in, name) for name in names} | {"share": person.shares(check_in.shared_at)}
        beside = check_in.beside()
        first_today = beside.told_the_night in (None, check_in.id)
        asks_sleep = (_morning(person, check_in.occurred_at) and first_today) or check_in.sleep is not None
        return cls(person, values, check_in, asks_sleep, beside)

    def words(self, name: str) -> tuple[str, ...]:
        """The steps of an item from 1 on, as measures.json words them."""
        return tuple(option["label"] for option in item(name)["options"])

    @property
    def newest(self) -> CheckIn | None:
        """The saved one, if nothing was said after it."""
        return self.check_in if self.beside and self.beside.newest == self.check_in.id else None

    @property
    def title(self) -> str:
        return title(self.values["mood"], self.values.get("stress"))

    @property
    def heavy(self) -> bool:
        """Lowest mood or highest stress: kind words and help, no counting on that screen."""
        return self.values.get("mood") == 1 or self.values.get("stress") == 5

    @property
    def tags(self) -> tuple[Words, Words, tuple[str, ...]]:
        """(first ones, the rest, what is chosen): own triggers first, then what is chosen, then the others."""
        own, chosen = self.person.prefers("triggers", []), tuple(self.values.get("tags") or ())
        everything = dict.fromkeys([*own, *chosen, *practices()["vocabulary"]["triggers"]])
        shown = max(FIRST_TAGS, len({*own, *chosen}))
        words = tuple((name, name.replace("_", " ").capitalize()) for name in everything)
        return words[:shown], words[shown:], chosen


@dataclass(frozen=True)
class Card:
    """The card on Today: what was said last today, or the question. One statement, or none where `last` is known."""

    kept: CheckIn | None
    after_quiet: bool
    coach_sees: bool

    @classmethod
    def of(cls, person: User, *, now: datetime, last: CheckIn | None = None) -> Card:
        return cls.after(last or CheckIn.last_of(person.id), person, now=now)

    @classmethod
    def after(cls, last: CheckIn | None, person: User, *, now: datetime) -> Card:
        """The card after the `last` check-in, if there ever was one."""
        today = person.local_day(now)
        return cls(
            kept=last if last and last.local_date >= today else None,
            after_quiet=last is not None and (today - last.local_date).days >= QUIET_DAYS,
            coach_sees=person.consents_to(CHECK_INS),
        )

    @property
    def title(self) -> str:
        return title(self.kept.mood, self.kept.stress)


def title(mood: int, stress: int | None) -> str:
    """Good, a little stressed"""
    word = label("mood", mood)
    return f"{word}, {STRESSED[stress]}" if stress else word


def _morning(person: User, now: datetime) -> bool:
    return now.astimezone(ZoneInfo(person.zone)).hour < 12


def _number(value: Any) -> int | None:
    """A step from 1 to 5 as it was typed; anything else was no choice."""
    return int(value) if str(value) in {"1", "2", "3", "4", "5"} else None
