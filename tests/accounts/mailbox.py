"""Reading the mails that wait, as their receivers would."""

import re

from app.channels.mail.models import Mail


def mails(to: str | None = None) -> list[Mail]:
    """Waiting mails, oldest first."""
    return [mail for mail in Mail.waiting() if to in (None, mail.to)]


def code_for(address: str) -> str:
    """The six digits of the newest mail to this address."""
    return re.search(r"\b\d{6}\b", mails(address)[-1].body)[0]


def link_for(address: str) -> str:
    """The path of the link in the newest mail to this address."""
    return re.search(r"http://localhost(/join/\S+)", mails(address)[-1].body)[1]


def another(code: str) -> str:
    """Six digits that are not this code."""
    return f"{(int(code) + 1) % 1_000_000:06}"
