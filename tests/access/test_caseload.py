"""The list of clients reads of each only as far as this very client has said yes to this very coach."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import update

from app.accounts.models import Consent, Pairing
from app.accounts.models.consent import CHECK_INS, PRACTICES
from app.core.db import db
from app.review.queries import caseload
from tests.counting import statements
from tests.review import happened


@pytest.fixture
def felt(maya, clock):
    """Maya has checked in, yesterday, and nothing else."""
    happened.check_in(maya, clock.now - timedelta(days=1))
    db.session.commit()
    return maya


def row(coach, client, now):
    return next(one for one in caseload(coach, now=now).rows if one.id == str(client.id))


def test_with_her_yes_the_last_contact_is_known(amara, felt, clock):
    assert row(amara, felt, clock.now).last_on == clock.now.date() - timedelta(days=1)


@pytest.mark.parametrize("purpose", [CHECK_INS, PRACTICES])
def test_without_it_that_part_is_not(amara, felt, clock, purpose):
    Consent.withdraw(felt, purpose, coach_id=amara.id, now=clock.now)
    db.session.flush()
    assert (row(amara, felt, clock.now).last_on is None) == (purpose == CHECK_INS)


def test_a_yes_to_the_coach_before_is_no_yes(daniel, felt, clock):
    # Even where it was not taken back with the pairing.
    db.session.execute(update(Pairing).values(coach_id=daniel.id))
    assert row(daniel, felt, clock.now).last_on is None


def test_a_session_with_another_coach_is_not_hers_to_see(amara, daniel, felt, clock):
    happened.session(daniel, felt, clock.now + timedelta(hours=3))
    found = caseload(amara, now=clock.now)
    assert (found.rows[0].next_at, found.rows[0].soon, found.sessions_today) == (None, False, 0)


def test_a_session_with_somebody_who_left_is_not_counted(amara, felt, clock):
    happened.session(amara, felt, clock.now + timedelta(hours=3))
    assert caseload(amara, now=clock.now).sessions_today == 1
    db.session.execute(update(Pairing).values(ended_at=clock.now))
    assert caseload(amara, now=clock.now).sessions_today == 0


def test_days_of_clients_who_said_no_are_not_even_read(amara, felt, clock):
    with statements() as seen:
        caseload(amara, now=clock.now)
    (read,) = [one for one in seen if "FROM check_in" in one or "FROM completion" in one]
    more = "(?:(?!FROM).)*"
    yes = rf"CASE WHEN \(EXISTS \(SELECT {more}FROM consent{more} IS NULL\)\) THEN \(SELECT {more}FROM (\w+)"
    assert (
        re.findall(yes, read, re.DOTALL)
        == re.findall("FROM (check_in|completion)", read)
        == ["check_in", "completion"]
    )
