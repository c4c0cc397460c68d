"""Eight weeks of a client by the `generator` formula of personas.json. Pure: persona, date and seed in, days out.

A day's number is its distance from today: 0 is today, -56 eight weeks ago. Today itself stays open.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from random import Random

from app.streaks import Schedule

OWN_MOOD_SD = 0.5


@dataclass(frozen=True)
class Felt:
    """What a check-in says. `latent` is the stress behind the step that was tapped."""

    number: int
    latent: float
    stress: int
    mood: int


@dataclass(frozen=True)
class Course:
    """One client's weeks. The same persona, date and seed give the same days."""

    persona: dict
    today: date
    seed: int

    def rng(self, stream: str) -> Random:
        """Each kind of chance has its own stream, so that one more practice does not move the check-ins."""
        return Random(f"{self.persona['id']}:{self.seed}:{stream}")

    @property
    def numbers(self) -> range:
        return range(self.persona["joined_day"], 0)

    def date(self, number: int) -> date:
        return self.today + timedelta(days=number)

    def week(self, number: int) -> int:
        """Weeks since joining, from 0."""
        return (number - self.persona["joined_day"]) // 7

    def quiet(self, number: int) -> bool:
        """Paused, or after the last thing this client did."""
        paused = any(one["from_day"] <= number <= one["to_day"] for one in self.persona.get("pauses", ()))
        return paused or number > self.persona.get("last_activity_day", 0)

    def slots(self, item: dict, *, since: int) -> dict[int, bool]:
        """Day numbers on which a practice or habit was meant to happen -> was it done? Quiet days have none."""
        rng = self.rng(item.get("slug") or item["title"])
        done = {}
        for number in self._due(item["schedule"], rng):
            kept = rng.random() < _of_week(item["adherence_by_week"], self.week(number))
            if number >= since and not self.quiet(number):
                done[number] = kept
        return done

    @cached_property
    def practised(self) -> dict[str, dict[int, bool]]:
        """Slug -> its slots, from the day it was chosen on."""
        return {one["slug"]: self.slots(one, since=self.chosen_on(one)) for one in self.persona["practices"]}

    def chosen_on(self, practice: dict) -> int:
        """A practice is chosen in a session: not before the first one."""
        return max(practice["assigned_day"], self.persona["sessions"][0]["day"])

    @cached_property
    def check_ins(self) -> tuple[Felt, ...]:
        """At most one a day; nothing on quiet days."""
        said, mood = self.rng("check-ins"), self.rng("mood")
        felt = [(number, latent, mood.gauss(0, OWN_MOOD_SD)) for number, latent in self._latent()]
        likely = {number: said.random() < self._likelihood(number) for number in self.numbers}
        return tuple(
            self._felt(number, latent, noise)
            for number, latent, noise in felt
            if not self.quiet(number) and (likely[number] or number == self.persona.get("last_activity_day"))
        )

    def _latent(self) -> Iterator[tuple[int, float]]:
        says, rng, noise = self.persona["checkins"], self.rng("stress"), 0.0
        persists, sd = says["autocorrelation"], says["noise_sd"]
        done = {number for slots in self.practised.values() for number, kept in slots.items() if kept}
        for number in self.numbers:
            # Scaled so that the noise as a whole, not its news of the day, has the deviation of the file.
            noise = persists * noise + rng.gauss(0, sd * (1 - persists**2) ** 0.5)
            shift = _of_week(says["stress_shift_by_week"], self.week(number))
            weekday = says["stress_weekday_effect"][self.date(number).weekday()]
            after = self.persona["practice_next_day_effect"] if number - 1 in done else 0
            yield number, says["stress_start"] + shift + weekday + self._event(number) + after + noise

    def _event(self, number: int) -> float:
        return sum(one["stress"] for one in self.persona["events"] if one["days"][0] <= number <= one["days"][1])

    def _likelihood(self, number: int) -> float:
        factor = _of_week(self.persona.get("checkin_factor_by_week", [1]), self.week(number))
        return self.persona["checkins"]["prob_by_weekday"][self.date(number).weekday()] * factor

    def _felt(self, number: int, latent: float, noise: float) -> Felt:
        says = self.persona["checkins"]
        mood = says["mood_base"] - says["mood_stress_coupling"] * (latent - 3) + noise
        return Felt(number=number, latent=latent, stress=step(latent), mood=step(mood))

    def _due(self, rhythm: dict, rng: Random) -> Iterator[int]:
        # N a week is N days of the calendar week, since that is how a week is judged.
        schedule = Schedule.from_dict(rhythm)
        week, chosen = None, []
        for number in range(self.persona["joined_day"] - 6, 0):
            day = self.date(number)
            if schedule.weekly and schedule.week_of(day) != week:
                week, chosen = schedule.week_of(day), rng.sample(range(7), schedule.n)
            wanted = day.weekday() in chosen if schedule.weekly else schedule.asks(day)
            if wanted and number in self.numbers:
                yield number


def step(value: float) -> int:
    """The step of a scale from 1 to 5."""
    return min(5, max(1, round(value)))


def _of_week(values: list, week: int):
    """The value of a week; where the file ends, its last one stays."""
    return values[min(week, len(values) - 1)]
