"""The coaching sessions of a client, whatever came of them: what was brought, what was written afterwards."""

import uuid
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from app.core import clock
from app.demo.phone import new_row_id
from app.demo.weeks import Weeks
from app.sessions.models import AgendaNote, BriefShowing, CoachingSession, PrivateNote, Summary, SummaryChoice
from app.sessions.models.agenda import KIND as NOTED

OPENED = "summary.opened"
WRITING = timedelta(minutes=34)
READING = timedelta(minutes=25)
MINUTES = 50


@dataclass
class Sessions:
    """All sessions of one client, oldest first. Each is a dict of its columns and what `personas.json` says of it."""

    weeks: Weeks

    def __post_init__(self) -> None:
        self.client, self.rows = self.weeks.client, self.weeks.rows
        told = iter(self.weeks.story["sessions"])
        personas = self.client.persona["sessions"]
        self.all = [self._placed(one, next(told) if one["status"] == "done" else {}) for one in personas]

    @property
    def held(self) -> list[dict]:
        return [one for one in self.all if one["status"] == "done"]

    def chosen_in(self, number: int) -> dict:
        """The session a practice that is due from day `number` on was chosen in."""
        return max((one for one in self.held if one["day"] <= number), key=lambda one: one["day"])

    @property
    def read_at(self) -> datetime:
        """When the coach last had the brief on the screen."""
        return self.held[-1]["starts_at"] - READING

    def add(self) -> None:
        for place, session in enumerate(self.all):
            self._add_session(session, before=self.all[place - 1] if place else None)
            self._add_agenda(session)
            if session["status"] == "done":
                self._add_what_was_written(session, following=self.all[place + 1 : place + 2])

    def name_choice(self, assignment: dict) -> None:
        """Names a practice in the summary of the session it was chosen in, and of every later one: it was kept."""
        since = next(one for one in self.held if one["id"] == assignment["session_id"])
        for session in self.held[self.held.index(since) :]:
            position = session["chosen"] = session.get("chosen", 0) + 1
            choice = {"assignment_id": assignment["id"], "cue": assignment["cue"], "position": position - 1}
            self.rows.add(SummaryChoice, session_id=session["id"], **choice)

    def _placed(self, session: dict, told: dict) -> dict:
        wall = time.fromisoformat(session.get("wall") or told.get("wall", self.weeks.story["meets"]["wall"]))
        starts_at = self.client.at(session["day"], wall)
        ends = {"ends_at_wall": datetime.combine(self.client.day(session["day"]), wall) + timedelta(minutes=MINUTES)}
        published = {"published_at": starts_at + timedelta(minutes=MINUTES) + WRITING}
        return session | {"id": new_row_id(starts_at), "starts_at": starts_at, "told": told} | ends | published

    def _add_session(self, session: dict, *, before: dict | None) -> None:
        """Booked at the end of the one before; the first one on joining."""
        booked_at = before["published_at"] if before else self.client.joined_at + timedelta(minutes=20)
        happened = session["status"] != "booked"
        self.rows.add(
            CoachingSession,
            id=session["id"],
            starts_at=session["starts_at"],
            minutes=MINUTES,
            place=self.weeks.story["meets"]["place"],
            created_at=booked_at,
            outcome=session["status"] if happened else None,
            outcome_at=_settled_at(session) if happened else None,
            **self._pair(),
        )

    def _add_agenda(self, session: dict) -> None:
        """Said on the eve of the session; a booked one's, yesterday at the latest."""
        number = min(session["day"] - 1, -1)
        notes = session["told"].get("agenda", []) + self._to_bring(session)
        for minutes, text in enumerate(notes):
            said = {"session_id": str(session["id"]), "text": text}
            kept = self.weeks.phone.says(NOTED, said, number=number, wall=time(21, 5 + minutes * 2))
            self.rows.add(AgendaNote, **kept, session_id=session["id"], text=text)

    def _to_bring(self, session: dict) -> list[str]:
        if session["status"] != "booked":
            return []
        asked = [one["text"] for one in self.client.persona.get("requests", ())]
        wanted = ([session["agenda"]] if session.get("agenda") else []) + session.get("brings", []) + asked
        # The file writes plain apostrophes; people and their phones write these.
        return [text.replace("'", "’") for text in wanted]

    def _add_what_was_written(self, session: dict, *, following: list[dict]) -> None:
        told = session["told"]
        self.rows.add(
            Summary,
            session_id=session["id"],
            focus=told["focus"],
            insight=told["insight"],
            bring=told.get("bring"),
            edited_at=session["published_at"],
            published_at=session["published_at"],
            opened_at=self._opened_at(session),
            next_session_id=following[0]["id"] if following else None,
            **self._pair(),
        )
        seen = {"first_at": session["starts_at"] - READING, "last_at": session["starts_at"] - timedelta(minutes=2)}
        self.rows.add(BriefShowing, session_id=session["id"], coach_id=self.client.coach_id, **seen)
        if "private" in told:
            note = {"text": told["private"], "edited_at": session["published_at"]}
            self.rows.add(PrivateNote, session_id=session["id"], coach_id=self.client.coach_id, **note)

    def _opened_at(self, session: dict) -> datetime | None:
        """The first reading, as an entry of its own; today's is left to the visitor."""
        if "opens_after" not in session["told"]:
            return None
        at = session["published_at"] + timedelta(minutes=session["told"]["opens_after"])
        if clock.local_day(at, self.client.zone) >= self.client.today:
            return None
        zone = self.client.zone_on(session["day"], time(23))
        name = uuid.uuid5(session["id"], OPENED)
        said = {"session_id": str(session["id"])}
        return self.weeks.phone.opens(name, OPENED, said, at=at, zone=zone)

    def _pair(self) -> dict:
        whose = {"client_id": self.client.id, "coach_id": self.client.coach_id}
        return whose | {"organization_id": self.client.organization_id}


def _settled_at(session: dict) -> datetime:
    """A cancelled one was called off the day before."""
    called_off = session["status"].startswith("cancelled")
    return session["starts_at"] - timedelta(hours=26) if called_off else session["published_at"]
