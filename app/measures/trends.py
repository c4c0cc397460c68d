"""An honest label for "how is it now against when you started".

Rules and words are `trends` in measures.json; how often a label shows by chance stands there too.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Literal

from app.data import measures
from app.measures.days import Level, baseline, recent

Direction = Literal["lower_is_better", "higher_is_better"]

CLEARLY = (1.0, 0.80)  # change in the median, and share of pairs (NAP)
LOOKS = (0.5, 0.70)
TURNED = {"lower": "higher", "higher": "lower"}


@dataclass(frozen=True)
class Trend:
    """`change` is now minus baseline in the item's own units; `nap` is the share of (baseline day, recent day) pairs
    in which the recent one is better, ties half. Both are None, like the two medians, with too few days.
    `n` is the smaller of the two day counts and belongs beside every label."""

    label_id: str
    text: str
    change: float | None
    nap: float | None
    baseline: float | None
    now: float | None
    n: int
    baseline_n: int
    now_n: int


def trend(daily: Mapping[date, float], today: date, direction: Direction = "lower_is_better") -> Trend:
    """`daily` is one value per local date, as `daily_values` gives it; days after `today` are left out."""
    before, now = baseline(daily, today), recent(daily, today)
    change, nap, label_id = None, None, "not_enough"
    if before.value is not None and now.value is not None:
        sign = -1 if direction == "lower_is_better" else 1
        change = now.value - before.value
        nap = _share_better(before, now, sign)
        label_id = _label(better=sign * change, nap=nap)
    n = min(before.n, now.n)
    return Trend(
        label_id=label_id,
        text=_text(label_id, n=n, direction=direction),
        change=change,
        nap=nap,
        baseline=before.value,
        now=now.value,
        n=n,
        baseline_n=before.n,
        now_n=now.n,
    )


def _share_better(before: Level, now: Level, sign: int) -> float:
    gains = [sign * (late - early) for early, late in product(before.values, now.values)]
    return sum(1.0 if gain > 0 else 0.5 if gain == 0 else 0.0 for gain in gains) / len(gains)


def _label(*, better: float, nap: float) -> str:
    for word, (change, share) in (("clearly", CLEARLY), ("looks", LOOKS)):
        if better >= change and nap >= share:
            return f"{word}_better"
        if -better >= change and 1 - nap >= share:
            return f"{word}_worse"
    return "same"


def _text(label_id: str, *, n: int, direction: Direction) -> str:
    words = next(label["text"] for label in measures()["trends"]["labels"] if label["id"] == label_id)
    words = words.format(n=n)
    if direction == "lower_is_better":
        return words
    # The file words the labels for stress, where better is lower.
    return " ".join(TURNED.get(word, word) for word in words.split(" "))
