"""The doors of the demo: be one of its people by one tap, read the mails that wait. Registered in demo mode only."""

import secrets

from flask import Blueprint, abort, redirect, render_template
from sqlalchemy import select

from app.accounts.models import User
from app.accounts.views.door import front, let_in
from app.channels.mail.models import Mail
from app.core import clock
from app.core.db import db
from app.core.guard import allow
from app.data import personas
from app.demo.people import user_id

bp = Blueprint("demo", __name__)

# What a visitor wants to know before being somebody; whoever is not here is told by personas.json.
STORIES = {
    "maya": "Project manager who also looks after her father. Eight weeks in, with a call tomorrow.",
    "tomas": "A new manager, promoted over his friends. His last session did not quite fit.",
    "priya": "Hospital pharmacist on rotating shifts, back from a pause for a wedding.",
    "jonas": "Runs a small firm and flies a lot. His days repeat and vanish; his run does not.",
    "aisha": "Teacher with patchy signal. Most of what she writes arrives in the evening.",
    "grace": "Cares for her husband. Uses large text and a screen reader; two rough weeks lie behind her.",
    "sam": "A strong first month, then overtime, then quiet.",
    "lena": "In her second week: everything is still small and new.",
    "ingrid": "Runs the practice. Sees who works with whom and the counts, never a word of a client.",
    "amara": "Warm and structured. Reads one page before each call and closes a session in a minute.",
    "daniel": "Brisk and direct, with a full list of new managers and founders.",
    "meilin": "Gentle and curious. Looks after people whose days do not begin in the morning.",
}


@bp.get("/demo")
@allow("anyone")
def people():
    return render_template("demo/people.html", groups=_groups(), here=_here())


@bp.post("/demo/<person_id>")
@allow("anyone")
def enter(person_id: str):
    user, now = _person(person_id) or abort(404), clock.now()
    let_in(user, token=secrets.token_urlsafe(32), now=now)
    db.session.commit()
    return redirect(front(user), 303)


@bp.get("/demo/mail")
@allow("anyone")
def mail():
    return render_template("demo/mail.html", mails=reversed(Mail.waiting()))


def _groups() -> list[tuple[str, list[dict]]]:
    """[("Clients", [{"id", "name", "role", "story"}]), ...] as personas.json lists them."""
    staff = personas()["staff"]
    clients = [_card(persona, "Client of " + _coach_name(persona["coach"])) for persona in personas()["clients"]]
    coaches = [_card(persona, "Coach") for persona in staff["coaches"]]
    return [("Clients", clients), ("Coaches", coaches), ("Owner", [_card(staff["owner"], "Owner")])]


def _card(persona: dict, role: str) -> dict:
    story = STORIES.get(persona["id"]) or persona.get("story", "")
    return {"id": persona["id"], "name": persona["name"], "role": role, "story": story}


def _coach_name(coach_id: str) -> str:
    return next(coach["name"] for coach in personas()["staff"]["coaches"] if coach["id"] == coach_id).split()[0]


def _here() -> set[str]:
    """Whose rows have been made; nobody's before `flask demo reset`."""
    ids = {user_id(person_id): person_id for person_id in _everyone()}
    return {ids[row] for row in db.session.scalars(select(User.id).where(User.id.in_(ids)))}


def _person(person_id: str) -> User | None:
    return db.session.get(User, user_id(person_id)) if person_id in _everyone() else None


def _everyone() -> list[str]:
    return [card["id"] for _title, cards in _groups() for card in cards]
