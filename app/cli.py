"""flask commands, each a thin call."""

import click
from flask import Flask
from flask.cli import AppGroup

from app.accounts.commands import organization
from app.channels.mail.models import Mail
from app.core.db import db, writing
from app.demo.commands import group as demo
from app.practices.models import PracticeVersion

mail = AppGroup("mail", help="Mails that wait.")
data = AppGroup("data", help="The library and other data the product brings along.")


def init_app(app: Flask) -> None:
    for group in (organization, mail, data, demo):
        app.cli.add_command(group)


@mail.command("waiting")
def mail_waiting() -> None:
    """Prints the mails nobody has sent: where no mail server is set, this is how a link or a code reaches you."""
    waiting = Mail.waiting()
    for one in waiting:
        click.echo(f"To: {one.to}\nSubject: {one.subject}\n\n{one.body}\n{'-' * 40}")
    if not waiting:
        click.echo("No mail waits.")


@data.command("load")
def data_load() -> None:
    """Adds practices of the built-in library that are not in the database yet."""
    with writing():
        added = PracticeVersion.load_library()
        db.session.commit()
    click.echo(f"Library: {added} new.")
