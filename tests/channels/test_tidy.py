"""What the clock throws away: what says nothing any more, and what was about people for long enough."""

from datetime import timedelta

import pytest

from app.accounts.models import SignInCode
from app.channels.mail.models import Mail
from app.core.db import db
from app.worker import tidy


def left(model) -> int:
    return db.session.scalar(db.select(db.func.count()).select_from(model))


def test_codes_go_after_a_day_with_the_addresses_they_hold(http, maya, clock):
    for email in (maya.email, "nobody@harbour.example"):
        http().post("/sign-in", data={"email": email})
    tidy(clock.moves(hours=23))
    assert left(SignInCode) == 2
    tidy(clock.moves(hours=2))
    assert left(SignInCode) == 0


@pytest.mark.parametrize(("ended", "kept"), [("sent_at", 0), ("given_up_at", 0), (None, 1)])
def test_mails_go_a_month_after_they_went_and_wait_until_then(clock, ended, kept):
    mail = Mail.post(to="maya@mail.example", subject="Your code", body="123456", now=clock.now)
    if ended:
        setattr(mail, ended, clock.now)
    db.session.commit()
    tidy(clock.now + timedelta(days=29))
    assert left(Mail) == 1
    tidy(clock.now + timedelta(days=31))
    assert left(Mail) == kept
