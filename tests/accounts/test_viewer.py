"""Who looks at a page is read as rows, and is asked what a person is asked."""

import pytest

from app.accounts.models import User, Viewer
from app.accounts.models.consent import CHECK_INS, PRACTICES
from app.core.db import db
from tests import people
from tests.counting import statements

ASKED = ("id", "organization_id", "email", "name", "pronouns", "zone", "locale", "preferences", "roles", "first_name")


@pytest.fixture
def viewer(maya, clock):
    token = people.token_of(maya, now=clock.now)
    db.session.commit()
    return Viewer.load(token, now=clock.now)


def test_they_answer_as_the_person_does(viewer, maya):
    for name in (*ASKED, "subject", "possessive"):
        assert getattr(viewer, name) == getattr(maya, name)
    assert (viewer.coach.id, viewer.coach.first_name) == (maya.coach.id, maya.coach.first_name)
    assert [viewer.consents_to(purpose) for purpose in (CHECK_INS, PRACTICES, "terms")] == [
        maya.consents_to(purpose) for purpose in (CHECK_INS, PRACTICES, "terms")
    ]


def test_they_are_one_statement_and_no_entity(maya, clock):
    token = people.token_of(maya, now=clock.now)
    db.session.commit()
    db.session.expunge_all()
    with statements() as seen:
        viewer = Viewer.load(token, now=clock.now)
        assert viewer.may_enter(frozenset({"client"})) and viewer.coach
    assert len(seen) == 1 and not list(db.session.identity_map.values())


def test_what_few_pages_ask_for_is_read_when_it_is_asked_for(viewer, maya):
    assert viewer.organization.name == maya.organization.name
    assert isinstance(viewer.entity, User)
    with pytest.raises(AttributeError):
        viewer.no_such_thing  # noqa: B018


def test_a_sign_in_that_ended_or_ran_out_shows_nobody(maya, clock):
    token = people.token_of(maya, now=clock.now)
    db.session.commit()
    assert Viewer.load(token, now=clock.moves(days=91)) is None
    assert Viewer.load("another token", now=clock.now) is None


def test_two_roles_and_several_yeses_stay_as_many(viewer, maya):
    assert sorted(one.role for one in viewer.memberships) == sorted(one.role for one in maya.memberships)
    assert len(viewer.consents) == len(maya.consents)
