"""Own copies of practices: made from one in the library, changed by a new version each time, never in place."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.accounts.models import User
from app.core.db import db
from app.practices.models.library import PracticeVersion

# No built-in practice is called so.
OWN = "own-"
# Whoever makes a copy answers for it: the studies were about the original.
UNCLAIMED = {"level": None, "note": "", "sources": []}
# What every version says about itself, beside what a client does.
ABOUT_ITSELF = ("slug", "version", "retired")


def make_copy(practice: PracticeVersion, coach: User, *, now: datetime) -> PracticeVersion:
    """An own copy of a practice, flushed. One this coach made and never changed is given again: a double tap is one."""
    _one_at_a_time(coach)
    return _untouched(practice, coach) or _add(
        {
            **practice.body,
            "title": _free_title(practice, coach),
            "evidence": UNCLAIMED,
            "based_on": _source(practice),
        },
        coach,
        slug=f"{OWN}{secrets.token_hex(5)}",
        version=1,
        now=now,
    )


def add_version(copy: PracticeVersion, body: dict[str, Any], coach: User, *, now: datetime) -> PracticeVersion:
    """The next version of an own copy, flushed. `copy` is its newest."""
    return _add(body, coach, slug=copy.slug, version=copy.version + 1, now=now)


def own_copy(slug: str, coach: User, *, locked: bool = False) -> PracticeVersion | None:
    """The newest version of a copy that this coach made: only they change it. `locked`: until the commit, alone."""
    if locked:
        _one_at_a_time(coach)
    copy = PracticeVersion.newest(slug, coach.organization_id)
    return copy if copy and copy.made_by_id == coach.id else None


def content(body: dict[str, Any]) -> dict[str, Any]:
    """What of a version is the practice itself: two that agree in this are the same to a client."""
    return {name: value for name, value in body.items() if name not in ABOUT_ITSELF}


def left_out(body: dict[str, Any]) -> list[str]:
    """The cautions of the original that a copy no longer has in those words."""
    kept = {*body["cautions"], *body["avoid_if"]}
    return [line for line in body["based_on"]["cautions"] if line not in kept]


def _add(body: dict[str, Any], coach: User, *, slug: str, version: int, now: datetime) -> PracticeVersion:
    row = PracticeVersion(
        organization_id=coach.organization_id,
        slug=slug,
        version=version,
        body={**body, "slug": slug, "version": version},
        made_by=coach,
        made_at=now,
    )
    db.session.add(row)
    db.session.flush()
    return row


def _one_at_a_time(coach: User) -> None:
    # Two windows of one coach: the second waits and then sees what the first one left.
    db.session.execute(select(User.id).where(User.id == coach.id).with_for_update())


def _untouched(practice: PracticeVersion, coach: User) -> PracticeVersion | None:
    mine = [one for one in PracticeVersion.library(coach.organization_id) if one.made_by_id == coach.id]
    fresh = [one for one in mine if one.version == 1 and one.body["based_on"]["slug"] == practice.slug]
    return next((one for one in fresh if one.body["based_on"]["version"] == practice.version), None)


def _free_title(practice: PracticeVersion, coach: User) -> str:
    taken = {one.title for one in PracticeVersion.library(coach.organization_id)}
    base = f"{practice.body.get('based_on', practice.body)['title']}, our version"
    return next(title for title in [base, *(f"{base} {n}" for n in range(2, len(taken) + 3))] if title not in taken)


def _source(practice: PracticeVersion) -> dict[str, Any]:
    # A copy of a copy keeps every caution of both.
    known = practice.body.get("based_on", {}).get("cautions", [])
    cautions = [*known, *practice.body["cautions"], *practice.body["avoid_if"]]
    return {
        "slug": practice.slug,
        "version": practice.version,
        "title": practice.title,
        "cautions": list(dict.fromkeys(cautions)),
    }
