"""Turns the days of the formula into what the phone would have sent: check-ins, practices, habit days."""

import uuid
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cached_property
from random import Random

from app.checkins.models import KIND as CHECKED_IN
from app.checkins.models import CheckIn
from app.demo.days import Course, Felt, step
from app.demo.people import Client
from app.demo.phone import Phone, Rows, moment_of, new_row_id
from app.demo.stories import Notes, story
from app.habits.models import KIND as HABIT_SET
from app.habits.models import Habit, HabitDay, HabitPause, HabitRhythm

SAID_NEXT_DAY = 0.08
TAG_SHARE = 0.5


@dataclass(frozen=True)
class Weeks:
    """One client's eight weeks: the persona in time, the days of the formula, the phone, the written words."""

    client: Client
    course: Course
    phone: Phone
    rows: Rows

    @classmethod
    def of(cls, client: Client, rows: Rows) -> "Weeks":
        course = Course(client.persona, client.today, story(client.persona["id"])["seed"])
        late = client.persona["checkins"]["prob_offline"]
        return cls(client, course, Phone(client, rows, course.rng("phone"), late), rows)

    @property
    def story(self) -> dict:
        return story(self.client.persona["id"])

    @cached_property
    def notes(self) -> Notes:
        return Notes(self.client.persona, self.course.rng("notes"))

    @cached_property
    def own_reasons(self) -> list[str]:
        """Why not today, in their own words; whoever uses one takes it out."""
        return list(self.story.get("why", ()))

    def add_check_ins(self) -> None:
        rng = self.course.rng("optional items")
        for felt in self.course.check_ins:
            hour = self.client.persona["checkins"]["usual_hour"] + 0.4
            self._check_in(felt, moment_of(hour, rng), rng)
            if self._long_day(felt.number):
                self._check_in(felt, moment_of(20.5, rng), rng)

    def add_habits(self) -> None:
        for habit in self.client.persona["habits"]:
            made_at = self.client.joined_at + timedelta(minutes=4)
            habit_id = self._add_habit(habit, made_at)
            rng = self.course.rng(f"marks of {habit['title']}")
            done = self.course.slots(habit, since=self.client.persona["joined_day"])
            for number in self.course.numbers:
                if number in habit["rest_days"]:
                    self._mark(habit_id, number, "rest", rng)
                elif done.get(number):
                    self._mark(habit_id, number, "done", rng)

    def _check_in(self, felt: Felt, wall: time, rng: Random) -> None:
        said = {"mood": felt.mood, "stress": felt.stress} | self._optional(felt, wall, rng)
        said |= self.notes.beside(felt)
        kept = self.phone.says(CHECKED_IN, said, number=felt.number, wall=wall)
        columns = {name: said.get(name) for name in ("mood", "stress", "energy", "sleep", "note")}
        shared_at = kept["received_at"] if said.get("share") else None
        self.rows.add(CheckIn, **kept, **columns, tags=said.get("tags", []), shared_at=shared_at)

    def _optional(self, felt: Felt, wall: time, rng: Random) -> dict:
        said = {}
        energy, sleep = step(felt.mood + rng.gauss(0, 0.8)), step(rng.gauss(4.2 - felt.latent * 0.35, 0.8))
        if rng.random() < self.client.persona["checkins"]["prob_optional_items"]:
            # Sleep is asked before noon only (measures.json).
            said = {"energy": energy} | ({"sleep": sleep} if wall.hour < 12 else {})
        if rng.random() < TAG_SHARE and felt.stress >= 2:
            said["tags"] = rng.sample(self.client.persona["triggers"], 2 if rng.random() < 0.3 else 1)
        return said

    def _long_day(self, number: int) -> bool:
        """A flight west made the day so long that they checked in twice."""
        morning, evening = self._offset(number, time(7)), self._offset(number, time(20))
        return evening < morning - timedelta(hours=4)

    def _offset(self, number: int, wall: time) -> timedelta:
        # What the wall clock shows, less the instant: how far the place is ahead of UTC.
        return datetime.combine(self.client.day(number), wall) - self.client.at(number, wall).replace(tzinfo=None)

    def _add_habit(self, habit: dict, made_at: datetime) -> uuid.UUID:
        habit_id, first = new_row_id(made_at), self.client.day(self.client.persona["joined_day"])
        whose = {"client_id": self.client.id, "organization_id": self.client.organization_id}
        dates = {"created_at": made_at, "taken_at": made_at, "starts_on": first}
        self.rows.add(Habit, id=habit_id, title=habit["title"], **whose, **dates)
        self.rows.add(HabitRhythm, habit_id=habit_id, since=first, rhythm=habit["schedule"])
        for pause in self.client.persona.get("pauses", ()):
            days = {"first": self.client.day(pause["from_day"]), "last": self.client.day(pause["to_day"])}
            self.rows.add(HabitPause, habit_id=habit_id, **days)
        return habit_id

    def _mark(self, habit_id: uuid.UUID, number: int, state: str, rng: Random) -> None:
        later = rng.random() < SAID_NEXT_DAY and state == "done" and number < -1 and not self.course.quiet(number + 1)
        wall = moment_of(8.3 if later else self.story["hours"]["habit"], rng, spread=0.4)
        said = {"habit_id": str(habit_id), "day": self.client.day(number).isoformat(), "state": state}
        kept = self.phone.says(HABIT_SET, said, number=number + later, wall=wall)
        about = {"habit_id": habit_id, "day": self.client.day(number), "state": state, "seq": 0}
        when = {"said_at": kept["occurred_at"], "said_on": kept["local_date"], "received_at": kept["received_at"]}
        whose = {name: kept[name] for name in ("user_id", "organization_id")}
        self.rows.add(HabitDay, **about, **whose, **when, entry_id=kept["id"])
