"""The brief: one client on one screen, in the order in which a coach thinks before a call."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from app.accounts.models import User
from app.accounts.models.consent import CHECK_INS, PRACTICES
from app.core import clock
from app.core.db import db
from app.core.words import weekday
from app.practices.suggestions import fitting
from app.review.ask import Facts, Opening, openings
from app.review.lines import Line
from app.review.queries.felt import Felt, felt
from app.review.queries.meetings import Meetings, meetings
from app.review.queries.practised import Practised, practised
from app.review.queries.shared import OfClient, shared
from app.review.queries.told import Told, answers, lines
from app.sessions.models import AgendaNote, Summary, SummaryChoice

# Letters on a page that may be set large; a row of figures takes the room of so many.
ROOMY, A_ROW = 900, 40


@dataclass(frozen=True)
class Brief(OfClient):
    """`practised` and `felt` are None when the client keeps practices and habits, or check-ins, to themselves. `lines`
    and `answers` were shared one by one, so they are there all the same."""

    client: User
    meetings: Meetings
    until: str | None
    agenda: list[AgendaNote]
    summary: Summary | None
    practised: Practised | None
    felt: Felt | None
    lines: list[Told]
    answers: list[Told]

    @cached_property
    def agreed(self) -> list[SummaryChoice]:
        """What was chosen in the session the last summary is about, as it was sent."""
        return self.summary.chosen() if self.summary else []

    @property
    def brings(self) -> list[Line]:
        """The agenda, each line with when it was said and how it came."""
        return [Line.of_kept(note, note.text) for note in self.agenda]

    @property
    def triggers(self) -> list[str]:
        return self.client.told("triggers")

    @property
    def cautions(self) -> list[str]:
        """What to go gently with."""
        return self.client.told("go_gently")

    @property
    def openings(self) -> list[Opening]:
        return openings(self._facts(), weekday=weekday)

    @property
    def fitting(self) -> tuple[list[dict], list[str]]:
        """(practices, triggers): by what check-ins were about, then by what the client named themselves."""
        tags = [tag for tag, _ in self.felt.tags] if self.felt else []
        given = self.practised.slugs if self.practised else frozenset()
        return fitting([*tags, *self.triggers], given=given, no_holds=bool(self.cautions))

    @property
    def dense(self) -> bool:
        """Is there so much that paper needs smaller letters to hold it on one page?"""
        did = self.practised
        words = [note.text for note in self.agenda] + [choice.cue or "" for choice in self.agreed]
        words += [text for one in (*self.lines, *self.answers) for text in one.words]
        words += [one.line.words for one in did.not_today[:3]] if did else []
        rows = len(did.practices) + len(did.habits) if did else 0
        return sum(map(len, words)) + A_ROW * rows > ROOMY

    def _facts(self) -> Facts:
        told, did = self.felt, self.practised
        kept_up = [one.title for one in did.practices if one.kept_up] if did else []
        return Facts(
            agenda=tuple(note.text for note in self.agenda),
            brings=f"what {self.client.subject} bring{'' if self.client.subject == 'they' else 's'}",
            note_day=self.lines[0].day if self.lines else None,
            not_today=tuple(one.title for one in did.not_today) if did else (),
            kept_up=kept_up[0] if kept_up else None,
            lower=bool(told and told.lower),
            higher=bool(told and told.higher),
        )


def brief(coach: User, client: User, *, now: datetime) -> Brief:
    """Everything this coach may see of this client now; about twenty statements."""
    today = client.local_day(now)
    seen = shared(client)
    around = meetings(coach, client, now=now)
    began_on = clock.local_day(client.pairing.began_at, client.zone)
    return Brief(
        client=client,
        meetings=around,
        until=around.until_next(now),
        agenda=AgendaNote.told(client.pairing, around.next.id) if around.next else [],
        summary=last_summary(coach, client),
        practised=practised(client, today) if PRACTICES in seen else None,
        felt=felt(client, today, began_on=began_on) if CHECK_INS in seen else None,
        lines=lines(client, today),
        answers=answers(client, today),
    )


def last_summary(coach: User, client: User) -> Summary | None:
    """The newest published one. What another coach agreed on is shown only with the client's consent."""
    rows = Summary.visible_to(client).limit(1)
    return db.session.scalar(rows if client.consents_to(PRACTICES) else rows.where(Summary.coach_id == coach.id))
