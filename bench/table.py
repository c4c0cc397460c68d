"""What a measurement is worth: limits, verdicts, medians, and the table as text. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

MET, NOT_YET, FAIL = "met", "not yet", "FAIL"
ORDER = (MET, NOT_YET, FAIL)


@dataclass(frozen=True, kw_only=True)
class Limit:
    """One number with its goal, and perhaps the line where a change should be stopped. Smaller is better, unless `at_least`."""

    name: str
    measured: float
    goal: float
    fail: float | None = None
    at_least: bool = False
    unit: str = ""

    @property
    def verdict(self) -> str:
        if not self._beyond(self.goal):
            return MET
        return FAIL if self.fail is not None and self._beyond(self.fail) else NOT_YET

    @property
    def words(self) -> str:
        """12.9x hello: goal at most 14, fail over 25: met"""
        within, beyond = ("at least", "under") if self.at_least else ("at most", "over")
        fail = "" if self.fail is None else f", fail {beyond} {self.fail:g}"
        said = f"{self.name} {number(self.measured)}{self.unit}"
        return f"{said:<34} goal {within} {self.goal:g}{fail}: {self.verdict}"

    def _beyond(self, line: float) -> bool:
        return self.measured < line if self.at_least else self.measured > line


@dataclass(frozen=True, kw_only=True)
class Row:
    """One item on one database: what was done, the two measurements, the limits and who stands beside it."""

    name: str
    database: str
    work: str
    ours: str
    yardstick: str
    limits: tuple[Limit, ...]
    peers: str

    @property
    def verdict(self) -> str:
        """The worst of its limits'."""
        return max((limit.verdict for limit in self.limits), key=ORDER.index)

    @property
    def words(self) -> str:
        """The row for the terminal, several lines."""
        head = f"{self.name} ({self.database}): {self.verdict}"
        about = [self.work, f"ours {self.ours}; yardstick {self.yardstick}"]
        return "\n".join([head, *(f"  {line}" for line in [*about, *(one.words for one in self.limits), self.peers])])

    def as_dict(self) -> dict[str, Any]:
        """The row for JSON, with the verdicts spelled out."""
        limits = [asdict(limit) | {"verdict": limit.verdict} for limit in self.limits]
        return asdict(self) | {"limits": limits, "verdict": self.verdict}


def ratio(ours: Sequence[float], yardstick: Sequence[float]) -> float:
    """The median of the ratios of rounds that followed each other. Raises ValueError unless each has its pair."""
    return median(mine / theirs for mine, theirs in zip(ours, yardstick, strict=True))


def percentile(values: Iterable[float], share: float) -> float:
    """The smallest value that at least this share (0-1) of them does not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -int(-share * len(ordered) // 1) - 1)]


def failed(rows: Iterable[Row]) -> bool:
    return any(row.verdict == FAIL for row in rows)


def number(value: float) -> str:
    """Three figures: 0.812, 12.9, 1240"""
    return f"{value:.0f}" if value >= 100 or value == int(value) else f"{value:.3g}"
