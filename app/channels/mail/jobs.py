"""Sending what waits."""

import smtplib
from datetime import datetime

from flask import current_app

from app.channels.mail.gateway import deliver
from app.channels.mail.models import Mail
from app.core.db import db, writing


def send_waiting(now: datetime, *, at_most: int = 20) -> int:
    """Sends due mails one by one; returns how many. Without a mail server they wait. No network inside a transaction."""
    config, sent = current_app.config, 0
    if not config["SMTP_URL"]:
        return 0
    while sent < at_most and (mail := _claim(now)):
        try:
            deliver(mail, smtp_url=config["SMTP_URL"], mail_from=config["MAIL_FROM"])
            fault = None
        # ValueError: an address or subject no mail can carry; it must not hold up the others.
        except (OSError, smtplib.SMTPException, ValueError) as error:
            fault = error
            current_app.logger.warning(
                "mail not sent", extra={"facts": {"mail": str(mail.id), "fault": type(error).__name__}}
            )
        with writing():
            mail = db.session.merge(mail)
            mail.not_sent(fault, now) if fault else mail.sent(now)
            db.session.commit()
        sent += fault is None
    return sent


def _claim(now: datetime) -> Mail | None:
    with writing():
        mail = Mail.claim_next(now)
        db.session.commit()
    return mail
