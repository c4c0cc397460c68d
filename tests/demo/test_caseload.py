"""The whole caseload of each coach: as many as personas.json says, in the coach's hours, mostly on track."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from app.accounts.models import Membership, Pairing, User
from app.accounts.models.consent import CHECK_INS, PRACTICES
from app.core.db import db
from app.data import personas
from app.demo import doors, generate
from app.demo.caseload import clients
from app.demo.days import Course
from app.demo.diary import Diary
from app.demo.people import user_id
from app.demo.stories import records
from app.entries.models import Entry
from app.measures import trend
from app.practices.models import Completion, Skip
from app.sessions.models import CoachingSession
from tests.demo.conftest import planned

COACHES = {one["id"]: one for one in personas()["staff"]["coaches"]}
OTHERS = {who for coach in COACHES for who in records(coach)}
# A whole week, and hours at which people of the demo live on different dates.
NOWS = [datetime(2026, 4, 6 + day, hour, 20, tzinfo=UTC) for day, hour in enumerate((9, 0, 6, 12, 17, 23, 19))]
DAY, HELD = timedelta(days=1), timedelta(minutes=50)
WHENEVER = pytest.mark.parametrize("now", NOWS)


def last_on(who: str) -> date:
    days = select(Entry.local_date).where(Entry.user_id == user_id(who), Entry.kind != "summary.opened")
    return max(db.session.scalars(days))


def test_every_coach_has_as_many_clients_as_the_file_says(demo):
    found = Counter(db.session.scalars(select(Pairing.coach_id)))
    assert {who: found[user_id(who)] for who in COACHES} == {"amara": 22, "daniel": 41, "meilin": 9}


def test_all_of_them_have_a_name_of_their_own(demo):
    names = list(db.session.scalars(select(User.name)))
    assert len(names) == len(set(names)) == 76


@WHENEVER
def test_no_coach_is_in_two_sessions_at_once(now):
    for coach_id in COACHES:
        assert all(before + HELD <= after for before, after in pairwise(sorted(starts(coach_id, now))))


@WHENEVER
def test_sessions_lie_in_the_coachs_hours(now):
    for coach_id, coach in COACHES.items():
        diary = Diary.of(coach)
        for at in starts(coach_id, now, of=OTHERS):
            begins, ends = (one.astimezone(ZoneInfo(diary.zone)) for one in (at, at + HELD))
            assert begins.weekday() in diary.days and diary.opens <= begins.time() < ends.time() <= diary.closes


@WHENEVER
def test_sessions_are_at_an_hour_when_the_client_is_up(now):
    for client in clients(now, {}):
        assert all("07:00" <= one["wall"] <= "21:00" for one in client.persona["sessions"])


@WHENEVER
def test_what_is_booked_begins_today_at_the_earliest(now):
    for client in clients(now, {}):
        for one in client.persona["sessions"]:
            assert (one["status"] == "booked") == (one["day"] >= 0)


@WHENEVER
def test_a_coach_has_some_sessions_in_the_next_two_working_days(now):
    for coach_id, coach in COACHES.items():
        zone = ZoneInfo(coach["timezone"])
        booked = Counter(at.astimezone(zone).date() for at in starts(coach_id, now, outcome=None))
        first, second = sorted(booked)[:2]
        assert booked[first] <= 6 and booked[first] + booked[second] >= 2


def starts(coach_id: str, now: datetime, *, of: set[str] | None = None, **columns) -> list[datetime]:
    """When this coach's sessions begin; `of`: those with these clients only."""
    ids = {user_id(who) for who in of or ()}
    wanted = columns | {"coach_id": user_id(coach_id)}
    mine = [
        one for one in planned(now).of(CoachingSession) if all(one[name] == value for name, value in wanted.items())
    ]
    return [one["starts_at"] for one in mine if not ids or one["client_id"] in ids]


def test_the_same_day_gives_the_same_sessions_at_any_hour():
    early, late = (datetime(2026, 4, 8, hour, tzinfo=UTC) for hour in (11, 17))
    placed = [[one.persona["sessions"] for one in clients(now, {})] for now in (early, late)]
    assert placed[0] == placed[1]


def test_most_are_on_track_and_some_are_not(demo, clock):
    today = clock.now.date()
    quiet = [who for who in OTHERS if last_on(who) <= today - timedelta(days=8)]
    assert 4 <= len(quiet) <= 10


@pytest.mark.parametrize("day", range(7))
def test_their_stress_stays_where_it_was_or_comes_down(day):
    now, worse = NOWS[0] + timedelta(days=day), []
    for client in clients(now, {}):
        course = Course(client.persona, client.today, records(client.persona["coach"])[client.persona["id"]]["seed"])
        stress = {course.date(one.number): float(one.stress) for one in course.check_ins}
        worse += [client.persona["id"]] if trend(stress, client.today).label_id.endswith("worse") else []
    assert len(worse) <= 4


def test_some_are_paused_and_some_have_nothing_booked(demo, clock):
    paused = db.session.scalars(select(Membership.user_id).where(Membership.paused_at.is_not(None))).all()
    unbooked = [who for who in OTHERS if CoachingSession.next_of(user_id(who), now=clock.now - DAY) is None]
    assert 2 <= len(paused) <= 5 and 1 <= len(unbooked) <= 6
    assert {user_id(who) for who in OTHERS} >= set(paused)


def test_some_share_nothing_of_one_kind_or_both(demo):
    silent = {who: [generate.person(who).consents_to(kind) for kind in (CHECK_INS, PRACTICES)] for who in OTHERS}
    private = [shows for shows in silent.values() if not all(shows)]
    assert len(private) >= 3 and [False, False] in private and [False, True] in private


def test_some_did_not_come_and_some_called_off(demo):
    ids = [user_id(who) for who in OTHERS]
    outcomes = Counter(db.session.scalars(select(CoachingSession.outcome).where(CoachingSession.client_id.in_(ids))))
    assert outcomes["no_show"] >= 2 and outcomes["cancelled_by_client"] >= 2 and outcomes["done"] > 100


def test_nobody_types_the_same_answer_twice(demo):
    ids = [user_id(who) for who in OTHERS]
    answers = db.session.execute(
        select(Completion.user_id, Completion.answers).where(
            Completion.user_id.in_(ids), Completion.slug.not_in(["wind-down", "day-shutdown"])
        )
    )
    typed = [(user, tuple(sorted(said.items()))) for user, said in answers if said]
    assert typed and len(typed) == len(set(typed))


def test_a_reason_in_their_own_words_is_given_once(demo):
    own = {reason for coach in COACHES for one in records(coach).values() for reason in one.get("why", ())}
    said = Counter(reason for reason in db.session.scalars(select(Skip.reason)) if reason in own)
    assert said and max(said.values()) == 1


def test_a_full_diary_says_so():
    diary = Diary.of(COACHES["amara"], taken=[])
    monday = date(2026, 4, 6)
    for _hour in range(3):
        diary.book(monday, time(9), first=monday, last=monday)
    with pytest.raises(LookupError):
        diary.book(monday, time(9), first=monday, last=monday)


def test_a_day_off_moves_to_the_nearest_working_day():
    diary, sunday = Diary.of(COACHES["amara"]), date(2026, 4, 12)
    at = diary.book(sunday, time(12), first=sunday - timedelta(days=6), last=sunday + timedelta(days=6))
    assert at == datetime(2026, 4, 13, 11, tzinfo=UTC)


def test_the_doors_stay_twelve(demo):
    assert len(doors._everyone()) == 12 and doors._person("ruth-adeyemi") is None
