"""What the people of the demo wrote: one file per client in stories/, read once. Its keys:

`seed`: of the client's weeks. `meets`: {wall, place}. `hours`: slug or "habit" -> usual hour of day.
`sessions`: one per session that took place, in order: `focus`, `insight` and `bring` of the summary, `opens_after`
(minutes from publication to the first reading; absent: not read yet), and if any `agenda`, `private`, another `wall`.
`answers`: slug -> what was typed, one for each time it was due, then from the start. `reasons`: why not today.
`shares`: slug -> the share of runs shown to the coach.
`notes`: [first day number, last day number, "hard" or "calm", text, "shared" if it was].

The rest of a coach's clients stand together in one file, stories/<coach>_clients.json, each a record of the same words
and of who they are (caseload.py reads that half). There `sessions` have their `day`, `next` is what is booked,
`notes` have no days (they come in their order, over the weeks), and `why` is in their own words, each said once.
"""

import json
from functools import cache
from importlib.resources import files
from random import Random

from app.data import personas
from app.demo.days import Felt
from app.practices.schemas import REASONS

AN_EVENT = 3  # days


@cache
def story(persona_id: str) -> dict:
    """One client's words. The same object every time: read it, never change it."""
    for coach in personas()["staff"]["coaches"]:
        if record := records(coach["id"]).get(persona_id):
            return _told_in(record)
    return _read(persona_id)


@cache
def records(coach_id: str) -> dict[str, dict]:
    """Id -> record of a coach's clients of whom personas.json does not tell."""
    return _read(f"{coach_id}_clients")


def _read(name: str) -> dict:
    return json.loads(files(__package__).joinpath("stories", f"{name}.json").read_text(encoding="utf-8"))


def _told_in(record: dict) -> dict:
    """The record as a story: with an hour for everything, a first reading for each letter, a time for each note."""
    rng = Random(f"{record['name']}:{record['seed']}")
    hours = {slug: one["hour"] for slug, one in record["practices"].items()}
    held = [one for one in record["sessions"] if "focus" in one]
    filled = {
        "meets": {"wall": record["meets"], "place": record.get("place", "Video call")},
        "hours": hours | ({"habit": record["habit"]["hour"]} if "habit" in record else {}),
        "reasons": REASONS[:4],
        "sessions": [_opened(one, rng) for one in held],
        "notes": _over_the_weeks(record.get("notes", []), record["sessions"][0]["day"]),
        "once": True,
    }
    return record | filled


def _opened(session: dict, rng: Random) -> dict:
    minutes = rng.choice((6, 9, 14, 22, 41, 65, 130, 260)) + rng.randrange(5)
    return session if session.get("unread") else {"opens_after": minutes} | session


def _over_the_weeks(notes: list[list[str]], first: int) -> list[list]:
    return [[first + -first * place // len(notes), -1, *note] for place, note in enumerate(notes)]


class Notes:
    """The lines a client writes beside check-ins: each used once, in the weeks and in the mood it was written for."""

    def __init__(self, persona: dict, rng: Random) -> None:
        self._left = list(story(persona["id"])["notes"])
        self._likely, self._rng = persona["checkins"]["prob_note"], rng

    def beside(self, felt: Felt) -> dict:
        """{}, {"note": ...} or the same with "share": True."""
        mood = "hard" if felt.stress >= 4 or felt.mood <= 2 else "calm"
        fitting = [one for one in self._left if one[0] <= felt.number <= one[1] and one[2] == mood]
        likely = self._rng.random() < self._likely
        # What happened on these very days gets written down; the rest by chance.
        note = next((one for one in fitting if likely or one[1] - one[0] <= AN_EVENT), None)
        if note is None:
            return {}
        self._left.remove(note)
        return {"note": note[3]} | ({"share": True} if "shared" in note[4:] else {})


class Turns:
    """Answers to a practice's questions, one for each time it was due; then they begin again."""

    def __init__(self, answers: list[dict]) -> None:
        self._answers, self._count = answers, 0

    def next(self, *, done: bool = True) -> dict | None:
        if not self._answers:
            return {}
        self._count += 1
        return self._answers[(self._count - 1) % len(self._answers)]


class Once(Turns):
    """Each answer is given once, the last time it was `done` comes with the last one; None before there are any."""

    def __init__(self, answers: list[dict], *, runs: int) -> None:
        super().__init__(answers)
        self._to_come = runs

    def next(self, *, done: bool = True) -> dict | None:
        self._to_come -= done
        if not self._answers:
            return {}
        last = len(self._answers) - 1 - self._to_come
        return self._answers[last] if done and last >= 0 else None
