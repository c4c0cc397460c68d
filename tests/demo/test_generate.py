"""The demo organization is like any other: rows that fit together, in the past, and gone without a trace."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from app.accounts.models import Organization, Pairing, SignIn, SignInCode, User
from app.accounts.models.consent import CHECK_INS, PRACTICES
from app.channels.mail.models import Mail
from app.checkins.models import CheckIn
from app.core.db import db
from app.data import personas
from app.demo import generate
from app.demo.days import Course
from app.demo.people import ORGANIZATION_ID, Client, user_id
from app.demo.stories import story
from app.entries.models import Entry, Sent
from app.habits.models import Habit, HabitDay
from app.practices.models import Assignment, Completion, Skip, Start
from app.sessions.models import AgendaNote, CoachingSession, Summary


def counts() -> dict[str, int]:
    tables = db.metadata.sorted_tables
    return {one.name: db.session.scalar(select(func.count()).select_from(one)) for one in tables}


def rows(model: type, who: str) -> list:
    owner = model.client_id if hasattr(model, "client_id") else model.user_id
    return list(db.session.scalars(select(model).where(owner == user_id(who))))


def felt(who: str) -> list[tuple]:
    said = sorted(rows(CheckIn, who), key=lambda one: one.occurred_at)
    return [(one.local_date, one.mood, one.stress, one.note, one.occurred_at) for one in said]


def test_everybody_is_there_with_coach_and_consent(demo):
    for persona in personas()["clients"]:
        client = generate.person(persona["id"])
        assert client.coach.id == user_id(persona["coach"])
        assert client.consents_to(CHECK_INS) and client.consents_to(PRACTICES)
        assert client.email == f"{persona['id']}@harbour-lane.example"


def test_preferences_come_from_the_persona(demo):
    text = {who: generate.person(who).prefers("text") for who in ("maya", "lena", "grace")}
    assert text == {"maya": 100, "lena": 115, "grace": 200}
    assert generate.person("tomas").prefers("theme") == "dark"


def test_nothing_lies_in_the_future_but_booked_sessions(demo, clock):
    moments = (Entry.occurred_at, Entry.received_at, Summary.published_at, Assignment.assigned_at)
    assert all(db.session.scalar(select(func.max(moment))) <= clock.now for moment in moments)
    ahead = db.session.scalars(select(CoachingSession).where(CoachingSession.starts_at > clock.now)).all()
    assert ahead and not any(one.outcome for one in ahead)


# Just after midnight in UTC and on the nights of a clock change people of the demo live on different dates.
@pytest.mark.parametrize("now", ["2026-03-29T00:07", "2026-11-01T06:30", "2026-12-31T23:59", "2026-07-08T17:45"])
def test_at_any_hour_everything_has_happened_in_its_order(now):
    now = datetime.fromisoformat(now).replace(tzinfo=UTC)
    generate.make(now)
    assert all(one.occurred_at <= one.received_at <= now for one in db.session.scalars(select(Entry)))
    given = {one.id: one.assigned_at for one in db.session.scalars(select(Assignment))}
    assert all(one.occurred_at > given[one.assignment_id] for one in db.session.scalars(select(Completion)))


def test_today_is_left_to_the_visitor(demo, clock):
    for client in db.session.scalars(select(User).join(Pairing, Pairing.client_id == User.id)):
        today = client.local_day(clock.now)
        newest = db.session.scalar(select(func.max(Entry.local_date)).where(Entry.user_id == client.id))
        assert newest < today


def test_every_row_of_a_room_is_an_entry_of_its_moment(demo):
    entries = {(one.user_id, one.id): one for one in db.session.scalars(select(Entry))}
    for model in (CheckIn, Start, Completion, Skip, AgendaNote):
        for row in db.session.scalars(select(model)):
            entry = entries[row.user_id, row.id]
            assert (row.occurred_at, row.tz, row.local_date) == (entry.occurred_at, entry.tz, entry.local_date)
            assert row.received_at == entry.received_at


def test_sending_an_entry_again_changes_nothing(demo, clock):
    maya, known = generate.person("maya"), rows(Entry, "maya")
    for entry in known:
        names = ("id", "kind", "occurred_at", "tz", "local_date", "payload")
        same = Sent(**{name: getattr(entry, name) for name in names}, at_phone=entry.kind != "summary.opened")
        assert Entry.admit(maya, same, now=clock.now).status == "duplicate"


def test_recording_the_entries_one_by_one_would_give_the_same_rows(demo):
    check_in, run = rows(CheckIn, "maya")[0], rows(Completion, "maya")[0]
    for model, row in ((CheckIn, check_in), (Completion, run)):
        entry = db.session.get(Entry, (row.user_id, row.id))
        before = {column.key: getattr(row, column.key) for column in model.__table__.columns}
        db.session.delete(row)
        db.session.flush()
        again = model.record(entry)
        assert {column.key: getattr(again, column.key) for column in model.__table__.columns} == before


def test_the_same_moment_makes_the_same_weeks(demo, clock):
    before = {one["id"]: felt(one["id"]) for one in personas()["clients"]}
    generate.reset(clock.now)
    assert {one["id"]: felt(one["id"]) for one in personas()["clients"]} == before


def test_practices_stand_in_the_order_of_the_file_each_time(demo, clock):
    maya = generate.person("maya")
    titles = [one.practice.slug for one in Assignment.current(maya.id, maya.local_day(clock.now))]
    assert titles == [one["slug"] for one in personas()["clients"][0]["practices"]]
    assert len(set(one.assigned_at for one in rows(Assignment, "maya"))) == 1


def test_a_week_later_everything_is_a_week_later(demo, clock):
    days = [one.local_date for one in rows(CheckIn, "grace")]
    generate.reset(clock.moves(days=7))
    assert sorted(one.local_date for one in rows(CheckIn, "grace")) == sorted(day + timedelta(days=7) for day in days)


def test_resetting_twice_leaves_the_same_counts(demo, clock, maya):
    before = counts()
    for _twice in range(2):
        generate.reset(clock.now)
        db.session.commit()
    assert counts() == before


def test_wiping_takes_the_demo_and_nothing_else(clock, maya, stranger):
    before = counts()
    generate.make(clock.now)
    assert generate.exists()
    generate.wipe()
    assert not generate.exists() and counts() == before
    assert db.session.get(Organization, ORGANIZATION_ID) is None


def test_wiping_takes_sign_ins_codes_and_mails_too(demo, clock):
    maya = generate.person("maya")
    SignIn.begin(maya, token="a token", browser="Chromium on Linux", now=clock.now)
    SignInCode.ask(email=maya.email, browser="b", purpose="sign_in", user=maya, now=clock.now)
    Mail.post(to=maya.email, subject="Your code", body="123456", now=clock.now)
    generate.wipe()
    assert {table for table, count in counts().items() if count} == {"practice_version"}


def test_sam_has_been_quiet_for_eleven_days(demo, clock):
    today = generate.person("sam").local_day(clock.now)
    assert max(one.local_date for one in rows(CheckIn, "sam")) == today - timedelta(days=11)
    assert CoachingSession.next_of(user_id("sam"), now=clock.now) is None
    assert max(rows(CoachingSession, "sam"), key=lambda one: one.starts_at).outcome == "no_show"


def test_lena_has_not_begun(demo):
    assert len(rows(Assignment, "lena")) == 1
    assert not rows(Completion, "lena") and not rows(Start, "lena") and not rows(Skip, "lena")
    assert not rows(Habit, "lena") and [one.opened_at for one in rows(Summary, "lena")] == [None]


def test_priya_kept_her_pause(demo, clock):
    today = generate.person("priya").local_day(clock.now)
    habit = rows(Habit, "priya")[0]
    first, last = today - timedelta(days=28), today - timedelta(days=15)
    assert [(one.first, one.last) for one in habit.pauses] == [(first, last)]
    assert not [one for one in rows(Entry, "priya") if first <= one.local_date <= last]
    assert [one for one in rows(HabitDay, "priya") if one.day > last]


def test_jonas_said_where_he_was(demo, clock):
    today = generate.person("jonas").local_day(clock.now)
    zones = {(today - one.local_date).days: one.tz for one in rows(CheckIn, "jonas")}
    assert {zone for ago, zone in zones.items() if 29 < ago < 35} == {"America/Los_Angeles"}
    assert {zone for ago, zone in zones.items() if 6 < ago < 10} == {"Asia/Tokyo"}
    long_day = [one for one in rows(CheckIn, "jonas") if one.local_date == today - timedelta(days=35)]
    assert sorted(one.tz for one in long_day) in ([], ["America/Los_Angeles", "Europe/Berlin"])


def test_most_of_what_aisha_says_arrives_in_bursts(demo):
    late = [one for one in rows(CheckIn, "aisha") if one.received_at - one.occurred_at > timedelta(minutes=5)]
    assert len(late) > len(rows(CheckIn, "aisha")) / 2
    assert any(one.received_at - one.occurred_at > timedelta(hours=12) for one in late)


def test_mayas_next_session_is_tomorrow_and_she_wants_to_bring_something(demo, clock):
    maya = generate.person("maya")
    session = CoachingSession.next_of(maya.id, now=clock.now)
    assert maya.local_day(session.starts_at) == maya.local_day(clock.now) + timedelta(days=1)
    notes = AgendaNote.for_session(maya.id, session.id)
    assert [one.text for one in notes] == ["Dad’s hospital letter, and saying no to the Friday meeting"]


def test_every_session_that_took_place_has_its_summary_and_its_practices(demo):
    for session in db.session.scalars(select(CoachingSession).where(CoachingSession.outcome == "done")):
        summary = db.session.get(Summary, session.id)
        assert timedelta() < summary.published_at - session.ends_at < timedelta(hours=2)
        assert summary.focus and summary.insight and 1 <= len(summary.choices()) <= 2
        assert not summary.opened_at or summary.opened_at > summary.published_at


def test_what_is_current_is_what_the_last_letter_names(demo, clock):
    for client in db.session.scalars(select(User).join(Pairing, Pairing.client_id == User.id)):
        current = Assignment.current(client.id, client.local_day(clock.now))
        assert {one.id for one in Summary.newest_of(client).choices()} == {one.id for one in current}


def test_nobody_says_anything_before_they_joined(demo):
    began = {one.client_id: one.began_at for one in db.session.scalars(select(Pairing))}
    assert all(one.occurred_at > began[one.user_id] for one in db.session.scalars(select(Entry)))
    assert all(one.starts_at > began[one.client_id] for one in db.session.scalars(select(CoachingSession)))


def test_check_ins_are_those_of_the_formula(demo, clock):
    persona = next(one for one in personas()["clients"] if one["id"] == "maya")
    course = Course(persona, Client(persona, clock.now).today, story("maya")["seed"])
    assert [(course.date(one.number), one.mood, one.stress) for one in course.check_ins] == [
        (day, mood, stress) for day, mood, stress, *_ in felt("maya")
    ]
