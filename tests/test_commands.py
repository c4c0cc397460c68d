"""The commands of an empty house: the first owner, the mails nobody has sent."""

import pytest

from app.accounts.models import Organization
from app.channels.mail.models import Mail
from app.core.db import db


@pytest.fixture
def flask(app):
    """flask("mail", "waiting"): what the command prints, and how it ended."""

    def run(*words: str):
        db.session.commit()
        with app.app_context():
            return app.test_cli_runner().invoke(args=words)

    return run


def test_the_first_owner_joins_by_the_link_it_prints(flask, http):
    said = flask("organization", "create", "Harbour Lane", "--owner", "Ingrid@Harbour.example ").output
    link = said.splitlines()[-1]
    assert "Its first owner joins with ingrid@harbour.example" in said
    page = http().get(link.removeprefix("http://localhost"))
    assert page.status_code == 200 and "Harbour Lane" in page.text


def test_an_owner_needs_a_real_address(flask):
    answer = flask("organization", "create", "Harbour Lane", "--owner", "ingrid")
    assert answer.exit_code == 2 and "--owner" in answer.output
    assert db.session.scalar(db.select(Organization)) is None


def test_waiting_mails_are_printed_whole(flask, clock):
    assert flask("mail", "waiting").output == "No mail waits.\n"
    Mail.post(to="maya@harbour.example", subject="Your code", body="123456 is your code.", now=clock.now)
    said = flask("mail", "waiting").output
    assert "To: maya@harbour.example\nSubject: Your code\n\n123456 is your code." in said


def test_the_library_is_there_once(flask):
    assert flask("data", "load").output == "Library: 0 new.\n"
