"""flask organization ...: the first step of an empty house."""

import click
from flask.cli import AppGroup
from marshmallow import ValidationError

from app.accounts import letters
from app.accounts.models import Organization
from app.accounts.settings_schemas import Address
from app.core import clock
from app.core.db import db, writing

organization = AppGroup("organization", help="Coaching businesses that live here.")


def _address(_context, _option, value: str) -> str:
    try:
        return Address().deserialize(value)
    except ValidationError as error:
        raise click.BadParameter(" ".join(error.messages)) from None


@organization.command("create")
@click.argument("name")
@click.option("--owner", required=True, callback=_address, help="The e-mail address of the first owner.")
def organization_create(name: str, owner: str) -> None:
    """Makes an organization and prints the invitation of its first owner."""
    with writing():
        invite = Organization.found(name, owner, clock.now())
        db.session.commit()
    # Whoever runs this runs the server: the link proves the address, so no mail is needed to begin.
    click.echo(f"{name} is here. Its first owner joins with {invite.email}:\n{letters.link(invite.mailed_token)}")
