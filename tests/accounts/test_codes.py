"""A code by itself: each of its limits holds, whatever the others say."""

from datetime import timedelta

import pytest

from app.accounts.models import SignInCode
from app.accounts.models.sign_in import CODE_TRIES
from app.core.db import db


@pytest.fixture
def asked(maya, clock):
    """(row, code) for Maya."""
    return SignInCode.ask(email=maya.email, browser="hers", purpose="sign_in", user=maya, now=clock.now)


def test_a_code_whose_tries_are_used_up_fits_no_more_and_is_not_found(asked, clock):
    row, code = asked
    db.session.flush()
    row.tries = CODE_TRIES
    db.session.flush()
    assert not row.alive(clock.now) and not row.matches(code, now=clock.now)


def test_a_code_nobody_can_sign_in_with_never_fits(clock):
    row, code = SignInCode.ask(email="nobody@harbour.example", browser="theirs", purpose="sign_in", now=clock.now)
    db.session.flush()
    assert not row.matches(code, now=clock.now) and row.used_at is None


def test_it_is_found_for_one_purpose_and_one_browser(asked, clock):
    row, _ = asked
    db.session.flush()
    places = [("hers", "sign_in"), ("hers", "address"), ("theirs", "sign_in")]
    found = [SignInCode.asked_by(browser, purpose=purpose, now=clock.now) for browser, purpose in places]
    assert found == [row, None, None]


def test_what_is_stored_opens_nothing(asked):
    row, code = asked
    assert code not in (row.code_hash, row.browser_hash) and len(row.code_hash) == 64


def test_it_can_be_sent_twice_for_ten_seconds(asked, clock):
    row, code = asked
    db.session.flush()
    assert row.matches(code, now=clock.now)
    alive = [row.alive(clock.now + timedelta(seconds=after)) for after in (10, 11)]
    assert alive == [True, False]
