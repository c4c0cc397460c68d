"""What stands in the database before a page is opened. Each commits, so that the server does not wait for us."""

from datetime import timedelta

from app.core.db import db
from app.habits.models import Habit
from app.practices.models import Assignment, PracticeVersion
from app.sessions.models import CoachingSession

KETTLE = "If I put the kettle on after work, then I take a minute."
DAILY = {"type": "daily"}


def met(cast, hours_ago: int = 1) -> CoachingSession:
    """Maya and Amara have just had a session; nobody has written anything about it yet."""
    return _session(cast, -timedelta(hours=hours_ago))


def will_meet(cast, in_days: int = 6) -> CoachingSession:
    return _session(cast, timedelta(days=in_days))


def keeps(cast, title: str = "Phone in the hall by nine") -> Habit:
    """Maya's habit, since today."""
    habit = Habit.make(cast.maya, title=title, rhythm=DAILY, today=cast.maya.local_day(cast.now), now=cast.now)
    db.session.commit()
    return habit


def was_given(cast, slug: str) -> Assignment:
    """Maya has this practice every day, since today."""
    row = Assignment(
        organization_id=cast.org.id,
        client_id=cast.maya.id,
        coach_id=cast.amara.id,
        practice_version_id=PracticeVersion.newest(slug).id,
        rhythm=DAILY,
        cue=KETTLE,
        assigned_at=cast.now,
        assigned_on=cast.maya.local_day(cast.now),
    )
    db.session.add(row)
    db.session.commit()
    return row


def count(model, **of) -> int:
    """How many such rows there are now."""
    found = db.session.scalar(db.select(db.func.count()).select_from(model).filter_by(**of))
    db.session.rollback()
    return found


def read(model, **of):
    """The one such row as it is now, or None."""
    found = db.session.scalar(db.select(model).filter_by(**of).execution_options(populate_existing=True))
    db.session.commit()  # ends the transaction the server waits for; the row stays readable
    return found


def _session(cast, when: timedelta) -> CoachingSession:
    starts_at = (cast.now + when).replace(minute=0, second=0, microsecond=0)
    row = CoachingSession.schedule(coach=cast.amara, client=cast.maya, starts_at=starts_at, now=cast.now)
    db.session.commit()
    return row
