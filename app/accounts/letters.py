"""The mails of this room: plain text, a subject that says nothing over a shoulder, links from BASE_URL only."""

from datetime import datetime

from flask import current_app

from app.accounts.models import Invite
from app.channels.mail.models import Mail

CODE = """{code} is your code for signing in to Meanwhile.

Type it where you asked for it, within ten minutes.
If you did not ask for it, leave it alone: nobody can use it without this mail.
"""
ENDED = """Somebody, perhaps you, wanted to sign in to Meanwhile with this address.

Access for this address has ended or rests, so there is no code this time.
If you would like to come back, ask the people you worked with for an invitation.
"""
INVITED = """Hello{name},

{host} invites you to Meanwhile, the place of {organization} for the time between sessions.

Open this link and join with this address. It works once, for seven days:
{link}

If you did not expect this, leave it alone: nothing happens.
"""


def send_code(email: str, code: str, *, now: datetime) -> None:
    """The six digits."""
    Mail.post(to=email, subject="Your code", body=CODE.format(code=code), now=now)


def say_ended(email: str, *, now: datetime) -> None:
    """For somebody whose last membership ended or rests: why no code comes."""
    Mail.post(to=email, subject="About signing in", body=ENDED, now=now)


def send_invite(invite: Invite, *, now: datetime) -> None:
    """The link that also proves the address it is mailed to."""
    words = INVITED.format(
        name=f" {invite.name.split()[0]}" if invite.name else "",
        host=invite.host.name if invite.host else invite.organization.name,
        organization=invite.organization.name,
        link=link(invite.mailed_token),
    )
    Mail.post(to=invite.email, subject="An invitation", body=words, now=now)
    invite.mailed_at = now


def link(token: str) -> str:
    """The address of an invitation. Never from the request: a foreign Host header must not get into a mail."""
    return f"{current_app.config['BASE_URL']}/join/{token}"
