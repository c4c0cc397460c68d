"""The one door to SMTP."""

import smtplib
from email.message import EmailMessage
from email.utils import parseaddr
from urllib.parse import unquote, urlsplit

from app.channels.mail.models import Mail

TIMEOUT = 20


def deliver(mail: Mail, *, smtp_url: str, mail_from: str) -> None:
    """Hands one mail to the server. Raises OSError or smtplib.SMTPException when it did not take it."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = mail_from, mail.to, mail.subject
    domain = parseaddr(mail_from)[1].rpartition("@")[2] or "localhost"
    # The same for every try of a mail, so that a server that took it twice shows it once.
    message["Message-ID"] = f"<{mail.id}@{domain}>"
    message.set_content(mail.body or "")
    with _connect(smtp_url) as server:
        server.send_message(message)


def _connect(url: str) -> smtplib.SMTP:
    parts = urlsplit(url)
    if parts.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(parts.hostname, parts.port or 465, timeout=TIMEOUT)
    else:
        server = smtplib.SMTP(parts.hostname, parts.port or 587, timeout=TIMEOUT)
        if server.ehlo()[0] == 250 and server.has_extn("starttls"):
            server.starttls()
    if parts.username:
        server.login(unquote(parts.username), unquote(parts.password or ""))
    return server
