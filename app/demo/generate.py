"""The demo organization: made, found, wiped. It is rows like any other's; nothing else in the product knows of it."""

from datetime import datetime

from sqlalchemy import ColumnElement, Table, delete, false, or_, select

from app.accounts.models import Organization, User
from app.channels.mail.models import Mail
from app.core.db import db
from app.data import personas
from app.demo import caseload
from app.demo.people import DOMAIN, ORGANIZATION_ID, Client, add_client, add_organization, clients, user_id
from app.demo.phone import Rows
from app.demo.practice import Practice
from app.demo.sessions import Sessions
from app.demo.weeks import Weeks
from app.practices.models import PracticeVersion
from app.sessions.models import CoachingSession


def exists() -> bool:
    return db.session.get(Organization, ORGANIZATION_ID) is not None


def person(persona_id: str) -> User | None:
    """One of the demo's people by the id they have in personas.json."""
    return db.session.get(User, user_id(persona_id))


def make(now: datetime) -> None:
    """Adds the organization, its people and their eight weeks, dates relative to `now`. The caller commits."""
    PracticeVersion.load_library()
    db.session.flush()
    rows_of(now).insert()


def rows_of(now: datetime) -> Rows:
    """All of it, not yet written: who has a story in personas.json, then the rest of each coach's caseload."""
    rows, library = Rows(), {one.slug: one for one in PracticeVersion.library()}
    add_organization(rows, now)
    for client in clients(now):
        _add_weeks(rows, client, library)
    for client in caseload.clients(now, _taken(rows)):
        _add_weeks(rows, client, library)
    return rows


def reset(now: datetime) -> None:
    """Wipes and makes anew, in the caller's transaction."""
    wipe()
    make(now)


def wipe() -> None:
    """Removes every row of the demo organization, whichever room it is in, and the mails to its people."""
    db.session.flush()
    for table in reversed(db.metadata.sorted_tables):
        db.session.execute(delete(table).where(_of_the_demo(table)))
    db.session.execute(delete(Mail).where(Mail.to.endswith(f"@{DOMAIN}")))
    db.session.expire_all()


def _add_weeks(rows: Rows, client: Client, library: dict[str, PracticeVersion]) -> None:
    weeks = Weeks.of(client, rows)
    sessions = Sessions(weeks)
    add_client(rows, client, read_at=sessions.read_at)
    sessions.add()
    weeks.add_check_ins()
    weeks.add_habits()
    for given in client.persona["practices"]:
        chosen_in = sessions.chosen_in(weeks.course.chosen_on(given))
        sessions.name_choice(Practice(weeks, given, library[given["slug"]], chosen_in).add())


def _taken(rows: Rows) -> dict[str, list[datetime]]:
    """Coach -> the starts of their sessions so far."""
    coaches = {user_id(one["id"]): one["id"] for one in personas()["staff"]["coaches"]}
    taken: dict[str, list[datetime]] = {}
    for session in rows.of(CoachingSession):
        taken.setdefault(coaches[session["coach_id"]], []).append(session["starts_at"])
    return taken


def _of_the_demo(table: Table) -> ColumnElement[bool]:
    """Rows that name the organization, or that point at rows that do."""
    if table is Organization.__table__:
        return table.c.id == ORGANIZATION_ID
    if "organization_id" in table.c:
        return table.c.organization_id == ORGANIZATION_ID
    links = [(key.parent, key.column) for key in table.foreign_keys]
    return or_(false(), *(mine.in_(select(theirs).where(_of_the_demo(theirs.table))) for mine, theirs in links))
