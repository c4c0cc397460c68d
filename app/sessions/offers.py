"""What the close-out offers to save typing: practices that would fit, and the client's own phrases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from app.accounts.models import User
from app.accounts.models.consent import CHECK_INS
from app.checkins.models import CheckIn
from app.core.db import db
from app.practices.models.assignment import PROMPT
from app.practices.suggestions import fitting
from app.sessions.models import AgendaNote, CoachingSession

DAYS = 14
MOST_SHARED = 3
# As many as the brief names: both suggest the same.
MOST_TAGS = 3


@dataclass
class Offers:
    """Holds only what the client lets this coach see: their agenda, lines shared one by one, and of check-ins what
    was consented to."""

    session: CoachingSession
    today: date

    @property
    def client(self) -> User:
        return self.session.client

    @cached_property
    def phrases(self) -> list[str]:
        """The client's words: what they bring to this session, then the lines they shared, newest first."""
        brought = [note.text for note in AgendaNote.told(self.client.pairing, self.session.id)]
        return list(dict.fromkeys([*brought, *self._shared()]))

    def fitting(self, given: Iterable[str]) -> list[dict[str, Any]]:
        """Two practices by what check-ins were about, then by what the client named. The prompt has its own switch."""
        triggers = [*self._tags(), *self.client.told("triggers")]
        gently = bool(self.client.told("go_gently"))
        found, _ = fitting(triggers, given={*given, PROMPT}, no_holds=gently)
        return found

    def _recent(self):
        return CheckIn.standing(self.client.id).where(CheckIn.local_date > self.today - timedelta(days=DAYS))

    def _tags(self) -> list[str]:
        """What their check-ins were about, the most named first."""
        rows = self._recent().with_only_columns(CheckIn.tags)
        rows = rows.order_by(CheckIn.local_date.desc(), CheckIn.occurred_at.desc())
        said = db.session.scalars(rows) if self.client.consents_to(CHECK_INS) else ()
        return [tag for tag, _ in Counter(tag for tags in said for tag in tags).most_common(MOST_TAGS)]

    def _shared(self) -> list[str]:
        rows = self._recent().where(CheckIn.shared_at >= self.client.pairing.began_at, CheckIn.note.is_not(None))
        rows = rows.order_by(CheckIn.occurred_at.desc()).limit(MOST_SHARED)
        return list(db.session.scalars(rows.with_only_columns(CheckIn.note)))
