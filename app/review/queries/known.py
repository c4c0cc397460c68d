"""What a coach may know of each of their clients, in one statement: a row a client, and no row of what is kept private."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import cache
from types import SimpleNamespace

from sqlalchemy import Row, Select, and_, bindparam, case, exists, or_, select

from app.accounts.models import Consent, Membership, User
from app.accounts.models.consent import CHECK_INS, PRACTICES
from app.checkins.models import KIND as CHECKED_IN
from app.checkins.models import CheckIn
from app.core.db import db
from app.entries.models import Entry
from app.habits.models import KIND as HABIT_SET
from app.practices.models import Completion
from app.practices.models.runs import COMPLETED, SKIPPED, STARTED
from app.review.marks import DAYS
from app.review.queries.day_bits import day_bits
from app.sessions.models.agenda import KIND as AGENDA_NOTED

# The rule of User.clients, written once for every coach: where their values go stand names.
ANY_COACH = SimpleNamespace(id=bindparam("coach"), organization_id=bindparam("organization"))


def known(coach: User, *, now: datetime) -> tuple[date, Sequence[Row]]:
    """The first date of the bits, and (id, name, zone, joined_at, paused_at, check_ins, practices, checked_in,
    practised, last_on) of each client: two yeses, two numbers of day_bits (None without a yes), and the day of the
    last thing this coach may know of."""
    # Somewhere it is tomorrow already, somewhere still yesterday: each client's fourteen days lie within these.
    since, until = now.date() - timedelta(days=DAYS), now.date() + timedelta(days=1)
    whose = {"coach": coach.id, "organization": coach.organization_id}
    return since, db.session.connection().execute(_known(), {**whose, "since": since, "until": until}).all()


@cache
def _known() -> Select:
    # Written at its first use: what kind of column a foreign key is, is known once every table is.
    check_ins, practices = _lets(CHECK_INS), _lets(PRACTICES)
    return User.clients(ANY_COACH).with_only_columns(
        User.id,
        User.name,
        User.zone,
        Membership.joined_at,
        Membership.paused_at,
        check_ins.label("check_ins"),
        practices.label("practices"),
        case((check_ins, _days(CheckIn))).label("checked_in"),
        case((practices, _days(Completion, Completion.outcome != "stopped"))).label("practised"),
        _last_on(check_ins, practices).label("last_on"),
        maintain_column_froms=True,
    )


def _lets(purpose: str):
    """Has this very client said yes? Correlated by name: deeper inside, it would ask whether anybody has."""
    yes = exists().where(
        Consent.user_id == User.id,
        Consent.coach_id == ANY_COACH.id,
        Consent.purpose == purpose,
        Consent.withdrawn_at.is_(None),
    )
    return yes.correlate(User)


def _days(kept, *more):
    since, until = bindparam("since"), bindparam("until")
    rows = select(day_bits(kept.local_date, bindparam("since", type_=kept.local_date.type))).where(
        kept.user_id == User.id, kept.local_date.between(since, until), kept.gone_at.is_(None), *more
    )
    return rows.correlate(User).scalar_subquery()


def _last_on(check_ins, practices):
    """The day of the last client event this coach may know of. Names of entries sort by time."""
    told = or_(
        Entry.kind == AGENDA_NOTED,
        and_(Entry.kind == CHECKED_IN, check_ins),
        and_(Entry.kind.in_((STARTED, COMPLETED, SKIPPED, HABIT_SET)), practices),
    )
    newest = select(Entry.local_date).where(Entry.user_id == User.id, told).order_by(Entry.id.desc())
    return newest.limit(1).correlate(User).scalar_subquery()
