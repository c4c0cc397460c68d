"""Today: what one person needs now, in at most four cards. Assembled from the features below, few statements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.accounts.models import Consent, User
from app.checkins.sheet import Card, Sheet
from app.core import clock
from app.habits.board import HabitView, board
from app.today.due import practices_today
from app.today.queries import Ahead, Given, said_and_ahead


@dataclass(frozen=True)
class Today:
    """`due`: the one thing now; `ahead`: next session and unopened summary."""

    greeting: str
    card: Card
    sheet: Sheet
    due: Given | None
    done_practices: int
    habits: list[HabitView]
    ahead: Ahead
    new_coach: bool

    @classmethod
    def of(cls, person: User, *, now: datetime) -> Today:
        today = person.local_day(now)
        practices, (said, ahead) = practices_today(person, today), said_and_ahead(person, now=now)
        return cls(
            greeting=f"Good {clock.part_of_day(now, person.zone)}, {person.first_name}.",
            card=Card.after(said, person, now=now),
            sheet=Sheet.blank(person, now=now),
            due=practices.due[0] if practices.due else None,
            done_practices=practices.done,
            habits=board(person, now),
            ahead=ahead,
            new_coach=Consent.undecided(person),
        )

    @property
    def empty(self) -> bool:
        """Day 0: nothing was given yet and nothing said."""
        return not (self.due or self.done_practices or self.habits or self.card.kept)

    @property
    def something(self) -> bool:
        """Was there anything of today that can be done?"""
        return bool(self.done_practices or self.habits or self.due)

    @property
    def all_done(self) -> bool:
        """Everything of today is done: nothing due, every habit marked, a check-in said."""
        return bool(self.something and self.card.kept and not self.due and all(not view.open for view in self.habits))
