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
    done = _session(amara, maya, now - timedelta(days=2), now)
    done.settle("done", now=now)
    ahead = _session(amara, maya, now + timedelta(days=1), now)
    practice = PracticeVersion.newest("thought-check")
    given = {"client_id": maya.id, "coach_id": amara.id, "organization_id": maya.organization_id}
    assignment = Assignment(
        **given,
        practice=practice,
        rhythm={"type": "daily"},
        cue="canary-cue",
        assigned_at=now,
        assigned_on=now.date(),
    )
    habit = Habit.make(maya, title="canary-habit", rhythm={"type": "daily"}, today=now.date(), now=now)
    db.session.add(assignment)
    db.session.flush()
    summary = Summary.draft(done, now=now)
    summary.focus, summary.insight = "canary-focus", "canary-insight"
    db.session.flush()
    summary.publish(now=now)
    PrivateNote.write(done, amara, "canary-private", now=now)
    named = {"assignment_id": str(assignment.id), "version": 1}
    check_in = _entry(CheckIn, maya, "mood.checked_in", {"mood": 2, "stress": 4, "note": "canary-note"}, now)
    run = named | {"outcome": "done", "answers": {"thought": "canary-answer"}}
    completion = _entry(Completion, maya, "practice.completed", run, now)
    skip = _entry(Skip, maya, "practice.skipped", named | {"reason": "canary-reason"}, now)
    note = _entry(AgendaNote, maya, "agenda.noted", {"session_id": str(ahead.id), "text": "canary-agenda"}, now)
    own = make_copy(practice, amara, now=now)
    invite = Invite.make(
        organization_id=maya.organization_id, role="client", now=now, coach_id=amara.id, invited_by_id=amara.id
    )
    sign_in = SignIn.begin(maya, token="maya-elsewhere", browser="Firefox", now=now)
    pause = habit.pause(now.date() + timedelta(days=5), now.date() + timedelta(days=6))
    db.session.flush()
    world.ids = {
        "client_id": maya.id,
        "membership_id": maya.memberships[0].id,
        "sign_in_id": sign_in.id,
        "invite_id": invite.id,
        "session_id": done.id,
        "assignment_id": assignment.id,
        "habit_id": habit.id,
        "pause_id": pause.id,
        "check_in_id": check_in.id,
        "completion_id": completion.id,
        "skip_id": skip.id,
        "note_id": note.id,
        "slug": "long-sigh",
        "version": 1,
        "own": own.slug,
        "token": invite.token,
    }


def _session(coach, client, starts_at, now) -> CoachingSession:
    session = CoachingSession.schedule(coach=coach, client=client, starts_at=starts_at, now=now)
    db.session.flush()
    return session


def _entry(model, person, kind, payload, now):
    sent = Sent(id=uuid7(), kind=kind, occurred_at=now, tz="Europe/London", local_date=now.date(), payload=payload)
    return model.record(Entry.admit(person, sent, now=now).entry)
