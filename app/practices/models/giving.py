"""Practices given outside a session: what clients have now, how much is enough, and taking it back."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from sqlalchemy import exists, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from app.accounts.models import User
from app.accounts.models.consent import PRACTICES
from app.core.db import db
from app.practices.models.assignment import Assignment
from app.practices.models.copies import content
from app.practices.models.library import PracticeVersion
from app.practices.models.runs import Completion, Skip, Start

MOST_AT_A_TIME = 2
UNDO_SECONDS = 30
A_DAY = timedelta(days=1)

Held = dict[uuid.UUID, list[Assignment]]


def clients_of(coach: User) -> list[User]:
    """This coach's clients by name, with what they consented to: three statements."""
    rows = coach.clients().options(joinedload(User.pairing), selectinload(User.consents))
    return sorted(db.session.scalars(rows.options(selectinload(User.memberships))), key=lambda one: one.name.lower())


def held_by(clients: Collection[User], coach: User, *, now: datetime) -> Held:
    """Client id -> what they have now, oldest first: one statement. Of a former coach's only what the client lets
    this one see."""
    rows = select(Assignment).join(Assignment.practice).options(contains_eager(Assignment.practice))
    # Nowhere is it more than a day earlier than in UTC: the rest is sorted out by each client's own date.
    ended = or_(Assignment.ended_on.is_(None), Assignment.ended_on > now.date() - 2 * A_DAY)
    rows = rows.where(Assignment.client_id.in_([one.id for one in clients]), ended)
    found: Held = {one.id: [] for one in clients}
    for one in db.session.scalars(rows.order_by(Assignment.assigned_at, Assignment.id)):
        found[one.client_id].append(one)
    return {one.id: [each for each in found[one.id] if _shown(each, one, coach, now)] for one in clients}


def out_of_date(slug: str, coach: User, *, now: datetime) -> list[tuple[User, Assignment]]:
    """The coach's clients who have an older version that says something else than the newest, by name."""
    newest = PracticeVersion.newest(slug, coach.organization_id)
    if newest is None or newest.retired or newest.version == 1:
        return []
    clients = clients_of(coach)
    held = held_by(clients, coach, now=now)
    return [(one, each) for one in clients for each in held[one.id] if _older(each.practice, newest)]


def bring_up_to_date(
    assignment: Assignment, client: User, newest: PracticeVersion, *, coach: User, now: datetime
) -> Assignment:
    """The newest version in its place, same rhythm and moment. The old one ends: its letter and answers keep it."""
    assignment.end(client.local_day(now))
    return Assignment.give(
        client,
        newest,
        coach=coach,
        rhythm=assignment.rhythm,
        now=now,
        cue=assignment.cue,
        smaller_since=assignment.smaller_since,
        once_until=assignment.once_until,
    )


def lasting(held: Iterable[Assignment]) -> list[Assignment]:
    """Those that count towards how much is enough: not the prompt for one week."""
    return [one for one in held if one.once_until is None]


def undo_seconds(given: Assignment, now: datetime) -> int:
    """How long it can still be taken back; 0 when it cannot."""
    return max(0, UNDO_SECONDS - int((now - given.assigned_at).total_seconds())) if given.ended_on is None else 0


def take_back(given: Assignment, *, instead: Iterable[Assignment], today) -> None:
    """Removes what was given by mistake; what it replaced goes on. One that was begun, or named by a letter, in that
    half minute ends."""
    for one in instead:
        one.ended_on = None
    if _begun(given) or not _removed(given):
        given.end(today)
    db.session.flush()


def _removed(given: Assignment) -> bool:
    try:
        with db.session.begin_nested():
            db.session.delete(given)
    except IntegrityError:
        # A letter names it: letters are on a floor that is not seen from here.
        return False
    return True


def _shown(assignment: Assignment, client: User, coach: User, now: datetime) -> bool:
    today = client.local_day(now)
    running = assignment.assigned_on <= today and (assignment.ended_on is None or assignment.ended_on > today)
    return running and (assignment.coach_id == coach.id or client.consents_to(PRACTICES))


def _older(given: PracticeVersion, newest: PracticeVersion) -> bool:
    same = given.slug == newest.slug and given.version < newest.version
    return same and content(given.body) != content(newest.body)


def _begun(assignment: Assignment) -> bool:
    kinds = (Start, Completion, Skip)
    return any(db.session.scalar(select(exists().where(kind.assignment_id == assignment.id))) for kind in kinds)
