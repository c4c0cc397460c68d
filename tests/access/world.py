"""Two organizations with somebody in every state, and a word in every private place that must never leave it."""

from dataclasses import dataclass, field
from datetime import timedelta

from app.accounts.models import Invite, Pairing, SignIn, User
from app.checkins.models import CheckIn
from app.core.db import db
from app.core.ids import uuid7
from app.entries.models import Entry, Sent
from app.habits.models import Habit
from app.practices.models import Assignment, Completion, PracticeVersion, Skip
from app.practices.models.copies import make_copy
from app.sessions.models import AgendaNote, CoachingSession, PrivateNote, Summary
from tests import people

# Only Maya (or, where she shares it, Amara) may ever read these.
CANARIES = (
    "canary-note",
    "canary-agenda",
    "canary-focus",
    "canary-insight",
    "canary-private",
    "canary-habit",
    "canary-cue",
)
CANARIES += ("canary-answer", "canary-reason", "Lindqvist", "maya@harbour")


@dataclass
class World:
    """`actors`: name -> person (None: nobody). `ids`: what stands in the paths, all Maya's."""

    actors: dict[str, User | None] = field(default_factory=dict)
    ids: dict[str, object] = field(default_factory=dict)


def build(now) -> World:
    """Adds everything and commits."""
    home, elsewhere = people.organization(now), people.organization(now, "Elsewhere Coaching")
    world = World()
    staff = [("ingrid", "Ingrid Halvorsen", "owner"), ("amara", "Amara Okafor", "coach")]
    staff += [("daniel", "Daniel Reyes", "coach"), ("former", "Fiona Former", "coach")]
    for key, name, role in staff:
        world.actors[key] = people.person(home, name, role, now=now)
    for key, state in (("maya", "active"), ("tomas", "active"), ("ended", "ended"), ("invited", "invited")):
        name = "Maya Lindqvist" if key == "maya" else f"{key.title()} Client"
        world.actors[key] = people.person(home, name, "client", now=now, state=state)
    world.actors["stranger"] = people.person(elsewhere, "Stella Stranger", "owner", "coach", now=now)
    world.actors["stranger_client"] = people.person(
        elsewhere, "Stan Stranger", "client", now=now, email="stan@else.example"
    )
    world.actors["nobody"] = None
    _pairings(world, now)
    _mayas_things(world, now)
    db.session.commit()
    return world


def _pairings(world: World, now) -> None:
    who = world.actors
    people.pair(who["maya"], who["former"], now=now)
    Pairing.begin(coach=who["amara"], client=who["maya"], now=now - timedelta(days=30))
    db.session.commit()
    for client, coach in (("maya", "amara"), ("tomas", "amara"), ("stranger_client", "stranger")):
        people.pair(who[client], who[coach], now=now + timedelta(days=40))


def _mayas_things(world: World, now) -> None:
    maya, amara = world.actors["maya"], world.actors["amara"]
    ahead = _session(amara, maya, now + timedelta(days=1), now)
    assignment = _assignment(amara, maya, now)
    habit = Habit.make(maya, title="canary-habit", rhythm={"type": "daily"}, today=now.date(), now=now)
    db.session.flush()
    pause = habit.pause(now.date() + timedelta(days=5), now.date() + timedelta(days=6))
    sign_in = SignIn.begin(maya, token="maya-elsewhere", browser="Firefox", now=now)
    invite = Invite.make(
        organization_id=maya.organization_id, role="client", now=now, coach_id=amara.id, invited_by_id=amara.id
    )
    own = make_copy(assignment.practice, amara, now=now)
    session = _met(amara, maya, now)
    db.session.flush()
    world.ids = _said(maya, assignment, ahead, now) | {
        "client_id": maya.id,
        "membership_id": maya.memberships[0].id,
        "sign_in_id": sign_in.id,
        "invite_id": invite.id,
        "session_id": session.id,
        "assignment_id": assignment.id,
        "habit_id": habit.id,
        "pause_id": pause.id,
        "slug": "long-sigh",
        "version": 1,
        "own": own.slug,
        "token": invite.token,
    }


def _assignment(coach, client, now) -> Assignment:
    assignment = Assignment(
        client_id=client.id,
        coach_id=coach.id,
        organization_id=client.organization_id,
        practice=PracticeVersion.newest("thought-check"),
        rhythm={"type": "daily"},
        cue="canary-cue",
        assigned_at=now,
        assigned_on=now.date(),
    )
    db.session.add(assignment)
    return assignment


def _met(coach, client, now) -> CoachingSession:
    """A session that took place, with its letter and what the coach keeps to themselves."""
    done = _session(coach, client, now - timedelta(days=2), now)
    done.settle("done", now=now)
    summary = Summary.draft(done, now=now)
    summary.focus, summary.insight = "canary-focus", "canary-insight"
    db.session.flush()
    summary.publish(now=now)
    PrivateNote.write(done, coach, "canary-private", now=now)
    return done


def _said(maya, assignment, ahead, now) -> dict:
    """One entry of each kind; their ids by the name they have in addresses."""
    named = {"assignment_id": str(assignment.id), "version": 1}
    run = named | {"outcome": "done", "answers": {"thought": "canary-answer"}}
    to_bring = {"session_id": str(ahead.id), "text": "canary-agenda"}
    kinds = {
        "check_in_id": (CheckIn, "mood.checked_in", {"mood": 2, "stress": 4, "note": "canary-note"}),
        "completion_id": (Completion, "practice.completed", run),
        "skip_id": (Skip, "practice.skipped", named | {"reason": "canary-reason"}),
        "note_id": (AgendaNote, "agenda.noted", to_bring),
    }
    return {name: _entry(model, maya, kind, payload, now).id for name, (model, kind, payload) in kinds.items()}


def _session(coach, client, starts_at, now) -> CoachingSession:
    session = CoachingSession.schedule(coach=coach, client=client, starts_at=starts_at, now=now)
    db.session.flush()
    return session


def _entry(model, person, kind, payload, now):
    sent = Sent(id=uuid7(), kind=kind, occurred_at=now, tz="Europe/London", local_date=now.date(), payload=payload)
    return model.record(Entry.admit(person, sent, now=now).entry)
