"""Changing the address: a code goes to the new one, a notice to the old one once it is done."""

from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError

from app.accounts.models.sign_in import SignInCode
from app.accounts.models.user import User
from app.channels.mail.models import Mail
from app.core.db import db
from app.core.limits import Bucket

PURPOSE = "address"
CODES = {"most": 5, "within": timedelta(hours=1)}

CODE = """{code} is your code for changing the address you sign in with.

Type it into Meanwhile within ten minutes, in the browser where you asked.
If you did not ask for it, leave it alone: nothing changes.
"""
NOTICE = """The address you sign in to Meanwhile with is now another one.

If that was you, all is well. If it was not, please tell {organization} soon.
"""


def ask(person: User, email: str, *, now: datetime) -> bool:
    """Mails a code to the new address, taken or not: who asks learns nothing. False after five in an hour."""
    if not Bucket.take(f"address:{person.id}", now=now, **CODES):
        return False
    _, code = SignInCode.ask(email=email, browser=person.sign_in_token, purpose=PURPOSE, user=person, now=now)
    Mail.post(to=email, subject="Your code", body=CODE.format(code=code), now=now)
    return True


def waiting(person: User, *, now: datetime) -> SignInCode | None:
    """The code this browser asked for, while it can still be typed."""
    return SignInCode.asked_by(person.sign_in_token, purpose=PURPOSE, now=now)


def prove(person: User, code: str, *, now: datetime) -> str | None:
    """Takes the new address if the code is right. Returns None, or "code" or "taken": what stands in the way."""
    asked = waiting(person, now=now)
    if asked is None or asked.user_id != person.id or not asked.matches(code, now=now):
        return "code"
    if asked.email != person.email:
        return _move(person, asked.email, now=now)
    return None


def _move(person: User, email: str, *, now: datetime) -> str | None:
    # Said only now: whoever typed the code can read that address's mail anyway.
    before, words = person.email, NOTICE.format(organization=person.organization.name)
    try:
        with db.session.begin_nested():
            person.email = email
    except IntegrityError:
        return "taken"
    Mail.post(to=before, subject="Your address has changed", body=words, now=now)
    return None
