"""Joining by an invitation. Opening the link changes nothing; a tap joins, or a code mailed to the address typed."""

from datetime import datetime

from flask import redirect, render_template, request, url_for

from app.accounts import letters
from app.accounts.allowances import RETRY_AFTER, may_ask, may_renew
from app.accounts.models import Invite, SignIn, SignInCode, User
from app.accounts.schemas import CodeForm, JoinForm
from app.accounts.views import bp
from app.accounts.views.door import FRONTS, browser, device, let_in, network
from app.accounts.views.sign_in import TOO_MANY, trouble_with
from app.core import clock
from app.core.db import db
from app.core.forms import Form
from app.core.guard import allow

PURPOSE = "join"
HINDRANCES = {
    "elsewhere": "This address belongs to another practice already. Please join with another one.",
    "yourself": "This is a client’s invitation, and you are the coach. Please use another address.",
    "coached": "You have a coach here already. Ask the practice to hand you over; nothing of yours gets left behind.",
    "paused": "Your access here rests at the moment. Please ask the practice.",
}


@bp.get("/join/<token>")
@allow("anyone")
def join(token: str):
    browser()
    invite = Invite.of_token(token)
    return _asking(invite, token) if invite and invite.open(clock.now()) else _rested(invite, token)


@bp.post("/join/<token>")
@allow("anyone")
def start(token: str):
    now, invite = clock.now(), Invite.of_token(token)
    if invite is None or not invite.open(now):
        return _once_more(invite, now) or _rested(invite, token)
    form = Form(JoinForm(name_known=bool(invite.name)), request.form)
    if not form.ok:
        return _asking(invite, token, form.values, form.errors), 422
    answers = _answers(invite, form.data)
    if invite.proves(token, answers["email"]) and User.of_address(answers["email"]) is None:
        return _welcome(invite, token, answers, now)
    return _mail_code(invite, token, answers, now)


@bp.get("/join/<token>/code")
@allow("anyone")
def join_code(token: str):
    invite, asked = _asked(token, clock.now())
    return _typing(invite, token, asked) if asked else redirect(url_for("accounts.join", token=token), 303)


@bp.post("/join/<token>/code")
@allow("anyone")
def enter_join_code(token: str):
    form, now = Form(CodeForm(), request.form), clock.now()
    invite, asked = _asked(token, now)
    if invite is None or not invite.open(now):
        return _once_more(invite, now) or _rested(invite, token)
    if trouble := trouble_with(form, asked, now):
        db.session.commit()  # a try is used up
        return _typing(invite, token, asked, trouble[0]), *trouble[1:]
    return _welcome(invite, token, asked.answers | {"email": asked.email}, now)


@bp.post("/join/<token>/renewal")
@allow("anyone")
def ask_again(token: str):
    """The same answer for every link, known or not."""
    now, invite = clock.now(), Invite.of_token(token)
    allowed = may_renew(network(), now=now)
    if allowed and invite:
        invite.ask_again(now)
    db.session.commit()
    if allowed:
        return redirect(url_for("accounts.asked_again"), 303)
    return render_template("accounts/join_asked.html", words=TOO_MANY), 429, {"Retry-After": str(RETRY_AFTER)}


@bp.get("/join/asked")
@allow("anyone")
def asked_again():
    return render_template("accounts/join_asked.html", words=None)


def _welcome(invite: Invite, token: str, answers: dict, now: datetime):
    """Joins, signs in and goes to the first page of the new role."""
    if hindrance := invite.hindrance(User.of_address(answers["email"])):
        db.session.commit()
        return _asking(invite, token, answers, {"email": HINDRANCES[hindrance]}), 422
    user = invite.accept(**answers, now=now)
    if user is None:
        db.session.rollback()
        return _once_more(invite, now) or _rested(invite, token)
    SignInCode.forget_answers(invite.id)
    return _enter(invite, user, now)


def _once_more(invite: Invite | None, now: datetime):
    # Two taps: the second finds the invite used, by the sign-in the first one has opened in this browser.
    begun = invite and SignIn.just_begun(invite.sign_in_token(browser()), now=now)
    return _enter(invite, begun.user, now) if begun else None


def _enter(invite: Invite, user: User, now: datetime):
    let_in(user, token=invite.sign_in_token(browser()), now=now)
    db.session.commit()
    return redirect(url_for(FRONTS[invite.role]), 303)


def _mail_code(invite: Invite, token: str, answers: dict, now: datetime):
    email = answers.pop("email")
    if not may_ask(email, network=network(), device=device(email), now=now):
        db.session.commit()
        page = _asking(invite, token, answers | {"email": email}, {"email": TOO_MANY})
        return page, 429, {"Retry-After": str(RETRY_AFTER)}
    asks = {"purpose": PURPOSE, "invite_id": invite.id, "answers": answers}
    _, code = SignInCode.ask(email=email, browser=browser(), now=now, **asks)
    letters.send_code(email, code, now=now)
    db.session.commit()
    return redirect(url_for("accounts.join_code", token=token), 303)


def _answers(invite: Invite, data: dict) -> dict:
    return {
        "email": data["email"],
        "name": invite.name or data["name"],
        # Without script: the zone of whoever invited is the best guess; Settings has the others.
        "zone": data["zone"] or (invite.host.zone if invite.host else "UTC"),
        "sees": data["sees"],
    }


def _asked(token: str, now: datetime) -> tuple[Invite | None, SignInCode | None]:
    invite = Invite.of_token(token)
    asked = SignInCode.asked_by(browser(), purpose=PURPOSE, now=now)
    return invite, asked if invite and asked and asked.invite_id == invite.id else None


def _asking(invite: Invite, token: str, values: dict | None = None, errors: dict | None = None) -> str:
    shown = {"values": values or {}, "errors": errors or {}}
    return render_template("accounts/join.html", invite=invite, token=token, **shown)


def _typing(invite: Invite, token: str, asked: SignInCode | None, trouble: str | None = None) -> str:
    return render_template("accounts/join_code.html", invite=invite, token=token, asked=asked, trouble=trouble)


def _rested(invite: Invite | None, token: str):
    # Who took a link back, or used it, stays unnamed: such a link looks like one that never was.
    only_old = invite and not (invite.accepted_at or invite.revoked_at)
    host = invite.host if only_old else None
    return render_template("accounts/join_rested.html", host=host, token=token), 410
