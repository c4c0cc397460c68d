"""Times of sessions: what a coach typed on their own clock, and what can be booked."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from flask_login import current_user

from app.core import clock
from app.core.words import in_words
from app.sessions.models import CoachingSession

RHYTHM = timedelta(days=14)
FURTHEST = timedelta(days=730)


def instant(wall: datetime, zone: str) -> datetime:
    """The moment of a naive wall time. One that the clocks skip moves on by what they skip (rules.json wall_time)."""
    return clock.at_wall(wall.date(), wall.time(), zone)


def complaint(starts_at: datetime, *, now: datetime) -> str | None:
    """Why this moment cannot be booked; None if it can. One of the last 24 hours is noted afterwards."""
    if starts_at < now - timedelta(days=1):
        return "That is more than a day ago. Please choose a later date."
    return "That is more than two years away. Please choose an earlier date." if starts_at > now + FURTHEST else None


def wall(moment: datetime, zone: str) -> datetime:
    """The naive reading of a clock in that zone."""
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None, second=0, microsecond=0)


def rhythm(session: CoachingSession) -> timedelta:
    """Whole days from the session before to this one; two weeks when there is none."""
    before = CoachingSession.before(session)
    days = (session.starts_at - before.starts_at + timedelta(hours=12)).days if before else 0
    weeks = round(days / 7)
    # Moved by a day once, two people still meet by the week.
    if weeks and abs(days - weeks * 7) == 1:
        days = weeks * 7
    return timedelta(days=days) if 1 <= days <= 92 else RHYTHM


def next_wall(session: CoachingSession, zone: str, *, now: datetime) -> datetime:
    """When the two would meet next, on the coach's clock: the booked time, else the same hour one rhythm on."""
    booked = CoachingSession.after(session, now=now)
    if booked:
        return wall(booked.starts_at, zone)
    step, following = rhythm(session), wall(session.starts_at, zone)
    while following <= wall(now.astimezone(UTC), zone):
        following += step
    return following if following > wall(session.starts_at, zone) else following + step


def why_then(session: CoachingSession, *, now: datetime) -> str:
    """What the next date rests on, for the coach; empty when it is a guess."""
    if CoachingSession.after(session, now=now):
        return "Booked already; another time moves it."
    weeks, odd = divmod(rhythm(session).days, 7)
    if odd or CoachingSession.before(session) is None:
        return ""
    return "Every week, as before." if weeks == 1 else f"Every {in_words(weeks)} weeks, as before."


def on_clock(moment: datetime, form: str) -> str:
    """For the value of a date or time field: the signed-in person's clock, as browsers read it (%Y-%m-%d, %H:%M)."""
    return moment.astimezone(ZoneInfo(current_user.zone)).strftime(form)
