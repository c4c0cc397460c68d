"""Who is measured: one person with a year behind them, and coaches with 3, 30 and 300 clients. Rows in bulk, seeded."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from flask import Flask

from app.accounts.models import Consent, Membership, Organization, Pairing, SignIn, User
from app.accounts.models.consent import CHECK_INS, PRACTICES, TERMS, TEXT_VERSION
from app.checkins.models import KIND as CHECKED_IN
from app.checkins.models import CheckIn
from app.core import clock
from app.core.db import db, writing
from app.core.ids import uuid7
from app.core.keys import keyed_hash
from app.demo.phone import Rows, new_row_id
from app.entries.models import Entry
from app.habits.models import KIND as HABIT_SET
from app.habits.models import Habit, HabitDay, HabitRhythm
from app.practices.models import Assignment, Completion, PracticeVersion
from app.practices.models.runs import COMPLETED
from app.sessions.models import CoachingSession, Summary

CASELOADS = (3, 30, 300)
YEAR, SEASON = 365, 90
ZONE = "Europe/London"
DAILY = {"type": "daily"}
HABITS = ("Phone in the hall by nine", "Tea before email", "Walk before supper")


@dataclass(frozen=True)
class Scene:
    """Tokens for the sign-in cookie: of the person with a year, of everybody else who records, of each coach."""

    person: str
    writers: tuple[str, ...]
    coaches: dict[int, str]
    coach_ids: dict[int, uuid.UUID]


def furnish(app: Flask, *, now: datetime) -> Scene:
    """Makes tables and rows in the empty database of `app`."""
    with app.app_context(), writing():
        db.create_all()
        PracticeVersion.load_library()
        db.session.flush()
        stage = Stage(now)
        scene = stage.play()
        stage.rows.insert()
        db.session.commit()
        db.session.remove()
    return scene


class Stage:
    """Collects the rows; the same seed gives the same weeks."""

    def __init__(self, now: datetime) -> None:
        self.now, self.today, self.rows = now, clock.local_day(now, ZONE), Rows()
        self.practices = [PracticeVersion.newest(slug) for slug in ("long-sigh", "one-good-thing")]
        self.organization_id = new_row_id(now)
        since = now - timedelta(days=YEAR + 1)
        self.rows.add(Organization, id=self.organization_id, name="Bench", created_at=since, country="GB")

    def play(self) -> Scene:
        coaches = {size: self._person(f"Coach {size}", "coach") for size in CASELOADS}
        writers = [token for size, coach in coaches.items() for token in self._caseload(size, coach)]
        person = self._client("Maya Lindqvist", coaches[CASELOADS[0]], days=YEAR)
        # The person is the third of the smallest caseload.
        tokens = {size: self._sign_in(coach) for size, coach in coaches.items()}
        return Scene(self._sign_in(person), tuple(writers), tokens, coaches)

    def _caseload(self, size: int, coach: uuid.UUID) -> Iterator[str]:
        missing = size - 1 if size == CASELOADS[0] else size
        for number in range(missing):
            yield self._sign_in(self._client(f"Client {size}-{number}", coach, days=SEASON))

    def _client(self, name: str, coach: uuid.UUID, *, days: int) -> uuid.UUID:
        client = self._person(name, "client")
        since = self.now - timedelta(days=days)
        pair = {"coach_id": coach, "client_id": client, "began_at": since, "client_decided_at": since}
        self.rows.add(Pairing, organization_id=self.organization_id, **pair)
        for purpose, named in ((TERMS, None), (CHECK_INS, coach), (PRACTICES, coach)):
            given = {"purpose": purpose, "coach_id": named, "text_version": TEXT_VERSION, "given_at": since}
            self.rows.add(Consent, organization_id=self.organization_id, user_id=client, **given)
        History(self, client, coach, days, Random(name)).add()
        return client

    def _person(self, name: str, role: str) -> uuid.UUID:
        person, since = uuid7(), self.now - timedelta(days=YEAR + 1)
        whose = {"organization_id": self.organization_id}
        about = {"name": name, "email": f"{name.replace(' ', '-').lower()}@bench.example", "zone": ZONE}
        likes = {"triggers": ["workload", "sleep", "conflict"]}
        self.rows.add(User, id=person, **whose, **about, locale="en-GB", preferences=likes, created_at=since)
        self.rows.add(Membership, **whose, user_id=person, role=role, invited_at=since, joined_at=since)
        return person

    def _sign_in(self, person: uuid.UUID) -> str:
        token = f"bench-{person}"
        hashed, moments = keyed_hash("sign-in", token), {"created_at": self.now, "used_at": self.now}
        self.rows.add(SignIn, organization_id=self.organization_id, user_id=person, token_hash=hashed, **moments)
        return token


@dataclass
class History:
    """One client's days up to yesterday: check-ins on most, practices on half, habits on most, a session every fortnight."""

    stage: Stage
    client: uuid.UUID
    coach: uuid.UUID
    days: int
    rng: Random

    def __post_init__(self) -> None:
        self.add_row = self.stage.rows.add
        self.whose = {"organization_id": self.stage.organization_id}
        self.habits = [self._habit(title) for title in HABITS]
        self.assignments = [self._assignment(practice) for practice in self.stage.practices]

    def add(self) -> None:
        for back in range(self.days, 0, -1):
            self._day(self.stage.today - timedelta(days=back))
        for weeks in range(self.days // 14, 0, -1):
            self._session(self.stage.now - timedelta(days=14 * weeks - 1), opened=weeks > 1)
        ahead = self.stage.now + timedelta(days=self.rng.randrange(1, 14))
        self._booked(ahead.replace(minute=0, second=0, microsecond=0))

    def _day(self, day: date) -> None:
        if self.rng.random() < 0.8:
            mood, stress = self.rng.randrange(2, 6), self.rng.randrange(1, 5)
            said = {"mood": mood, "stress": stress, "energy": 3, "tags": ["workload"]}
            self.add_row(CheckIn, **self._entry(CHECKED_IN, day, 8, said), **said)
        for given, practice in zip(self.assignments, self.stage.practices, strict=True):
            if self.rng.random() < 0.5:
                self._run(given, practice, day)
        for habit in self.habits:
            if self.rng.random() < 0.8:
                self._mark(habit, day)

    def _run(self, given: uuid.UUID, practice: PracticeVersion, day: date) -> None:
        what = {"slug": practice.slug, "version": practice.version, "assignment_id": given}
        said = {"outcome": "done", "seconds": 170, "before": 4, "after": 3}
        kept = self._entry(COMPLETED, day, 18, said | {"assignment_id": str(given)})
        self.add_row(Completion, **kept, **what, **said)

    def _mark(self, habit: uuid.UUID, day: date) -> None:
        said = {"habit_id": str(habit), "day": day.isoformat(), "state": "done"}
        kept = self._entry(HABIT_SET, day, 21, said)
        when = {"said_at": kept["occurred_at"], "said_on": day, "received_at": kept["received_at"], "seq": 0}
        what = {"habit_id": habit, "day": day, "state": "done", "entry_id": kept["id"], **when}
        self.add_row(HabitDay, **self.whose, user_id=self.client, **what)

    def _entry(self, kind: str, day: date, hour: int, payload: dict) -> dict:
        at = datetime.combine(day, time(hour, self.rng.randrange(60)), UTC)
        kept = self.whose | {"user_id": self.client, "id": new_row_id(at), "received_at": at, "occurred_at": at}
        kept |= {"tz": ZONE, "local_date": day}
        self.add_row(Entry, **kept, kind=kind, v=1, payload=payload, seq=0, body_hash="0" * 64)
        return kept

    def _habit(self, title: str) -> uuid.UUID:
        habit, first = uuid7(), self.stage.today - timedelta(days=self.days)
        since = self.stage.now - timedelta(days=self.days)
        what = {"client_id": self.client, "title": title, "created_at": since, "starts_on": first, "taken_at": since}
        self.add_row(Habit, id=habit, **self.whose, **what)
        self.add_row(HabitRhythm, habit_id=habit, since=first, rhythm=DAILY)
        return habit

    def _assignment(self, practice: PracticeVersion) -> uuid.UUID:
        given, between = uuid7(), {"client_id": self.client, "coach_id": self.coach}
        what = {"practice_version_id": practice.id, "rhythm": DAILY, "cue": "If I put the kettle on, then I take it."}
        since = self.stage.now - timedelta(days=self.days)
        when = {"assigned_at": since, "assigned_on": self.stage.today - timedelta(days=self.days)}
        self.add_row(Assignment, id=given, **self.whose, **between, **what, **when)
        return given

    def _session(self, at: datetime, *, opened: bool) -> None:
        session = self._booked(at, outcome="done", outcome_at=at)
        between = {"client_id": self.client, "coach_id": self.coach, "session_id": session}
        words = {"focus": "You said evenings are short.", "insight": "The first minute decides.", "version": 1}
        when = {"edited_at": at, "published_at": at, "opened_at": at if opened else None}
        self.add_row(Summary, **self.whose, **between, **words, **when)

    def _booked(self, at: datetime, **outcome) -> uuid.UUID:
        session, between = uuid7(), {"client_id": self.client, "coach_id": self.coach}
        self.add_row(
            CoachingSession, id=session, **self.whose, **between, starts_at=at, created_at=self.stage.now, **outcome
        )
        return session
