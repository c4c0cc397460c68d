"""The library, for coaches: every practice readable in full and to be tried. Nothing here is recorded."""

from __future__ import annotations

from flask import abort, render_template, request

from app.core.forms import Form
from app.core.guard import allow
from app.data import practices
from app.practices.models import PracticeVersion
from app.practices.models.library import SIZES
from app.practices.player import Player
from app.practices.schemas import LibraryFilter
from app.practices.views import bp
from app.streaks import Schedule

KINDS = {"breath": "Breathing", "timed": "Step by step", "prompts": "Writing", "checklist": "Checklist"}
MINUTES = dict(zip(SIZES, ("One or two minutes", "Three minutes", "Four and more"), strict=True))
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
    asked = Form(LibraryFilter(), request.args).data
    found = [one for one in PracticeVersion.library() if one.fits(**asked)]
    return render_template("practices/library.html", practices=found, asked=asked, options=_options(), **_words())


@bp.get("/library/<slug>")
@allow("coach")
def piece(slug: str):
    practice = PracticeVersion.newest(slug) or abort(404)
    rhythm = Schedule.from_dict(practice.body["suggested_schedule"]).words()
    return render_template("practices/piece.html", practice=practice.body, rhythm=rhythm, **_words())


@bp.get("/library/<slug>/trial")
@allow("coach")
def trial(slug: str):
    practice = PracticeVersion.newest(slug) or abort(404)
    return render_template("practices/player.html", player=Player(practice=practice.body))


def _options() -> dict[str, list[tuple[str, str]]]:
    """Filter name -> [(value, words)], the first of each asking nothing."""
    vocabulary = practices()["vocabulary"]
    named = {name: {value: _plain(value) for value in vocabulary[f"{name}s"]} for name in ("trigger", "goal")}
    choices = named | {"minutes": MINUTES, "kind": KINDS}
    return {name: [("", "Any"), *options.items()] for name, options in choices.items()}


def _words() -> dict[str, dict[str, str]]:
    return {"kinds": KINDS, "evidence": EVIDENCE}


def _plain(value: str) -> str:
    return value.replace("_", " ").capitalize()
