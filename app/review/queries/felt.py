"""Check-ins of a client who lets the coach see them: days, trend and tags. No line they wrote is read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import defer

from app.accounts.models import User
from app.checkins.models import CheckIn
from app.core.db import db
from app.measures import Trend, daily_values, trend
from app.review.lines import Line
from app.review.marks import DAYS
from app.review.spark import Spark

# The words of measures.json, said of somebody else.
SAID = {
    "clearly_better": "clearly lower",
    "looks_better": "looks lower",
    "same": "about the same",
    "looks_worse": "looks higher",
    "clearly_worse": "clearly higher",
}
ENOUGH = 5


@dataclass(frozen=True, slots=True)
class Felt:
    """`check_ins`: of 14 days, without their lines; `days` of them of `due` days since this coach began."""

    check_ins: list[CheckIn]
    due: int
    trend: Trend
    spark: Spark | None

    @property
    def days(self) -> int:
        return len({one.local_date for one in self.check_ins})

    @property
    def tags(self) -> list[tuple[str, int]]:
        """(tag, times), the two or three named most."""
        return Counter(tag for one in self.check_ins for tag in one.tags).most_common(3)

    @property
    def lines(self) -> list[Line]:
        """Every check-in of the 14 days, newest first."""
        return [Line.of_check_in(one) for one in self.check_ins]

    @property
    def lower(self) -> bool:
        return self.trend.label_id in ("clearly_better", "looks_better")

    @property
    def higher(self) -> bool:
        return self.trend.label_id in ("clearly_worse", "looks_worse")

    @property
    def sentence(self) -> tuple[str, str]:
        """("Stress 4 to 3, looks lower.", "12 and 12 days."), or how far the learning is: 3 of 5 days."""
        it = self.trend
        if it.baseline is None:
            return "Still learning:", f"{it.baseline_n} of {ENOUGH} days."
        if it.now is None:
            return f"Stress at the start {it.baseline:g}.", f"Since then {it.now_n} of {ENOUGH} days."
        return f"Stress {it.baseline:g} to {it.now:g}, {SAID[it.label_id]}.", f"{it.baseline_n} and {it.now_n} days."


def felt(client: User, today: date, *, began_on: date) -> Felt:
    """Two statements. `began_on`: the local date since when this coach coaches them."""
    since = today - timedelta(days=DAYS - 1)
    daily = daily_values(_stress(client))
    found = trend(daily, today)
    return Felt(
        check_ins=_check_ins(client, since),
        due=min(DAYS, (today - began_on).days + 1),
        trend=found,
        spark=Spark.of(daily, today, start=found.baseline),
    )


def _check_ins(client: User, since: date) -> list[CheckIn]:
    rows = CheckIn.standing(client.id).where(CheckIn.local_date >= since)
    rows = rows.options(defer(CheckIn.note, raiseload=True))
    return list(db.session.scalars(rows.order_by(CheckIn.local_date.desc(), CheckIn.occurred_at.desc())))


def _stress(client: User) -> list[tuple[date, float]]:
    rows = CheckIn.standing(client.id).with_only_columns(CheckIn.local_date, CheckIn.stress)
    return [tuple(row) for row in db.session.execute(rows.where(CheckIn.stress.is_not(None)))]
