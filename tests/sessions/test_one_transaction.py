"""Publishing is all or nothing; what was sent stays as it was sent."""

import pytest

from app.core.db import db
from app.nudges.models import Nudge
from app.practices.models import Assignment, PracticeVersion
from app.sessions.models import CoachingSession, Pick, PrivateNote, Summary
from tests.sessions.conftest import given
from tests.sessions.forms import closing, page_of, publish, save, undo

# Every step of a publication, by what does it.
STEPS = [(Summary, "draft"), (Summary, "revise"), (PrivateNote, "write"), (CoachingSession, "settle"), (Pick, "give")]
STEPS += [(Assignment, "end"), (Summary, "choose"), (CoachingSession, "book_next"), (Summary, "publish")]
STEPS += [(Nudge, "schedule")]


def everything() -> list[list]:
    """Every row of every table that publishing touches, whole."""
    tables = ["summary", "summary_choice", "private_note", "assignment", "coaching_session", "nudge"]
    rows = [db.session.execute(db.select(db.metadata.tables[name])).all() for name in tables]
    db.session.rollback()
    return [sorted(map(str, each)) for each in rows]


def whole(long_sigh) -> dict:
    words = {"focus": "Two jobs", "private": "Ask about sleep", "prompt": "1"}
    return closing(long_sigh, **words, choice_1="swap", slug_1="worry-slot", slug_2="name-it")


@pytest.mark.parametrize(("owner", "step"), STEPS, ids=lambda it: it if isinstance(it, str) else it.__name__)
def test_a_fault_at_any_step_leaves_nothing(http, amara, tuesday, long_sigh, monkeypatch, owner, step):
    def break_off(*_, **__):
        raise RuntimeError("the machine stops here")

    before = everything()
    with monkeypatch.context() as patch:
        patch.setattr(owner, step, break_off)
        assert publish(http(amara), tuesday, whole(long_sigh)).status_code == 500
    assert everything() == before
    assert publish(http(amara), tuesday, whole(long_sigh)).status_code == 303


@pytest.mark.parametrize("step", ["take_back", "_unbook"])
def test_a_fault_in_an_undo_leaves_everything_sent(http, amara, tuesday, long_sigh, monkeypatch, step):
    publish(http(amara), tuesday, whole(long_sigh))
    before = everything()
    with monkeypatch.context() as patch:
        patch.delattr(Summary, step)
        assert undo(http(amara), tuesday).status_code == 500
    assert everything() == before


@pytest.fixture
def own_sigh(maya, amara, clock) -> Assignment:
    """Maya has the organization's own copy of the long sigh, in its first version."""
    given(maya, amara, "long-sigh", now=clock.now)
    mine = Assignment.current(maya.id, maya.local_day(clock.now))[0]
    mine.practice = edition(mine.practice, 1, "Our sigh")
    db.session.commit()
    return mine


def edition(practice: PracticeVersion, version: int, title: str) -> PracticeVersion:
    """One more version of an own copy, as the library makes it."""
    org = db.session.scalar(db.select(Assignment)).organization_id
    body = {**practice.body, "slug": "our-sigh", "version": version, "title": title}
    row = PracticeVersion(organization_id=org, slug="our-sigh", version=version, body=body)
    db.session.add(row)
    db.session.commit()
    return row


def test_a_practice_edited_after_it_was_given_stays_as_it_was_sent(http, maya, amara, tuesday, own_sigh):
    client = http(maya)
    publish(http(amara), tuesday, closing(own_sigh, focus="Two jobs"))
    sent = client.get("/sessions/last").text
    edition(own_sigh.practice, 2, "Our longer sigh")
    assert client.get("/sessions/last").text == sent and "Our sigh, three a week" in sent
    player = client.get(f"/practices/{own_sigh.id}").text
    assert "Our sigh" in player and "Our longer sigh" not in player


def test_kept_again_it_stays_the_version_it_was(http, maya, amara, tuesday, own_sigh):
    edition(own_sigh.practice, 2, "Our longer sigh")
    assert "Our sigh</b>" in page_of(http(amara), tuesday)
    assert publish(http(amara), tuesday, closing(own_sigh, focus="Again")).status_code == 303
    db.session.refresh(own_sigh)
    assert own_sigh.practice.version == 1 and "Our sigh, three a week" in http(maya).get("/sessions/last").text


def test_a_draft_that_names_a_practice_gives_its_version_of_the_day(http, maya, amara, tuesday, own_sigh):
    browser, form = http(amara), closing(own_sigh, focus="Two jobs", choice_1="swap", slug_1="our-sigh")
    save(browser, tuesday, form)
    edition(own_sigh.practice, 2, "Our longer sigh")
    publish(browser, tuesday, form)
    assert "Our longer sigh, three a week" in http(maya).get("/sessions/last").text
