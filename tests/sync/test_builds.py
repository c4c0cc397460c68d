"""Entries as published builds made them lie on phones for months: today's server takes each, as the same entry.

A build that sends something new adds to `fixtures`; nothing there is ever changed."""

import json
from pathlib import Path
from uuid import UUID

import pytest

from app.core.db import db
from app.entries.models import Entry
from app.habits.models import Habit
from app.practices.models import Assignment, PracticeVersion
from app.sync.kinds import KINDS
from tests.sync.conftest import meet

KEPT = sorted(Path(__file__).with_name("fixtures").glob("*.json"))
ASSIGNMENT, HABIT, SESSION = (UUID(f"019a8c00-0000-7000-8000-00000000000{last}") for last in "abc")


@pytest.fixture
def things(maya, amara, clock):
    """What the kept entries are about."""
    practice, daily = PracticeVersion.built_in("thought-check", 1), {"type": "daily"}
    Assignment.give(maya, practice, coach=amara, rhythm=daily, now=clock.now, id=ASSIGNMENT)
    Habit.make(maya, title="A walk", rhythm=daily, today=clock.now.date(), now=clock.now, id=HABIT)
    session = meet(maya, amara, clock.now, clock.now)
    table = db.metadata.tables["coaching_session"]
    db.session.execute(table.update().where(table.c.id == session.id).values(id=SESSION))
    db.session.commit()
    db.session.expunge_all()


@pytest.mark.parametrize("file", KEPT, ids=[file.stem for file in KEPT])
def test_what_earlier_builds_made_is_taken_as_it_was(phone, things, file, clock):
    kept = json.loads(file.read_text())["entries"]
    entries = [one["entry"] for one in kept]
    clock.moves(days=60)
    assert phone.fate(*entries) == ["stored"] * len(entries)
    hashes = {str(row.id): row.body_hash for row in db.session.scalars(db.select(Entry))}
    assert hashes == {one["entry"]["id"]: one["body_hash"] for one in kept}
    assert phone.fate(*entries) == ["duplicate"] * len(entries)


def test_every_kind_and_version_is_kept():
    assert {file.stem for file in KEPT} == {f"{kind}.{v}" for kind, v in KINDS}
