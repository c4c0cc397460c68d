"""What the people of the demo wrote: one file per client in stories/, read once. Its keys:

`seed`: of the client's weeks. `meets`: {wall, place}. `hours`: slug or "habit" -> usual hour of day.
`sessions`: one per session that took place, in order: `focus`, `insight` and `bring` of the summary, `opens_after`
(minutes from publication to the first reading; absent: not read yet), and if any `agenda`, `private`, another `wall`.
`answers`: slug -> what was typed, one for each time it was due, then from the start. `reasons`: why not today.
`shares`: slug -> the share of runs shown to the coach.
`notes`: [first day number, last day number, "hard" or "calm", text, "shared" if it was].
"""

import json
from functools import cache
from importlib.resources import files
from random import Random

from app.demo.days import Felt

AN_EVENT = 3  # days


@cache
def story(persona_id: str) -> dict:
    """One client's words. The same object every time: read it, never change it."""
    return json.loads(files(__package__).joinpath("stories", f"{persona_id}.json").read_text(encoding="utf-8"))


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

    def next(self) -> dict:
        if not self._answers:
            return {}
        self._count += 1
        return self._answers[(self._count - 1) % len(self._answers)]
