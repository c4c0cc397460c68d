"""Tension before and after a practice. Never a percentage: expectation plays a part in it."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.data import measures


@dataclass(frozen=True)
class BeforeAfter:
    """Tension was lower after `k` of `n` runs."""

    k: int
    n: int
    text: str


def before_after(pairs: Iterable[tuple[int | None, int | None]], *, practice: str) -> BeforeAfter | None:
    """(tension before, tension after) of each run, 1 to 5; a run with one of them skipped does not count.

    `practice` is its name as it stands in a sentence: "long sigh". None with fewer than five pairs.
    """
    rule = measures()["trends"]["before_after"]
    whole = [(before, after) for before, after in pairs if before is not None and after is not None]
    if len(whole) < rule["min_pairs"]:
        return None
    k, n = sum(after < before for before, after in whole), len(whole)
    return BeforeAfter(k=k, n=n, text=rule["text"].format(k=k, n=n, practice=practice))
