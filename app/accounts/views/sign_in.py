"""Signing in: an address, a code in the mail, the code typed here."""

from flask import redirect, render_template, request, session, url_for
from flask_login import current_user, logout_user

from app.accounts import letters
from app.accounts.allowances import RETRY_AFTER, may_ask, may_guess
from app.accounts.models import SignInCode, User
from app.accounts.schemas import AskForm, CodeForm
from app.accounts.views import bp
from app.accounts.views.door import browser, device, front, landing, let_in, network
from app.channels.mail.models import Mail
from app.core import clock
from app.core.db import db
from app.core.forms import Form
from app.core.guard import allow

PURPOSE = "sign_in"
TOO_MANY = "That was a lot in a short time. Please wait three minutes, then try again."
GONE = "This code has rested too long. Ask for a new one."
WRONG = "This is not the code in the newest mail. You have {tries}."
USED_UP = "That was the last try for this code. Ask for a new one."


@bp.get("/", endpoint="front")
@allow("anyone")
def home():
    return redirect(front(current_user) if current_user.is_authenticated else url_for("accounts.sign_in"), 303)


@bp.get("/sign-in")
@allow("anyone")
def sign_in():
    if current_user.is_authenticated and current_user.roles:
        return redirect(front(current_user), 303)
    browser()
    session["next"] = landing(request.args.get("next"))
    return _asking({})


@bp.post("/sign-in")
@allow("anyone")
def ask_for_code():
    form, now = Form(AskForm(), request.form), clock.now()
    if not form.ok:
        return _asking(form.values, form.errors), 422
    email = form.data["email"]
    if not may_ask(email, network=network(), device=device(email), now=now):
        db.session.commit()
        return _asking(form.values, {"email": TOO_MANY}), 429, {"Retry-After": str(RETRY_AFTER)}
    _mail_code(email, now)
    db.session.commit()
    return redirect(url_for("accounts.code"), 303)


@bp.get("/sign-in/code")
@allow("anyone")
def code():
    asked = SignInCode.asked_by(browser(), purpose=PURPOSE, now=clock.now())
    return _typing(asked) if asked else redirect(url_for("accounts.sign_in"), 303)


@bp.post("/sign-in/code")
@allow("anyone")
def enter_code():
    form, now = Form(CodeForm(), request.form), clock.now()
    asked = SignInCode.asked_by(browser(), purpose=PURPOSE, now=now)
    trouble = trouble_with(form, asked, now)
    if trouble is None:
        goal = session.get("next")
        let_in(db.session.get(User, asked.user_id), token=asked.token(browser()), now=now)
    db.session.commit()  # a try is used up either way
    if trouble is None:
        return redirect(goal or front(current_user), 303)
    return _typing(asked, trouble[0]), *trouble[1:]


@bp.post("/sign-out")
@allow("anyone")
def sign_out():
    if current_user.is_authenticated:
        current_user.sign_in.end(clock.now())
        logout_user()
        db.session.commit()
    known = session.get("known", "")
    session.clear()
    session["known"] = known
    return redirect(url_for("accounts.sign_in"), 303)


def trouble_with(form: Form, asked: SignInCode | None, now) -> tuple | None:
    """None if the code is right; else (words, status) or (words, status, headers). Counts the try."""
    allowed = may_guess(network(), now=now)
    if asked is None and not allowed:
        return TOO_MANY, 429, {"Retry-After": str(RETRY_AFTER)}
    if asked is None or not form.ok:
        return GONE if asked is None else form.errors["code"], 422
    if asked.matches(form.data["code"], now=now):
        return None
    tries = {0: None, 1: "one more try"}.get(asked.tries_left, f"{asked.tries_left} more tries")
    return WRONG.format(tries=tries) if tries else USED_UP, 422


def _mail_code(email: str, now) -> None:
    # The same statements whoever asks: nobody learns from the answer, or from its time, who is here.
    user = User.of_address(email)
    lives = user if user and user.roles else None
    _, code = SignInCode.ask(email=email, browser=browser(), purpose=PURPOSE, user=lives, now=now)
    if lives:
        letters.send_code(email, code, now=now)
    elif user:
        letters.say_ended(email, now=now)
    else:
        Mail.post_nothing(now=now)


def _asking(values: dict, errors: dict | None = None) -> str:
    return render_template("accounts/sign_in.html", values=values, errors=errors or {})


def _typing(asked: SignInCode | None, trouble: str | None = None) -> str:
    return render_template("accounts/code.html", asked=asked, trouble=trouble)
