"""flask demo load, flask demo reset."""

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy import func, select

from app.accounts.models import User
from app.core import clock
from app.core.db import db, writing
from app.demo import generate
from app.demo.people import ORGANIZATION_ID

group = AppGroup("demo", help="Harbour Lane Coaching, the demo organization: everyone in it is fictional.")


@group.command("load")
def load() -> None:
    """Makes the demo organization unless it is there."""
    _refuse_without_demo()
    with writing():
        there = generate.exists()
        if not there:
            generate.make(clock.now())
        db.session.commit()
    click.echo("Demo: Harbour Lane Coaching is there already." if there else "Demo: Harbour Lane Coaching is ready.")


@group.command("reset")
@click.option("--yes", is_flag=True, help="Also where other people share the database. Their rows stay as they are.")
def reset(yes: bool) -> None:
    """Makes the demo organization anew; what was tried out in it goes."""
    _refuse_without_demo()
    with writing():
        others = _others()
        if others and not yes:
            raise click.ClickException(
                f"{others} people of another organization are in this database. To go on: --yes"
            )
        generate.reset(clock.now())
        db.session.commit()
    click.echo("Demo: Harbour Lane Coaching is as on its first day.")


def _refuse_without_demo() -> None:
    if not current_app.config["DEMO"]:
        raise click.ClickException("The demo is off. Set DEMO=1 to use it, never on a server others can reach.")


def _others() -> int:
    elsewhere = select(func.count()).select_from(User).where(User.organization_id != ORGANIZATION_ID)
    return db.session.scalar(elsewhere)
