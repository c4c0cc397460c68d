"""What practices are called, for rows that name one by its slug."""

from __future__ import annotations

from sqlalchemy import and_, or_, select

from app.accounts.models import User
from app.core.db import db
from app.practices.models import Assignment, PracticeVersion


def titles(client: User) -> dict[str, str]:
    """Slug -> title as it was last given to this client, else the newest; own copies too. One statement."""
    version = PracticeVersion
    ours = or_(version.organization_id.is_(None), version.organization_id == client.organization_id)
    given = and_(Assignment.practice_version_id == version.id, Assignment.client_id == client.id)
    rows = select(version.slug, version.body["title"].as_string()).outerjoin(Assignment, given).where(ours)
    # Of several for one slug the last one counts.
    rows = rows.order_by(Assignment.assigned_at.asc().nulls_first(), version.version)
    return dict(map(tuple, db.session.execute(rows)))
