"""The library, for coaches: every practice readable in full and to be tried. Nothing here is recorded."""

from __future__ import annotations

import uuid

from flask import abort, render_template, request
from flask_login import current_user

from app.accounts.models import User
from app.core import clock
from app.core.forms import Form
from app.core.guard import allow
from app.data import practices
from app.practices.models import PracticeVersion
from app.practices.models.copies import left_out
from app.practices.models.giving import out_of_date
from app.practices.models.library import SIZES
from app.practices.player import Player
from app.practices.schemas import LibraryFilter
from app.practices.views import bp
from app.streaks import Schedule

KINDS = {"breath": "Breathing", "timed": "Step by step", "prompts": "Writing", "checklist": "Checklist"}
MINUTES = dict(zip(SIZES, ("1–2 minutes", "3 minutes", "4 and more"), strict=True))
EVIDENCE = {
    "moderate": "Tested in several studies",
    "small": "Tested, with small effects",
    "preliminary": "Early studies, often small",
    "practice_based": "Widely used, little tested",
}


@bp.get("/library")
@allow("coach")
def library():
    """The filters stand in the address; what they do not know they pass over."""
    every = PracticeVersion.whole_library(current_user.organization_id)
    mine = [one for one in every if one.retired and one.made_by_id == current_user.id]
    return render_template("practices/library.html", **_shelf(every), options=options(), retired=mine)


@bp.get("/f/library")
@allow("coach")
def shelf():
    """The shelf alone, while somebody chooses."""
    every = PracticeVersion.whole_library(current_user.organization_id)
    return render_template("practices/_shelf.html", **_shelf(every))


@bp.get("/library/<slug>")
@allow("coach")
def piece(slug: str):
    practice = PracticeVersion.newest(slug, current_user.organization_id) or abort(404)
    behind = out_of_date(slug, current_user, now=clock.now()) if practice.version > 1 else []
    history = PracticeVersion.history(slug, current_user.organization_id)
    return _piece(practice, history=history, behind=behind, client=client_asked_for())


@bp.get("/library/<slug>/versions/<int:version>")
@allow("coach")
def version(slug: str, version: int):
    """As it was: what was sent stays as sent, and can be read."""
    history = PracticeVersion.history(slug, current_user.organization_id)
    return _piece(next((one for one in history if one.version == version), None) or abort(404), earlier=True)


@bp.get("/library/<slug>/trial")
@allow("coach")
def trial(slug: str):
    practice = PracticeVersion.newest(slug, current_user.organization_id) or abort(404)
    return render_template("practices/player.html", player=Player(practice=practice.body), client=client_asked_for())


def client_asked_for() -> User | None:
    """Whom `?client=` names: one of one's own, or 404."""
    if not request.args.get("client"):
        return None
    named = request.args.get("client", type=uuid.UUID)
    return (current_user.client(named) if named else None) or abort(404)


def options() -> dict[str, list[tuple[str, str]]]:
    """Filter name -> [(value, words)], the first of each asking nothing."""
    vocabulary = practices()["vocabulary"]
    named = {name: {value: plain(value) for value in vocabulary[f"{name}s"]} for name in ("trigger", "goal")}
    choices = named | {"minutes": MINUTES, "kind": KINDS}
    return {name: [("", "Any"), *options.items()] for name, options in choices.items()}


def plain(value: str) -> str:
    """A word of the vocabulary as people read it."""
    return value.replace("_", " ").capitalize()


def _shelf(every: list[PracticeVersion]) -> dict:
    asked = Form(LibraryFilter(), request.args).data
    offered = [one for one in every if not one.retired]
    found = [one for one in offered if one.fits(**asked)]
    wider = {} if found else _wider(offered, asked)
    return {"practices": found, "asked": asked, "wider": wider, "client": client_asked_for(), **_words()}


def _wider(every: list[PracticeVersion], asked: dict[str, str]) -> dict[str, tuple[dict[str, str], int]]:
    """What to leave out so that something fits: its words -> (the other filters, how many fit them)."""
    words = {name: dict(choices) for name, choices in options().items()}
    left = {name: {other: value for other, value in asked.items() if other != name} for name in asked}
    counts = {name: sum(one.fits(**rest) for one in every) for name, rest in left.items()}
    return {words[name][asked[name]]: (left[name], count) for name, count in counts.items() if count}


def _piece(practice: PracticeVersion, **more) -> str:
    body = practice.body
    rhythm = Schedule.from_dict(body["suggested_schedule"]).words()
    parts = {"history": [], "behind": [], "client": None, "earlier": False} | more | _words()
    gone = left_out(body) if practice.own else []
    return render_template("practices/piece.html", piece=practice, practice=body, rhythm=rhythm, gone=gone, **parts)


def _words() -> dict[str, dict[str, str]]:
    return {"kinds": KINDS, "evidence": EVIDENCE}
