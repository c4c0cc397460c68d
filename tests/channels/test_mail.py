"""Mails go to a real server, once, and leave nothing behind that opens a door."""

import socket
from collections.abc import Iterator
from datetime import timedelta

import pytest
from aiosmtpd.controller import Controller

from app.channels.mail import jobs
from app.channels.mail.models import Mail
from app.core.db import db


class Server:
    """Keeps what it is given; `answer` is what it says to the next mails."""

    def __init__(self) -> None:
        self.taken: list[bytes] = []
        self.answer = "250 OK"

    async def handle_DATA(self, _server, _session, envelope) -> str:
        self.taken.append(envelope.content)
        return self.answer


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def smtp(app) -> Iterator[Server]:
    keeper = Server()
    controller = Controller(keeper, hostname="127.0.0.1", port=free_port())
    controller.start()
    app.config["SMTP_URL"] = f"smtp://127.0.0.1:{controller.port}"
    yield keeper
    app.config["SMTP_URL"] = ""
    controller.stop()


@pytest.fixture
def mail(clock) -> Mail:
    row = Mail.post(to="maya@mail.example", subject="Your code", body="123456 is your code.\n", now=clock.now)
    db.session.commit()
    return row


def send(now) -> int:
    """One round of the clock, with what it wrote read anew."""
    db.session.commit()
    sent = jobs.send_waiting(now)
    db.session.expire_all()
    return sent


def stored() -> Mail:
    return db.session.scalars(db.select(Mail)).one()


def message_id(raw: bytes) -> bytes:
    return next(line for line in raw.splitlines() if line.lower().startswith(b"message-id"))


def test_a_waiting_mail_is_sent_and_its_body_erased(smtp, mail, clock):
    assert send(clock.now) == 1
    assert b"123456 is your code." in smtp.taken[0] and b"To: maya@mail.example" in smtp.taken[0]
    assert stored().sent_at == clock.now and stored().body is None


def test_it_is_sent_once(smtp, mail, clock):
    assert [send(clock.now) for _ in range(3)] == [1, 0, 0]
    assert len(smtp.taken) == 1


def test_nothing_goes_to_an_address_nobody_has(smtp, clock):
    Mail.post_nothing(now=clock.now)
    assert send(clock.now) == 0 and smtp.taken == []


def test_without_a_server_mails_wait(mail, clock):
    assert send(clock.now) == 0
    assert stored().body and stored().tries == 0


def test_a_server_that_is_down_is_tried_again_later(app, mail, clock):
    app.config["SMTP_URL"] = f"smtp://127.0.0.1:{free_port()}"
    waits = []
    for _ in range(4):
        assert send(clock.now) == 0
        waits.append((stored().next_try_at - clock.now).seconds)
        clock.now = stored().next_try_at
    app.config["SMTP_URL"] = ""
    assert waits == [20, 40, 80, 160] and stored().last_fault == "ConnectionRefusedError"


def test_before_that_time_it_is_left_alone(smtp, mail, clock):
    smtp.answer = "451 later"
    send(clock.now)
    assert send(clock.now + timedelta(seconds=5)) == 0 and len(smtp.taken) == 1


def test_every_try_has_the_same_name(smtp, mail, clock):
    smtp.answer = "451 later"
    send(clock.now)
    smtp.answer = "250 OK"
    assert send(clock.moves(minutes=1)) == 1
    assert message_id(smtp.taken[0]) == message_id(smtp.taken[1])


def test_after_two_days_it_is_given_up_and_its_body_erased(smtp, mail, clock):
    smtp.answer = "550 no"
    send(clock.moves(days=2, seconds=1))
    assert stored().given_up_at == clock.now and stored().body is None
    assert send(clock.moves(days=1)) == 0 and Mail.waiting() == []


def test_one_bad_address_holds_nobody_up(smtp, mail, clock):
    Mail.post(to="not an address", subject="Your code", body="x", now=clock.now - timedelta(minutes=1))
    send(clock.now)
    assert sum(b"To: maya@mail.example" in one for one in smtp.taken) == 1


def test_what_one_clock_has_taken_the_other_leaves_until_its_lease_ends(mail, clock):
    assert Mail.claim_next(clock.now).id == mail.id
    assert Mail.claim_next(clock.now + timedelta(minutes=1)) is None
    assert Mail.claim_next(clock.now + timedelta(minutes=3)).tries == 2
