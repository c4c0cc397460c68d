"""The yardsticks: a bare Flask hello, and the floor, a minimal Flask + htmx + SQLAlchemy app doing the same work.

The floor signs its cookie, loads the person by key, reads three times and renders a page of 3.5 KB; a check-in is
one insert, a durable commit and a fragment. There is nothing around it: no guard, no headers, no consent, no zones.
"""

import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import brotli
from flask import Flask, g, render_template, request, session
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import ForeignKey, Index, event, insert, select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from whitenoise import WhiteNoise

KEY = "a key for the bench only, long enough to be taken"
HTMX = Path(__file__).parent.parent / "node_modules/htmx.org/dist/htmx.min.js"
CSS_BYTES = 9 * 1024
PEOPLE, HABITS = 40, 5


class Base(DeclarativeBase):
    pass


db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})


class Person(Base):
    __tablename__ = "person"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class Mood(Base):
    __tablename__ = "mood"
    __table_args__ = (Index("ix_mood_day", "person_id", "day"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    day: Mapped[date]
    mood: Mapped[int]
    stress: Mapped[int]
    said_at: Mapped[datetime]


class Habit(Base):
    __tablename__ = "habit"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    title: Mapped[str]


class Tick(Base):
    __tablename__ = "tick"
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    habit_id: Mapped[int] = mapped_column(ForeignKey("habit.id"), primary_key=True)


def create_hello() -> Flask:
    """Nothing but an answer."""
    app = Flask("hello")
    app.get("/")(lambda: "hello")
    return app


def create_app(url: str | None = None, var: str | None = None) -> Flask:
    """The floor on `url`; its two static files are made in `var`. Both come from the environment in a server."""
    app = Flask(__name__, static_folder=None)
    app.config.update(SECRET_KEY=KEY, SQLALCHEMY_DATABASE_URI=url or os.environ["FLOOR_DATABASE_URL"])
    db.init_app(app)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            event.listen(db.engine, "connect", _settle)
    app.before_request(_load)
    app.get("/")(page)
    app.post("/moods")(keep)
    app.wsgi_app = WhiteNoise(app.wsgi_app, root=str(_static(var or os.environ["FLOOR_VAR"])), prefix="static/")
    return app


def page():
    """Three reads and a page."""
    today = date.today()
    moods = select(Mood).where(Mood.person_id == g.person.id).order_by(Mood.day.desc()).limit(9)
    habits = select(Habit).where(Habit.person_id == g.person.id).order_by(Habit.id)
    ticks = select(Tick).where(Tick.person_id == g.person.id, Tick.day == today - timedelta(days=1))
    ticked = {tick.habit_id for tick in db.session.scalars(ticks)}
    lists = {"moods": db.session.scalars(moods).all(), "habits": db.session.scalars(habits).all()}
    return render_template("floor.html", person=g.person, ticked=ticked, today=today, **lists)


def keep():
    """One row, committed, and a fragment."""
    mood, stress = int(request.form["mood"]), int(request.form["stress"])
    row = Mood(person_id=g.person.id, day=date.today(), mood=mood, stress=stress, said_at=datetime.now(UTC))
    db.session.add(row)
    db.session.commit()
    return render_template("floor_mood.html", one=row)


def furnish(app: Flask, *, days: int = 365) -> list[str]:
    """Makes tables and rows in the empty database of `app`. Returns a cookie for each person."""
    today, people = date.today(), range(1, PEOPLE + 1)
    habits = [
        {"id": HABITS * person + n, "person_id": person, "title": f"Habit {n}"}
        for person in people
        for n in range(HABITS)
    ]
    past = [(person, today - timedelta(days=back)) for person in people for back in range(days)]
    said = {"mood": 4, "stress": 2, "said_at": datetime.now(UTC)}
    with app.app_context():
        db.create_all()
        db.session.execute(insert(Person), [{"id": person, "name": f"Person {person}"} for person in people])
        db.session.execute(insert(Habit), habits)
        db.session.execute(insert(Mood), [{"person_id": person, "day": day, **said} for person, day in past])
        ticks = [{"person_id": p, "day": day, "habit_id": HABITS * p + n} for p, day in past for n in range(HABITS)]
        db.session.execute(insert(Tick), ticks)
        db.session.commit()
        db.session.remove()
    signer = app.session_interface.get_signing_serializer(app)
    return [f"session={signer.dumps({'person': person})}" for person in people]


def _load() -> None:
    if not request.path.startswith("/static/"):
        g.person = db.session.get(Person, session["person"])


def _settle(dbapi, _record) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=5000"):
        dbapi.execute(f"PRAGMA {pragma}")


def _static(var: str) -> Path:
    """htmx as brotli, and a stylesheet of the size a small site has."""
    root = Path(var) / "floor-static"
    if not root.exists():
        root.mkdir(parents=True)
        (root / "htmx.js").write_bytes(HTMX.read_bytes())
        (root / "htmx.js.br").write_bytes(brotli.compress(HTMX.read_bytes()))
        (root / "floor.css").write_text(_stylesheet())
    return root


def _stylesheet() -> str:
    rules = ["body{font:1rem/1.5 system-ui;margin:1rem}ul{list-style:none;padding:0}li{padding:.5rem}"]
    while sum(map(len, rules)) < CSS_BYTES:
        rules.append(f".part-{len(rules)}{{color:#123456;padding:{len(rules)}px;border-radius:4px}}")
    return "".join(rules)
