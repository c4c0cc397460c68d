"""Changing the address: a code goes to the new one and, unless the sign-in is fresh, one to the old one too."""

from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError

from app.accounts.models.sign_in import SignInCode
from app.accounts.models.user import User
from app.channels.mail.models import Mail
from app.core.db import db
from app.core.limits import Bucket

PURPOSE, OWN = "address", "address_own"
CODES = {"most": 5, "within": timedelta(hours=1)}
# Whoever typed a code this recently has just shown that they read the old address.
FRESH = timedelta(minutes=10)

CODE = """{code} is your code for changing the address you sign in with.

Type it into Meanwhile within ten minutes, in the browser where you asked.
If you did not ask for it, leave it alone: nothing changes.
"""
OWN_CODE = """{code} is your code for leaving this address behind.

Somebody, most likely you, wants to sign in to Meanwhile with another address from now on.
If that was not you, type the code nowhere and end the sign-ins you do not know, under Settings.
"""
NOTICE = """The address you sign in to Meanwhile with is now another one.

If that was you, all is well. If it was not, please tell {organization} soon.
"""


def ask(person: User, email: str, *, now: datetime) -> bool:
    """Mails a code to the new address, taken or not: who asks learns nothing. False after five in an hour."""
    if not Bucket.take(f"address:{person.id}", now=now, **CODES):
        return False
    _mail(person, email, PURPOSE, CODE, now)
    if not _fresh(person, now):
        _mail(person, person.email, OWN, OWN_CODE, now)
    return True


def waiting(person: User, *, now: datetime) -> SignInCode | None:
    """The code this browser asked for, while it can still be typed."""
    return SignInCode.asked_by(person.sign_in_token, purpose=PURPOSE, now=now)


def needs_own(person: User, asked: SignInCode | None) -> bool:
    """Does the old address have to be proven too? A phone left open is not enough to take an account."""
    return asked is not None and not _fresh(person, asked.created_at)


def prove(person: User, code: str, own_code: str | None, *, now: datetime) -> str | None:
    """Takes the new address if the codes are right. Returns None, or "code", "own_code" or "taken": what stands in
    the way. Neither code is used up before both are right."""
    asked = waiting(person, now=now)
    own = SignInCode.asked_by(person.sign_in_token, purpose=OWN, now=now) if needs_own(person, asked) else None
    if needs_own(person, asked) and not (own and own.fits(own_code or "")):
        return "own_code"
    if asked is None or not asked.fits(code):
        return "code"
    for one in (asked, own):
        if one:
            one.use(now)
    return _move(person, asked.email, now=now) if asked.email != person.email else None


def _fresh(person: User, now: datetime) -> bool:
    return now - person.sign_in.created_at < FRESH


def _mail(person: User, email: str, purpose: str, words: str, now: datetime) -> None:
    _, code = SignInCode.ask(email=email, browser=person.sign_in_token, purpose=purpose, user=person, now=now)
    Mail.post(to=email, subject="Your code", body=words.format(code=code), now=now)


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
