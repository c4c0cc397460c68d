"""Every page of the product with an address that opens it, as one of the demo's people. `who -> [(endpoint, values)]`."""

from datetime import UTC, datetime, timedelta

from flask import url_for
from sqlalchemy import select

from app.accounts.models import Invite, Membership
from app.checkins.models import CheckIn
from app.core.db import db
from app.demo import generate
from app.habits.models import Habit
from app.practices.models import Assignment, Completion, PracticeVersion, Skip
from app.practices.models.copies import add_version, make_copy
from app.sessions.models import CoachingSession, Summary

SETTINGS = [f"accounts.settings{part}" for part in ("", "_you", "_address", "_appearance", "_sign_ins")]
CLIENT_SETTINGS = ["accounts.settings_practices", "accounts.settings_privacy"]
EMPTY = ["today.show", "checkins.show", "habits.index", "progress.show", "sessions.coach", "sessions.last"]
CLIENT = [*EMPTY, "habits.new", "practices.breathe", "help.now", *SETTINGS, *CLIENT_SETTINGS]
COACH = ["review.roster", "practices.library", "accounts.people", "accounts.new_invite", *SETTINGS]
OWNER = ["accounts.people", "accounts.new_invite", *SETTINGS]
NOBODY = ["accounts.sign_in", "accounts.asked_again", "help.now", "help.terms", "help.privacy", "practices.breathe"]
MAYA_AND = ["review.brief", "sessions.schedule", "habits.offer"]
MAYA_AND += [f"review.{name}" for name in ("client", "timeline", "practices", "notes")]

# No page: a redirection, a drawing, a state of the server. The demo's doors are open in demo mode only.
NOT_PAGES = {
    "accounts.front",
    "accounts.invite_qr",
    "health.live",
    "health.ready",
    "static",
    "demo.people",
    "demo.mail",
}
# A page of one minute, after a code was asked for: test_sign_in.py goes there.
ON_THE_WAY = {"accounts.code", "accounts.settings_address_code", "accounts.join_code"}

Page = tuple[str, dict]


def of_everybody(now: datetime) -> dict[str, list[Page]]:
    """Makes the demo's rows and the few it lacks, commits, and names the pages."""
    generate.make(now)
    invites = _invites(now)
    db.session.commit()
    pages = {"maya": _maya(), "priya": _priya(), "lena": _plain(EMPTY)}
    pages |= {"amara": _amara(), "ingrid": _ingrid(), "nobody": _plain(NOBODY)}
    pages["amara"] += [("accounts.invite", {"invite_id": invites[0].id})]
    for who, invite in zip(("nobody", "rested"), invites, strict=True):
        pages.setdefault(who, []).append(("accounts.join", {"token": invite.token}))
    db.session.rollback()
    return pages


def address(page: Page) -> str:
    endpoint, values = page
    return url_for(endpoint, **values)


def _plain(endpoints: list[str]) -> list[Page]:
    return [(endpoint, {}) for endpoint in endpoints]


def _maya() -> list[Page]:
    maya = generate.person("maya").id
    habit, given = _all(Habit, maya)[0], _all(Assignment, maya)
    pages = [(f"habits.{name}", {"habit_id": habit.id}) for name in ("show", "edit", "why")]
    pages += [("practices.player", {"assignment_id": each.id}) for each in given]
    pages += [("practices.not_today", {"assignment_id": given[-1].id})]
    pages += [("practices.done", {"completion_id": _newest(Completion, maya).id})]
    pages += [("checkins.edit", {"check_in_id": _newest(CheckIn, maya).id})]
    pages += [("sessions.summary", {"session_id": _published(maya).session_id})]
    return _plain(CLIENT) + pages


def _priya() -> list[Page]:
    """Back from a pause, with a practice of another kind and reasons why not today."""
    priya = generate.person("priya").id
    pages = [("practices.player", {"assignment_id": each.id}) for each in _all(Assignment, priya)]
    pages += [("habits.show", {"habit_id": each.id}) for each in _all(Habit, priya)]
    pages += [("practices.skipped", {"skip_id": _newest(Skip, priya).id})]
    return _plain(["today.show", "habits.index", "progress.show"]) + pages


def _amara() -> list[Page]:
    maya = generate.person("maya").id
    ahead = db.session.scalar(select(CoachingSession).filter_by(client_id=maya, outcome=None))
    pages = _plain(COACH) + [(name, {"client_id": maya}) for name in MAYA_AND]
    pages += [("sessions.close_out", {"session_id": each}) for each in (ahead.id, _published(maya).session_id)]
    for slug in ("long-sigh", "thought-check"):
        pages += [("practices.piece", {"slug": slug}), ("practices.trial", {"slug": slug})]
    return pages + _giving(maya) + [page for slug in ("square-breath", "thought-check") for page in _copied(slug)]


def _giving(client_id) -> list[Page]:
    """To somebody who has it already, and to somebody who has something else."""
    named = {"client": client_id}
    pages = [("practices.assignment", {"slug": "long-sigh"} | who) for who in ({}, named)]
    pages += [("practices.assignment", {"slug": "square-breath"} | named), ("practices.library", named)]
    given = db.session.scalar(select(Assignment).filter_by(client_id=client_id, ended_on=None))
    return [*pages, ("practices.given", {"assignment_id": given.id})]


def _copied(slug: str) -> list[Page]:
    """An own copy in its second version, and the pages only a copy has."""
    amara, now = generate.person("amara"), datetime.now(UTC)
    copy = make_copy(PracticeVersion.newest(slug), amara, now=now)
    add_version(copy, copy.body | {"promise": "In other words"}, amara, now=now)
    db.session.commit()
    named = {"slug": copy.slug}
    pages = [("practices.edit", {"own": copy.slug}), ("practices.piece", named), ("practices.updates", named)]
    return [*pages, ("practices.version", named | {"version": 1})]


def _ingrid() -> list[Page]:
    membership = db.session.scalar(select(Membership).filter_by(user_id=generate.person("maya").id))
    about = [(f"accounts.{name}", {"membership_id": membership.id}) for name in ("person", "ask_ending")]
    return _plain(OWNER) + about


def _invites(now: datetime) -> list[Invite]:
    """One that is open and one that has rested too long, both for a client of Amara's."""
    amara = generate.person("amara")
    about = {"organization_id": amara.organization_id, "role": "client", "invited_by_id": amara.id}
    return [Invite.make(now=now - timedelta(days=days), **about) for days in (0, 200)]


def _published(client_id) -> Summary:
    rows = select(Summary).join(Summary.session).where(CoachingSession.client_id == client_id)
    return db.session.scalar(rows.where(Summary.published_at.is_not(None)).order_by(Summary.published_at.desc()))


def _all(model, client_id) -> list:
    return list(db.session.scalars(select(model).filter_by(client_id=client_id)))


def _newest(model, person_id):
    return db.session.scalar(model.standing(person_id).order_by(model.occurred_at.desc()))
