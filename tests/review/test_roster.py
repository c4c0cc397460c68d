"""The roster: a coach's clients by next session, each in one row."""

import re
from datetime import timedelta

import pytest

from app.accounts.models import Consent
from app.accounts.models.consent import CHECK_INS, PRACTICES
from tests import people
from tests.counting import statements
from tests.review import happened


def row_of(page: str, client) -> str:
    return re.search(rf'<tr id="client-{client.id}".*?</tr>', page, re.DOTALL)[0]


def marks(row: str, kind: str) -> int:
    """How many of these are drawn."""
    return "".join(re.findall(rf'class="{kind}" d="([^"]*)"', row)).count("M")


def test_clients_stand_by_next_session_and_nothing_booked_comes_last(http, clock, amara, maya, tomas, harbour_lane):
    ruth = people.person(harbour_lane, "Ruth Adeyemi", "client", now=clock.now)
    people.pair(ruth, amara, now=clock.now)
    happened.session(amara, tomas, clock.now + timedelta(days=2))
    happened.session(amara, maya, clock.now + timedelta(hours=8))
    page = http(amara).get("/clients").text
    names = re.findall(r"/brief\">([^<]+)</a>", page)
    assert names == ["Maya Lindqvist", "Tomás Ferreira", "Ruth Adeyemi"]
    assert "Today 18:00" in row_of(page, maya) and "Fri 10 Apr 10:00" in row_of(page, tomas)
    assert "Nothing booked" in row_of(page, ruth)


@pytest.mark.parametrize(
    ("hours", "words"), [([], "No sessions"), ([3], "One session"), ([3, 5, 7], "Three sessions")]
)
def test_the_heading_says_how_many_sessions_today_has(http, clock, amara, maya, hours, words):
    for hour in hours:
        happened.session(amara, maya, clock.now + timedelta(hours=hour))
    happened.session(amara, maya, clock.now + timedelta(hours=9), outcome="cancelled_by_client")
    assert f"<h1>{words} today.</h1>" in http(amara).get("/clients").text


def test_the_marks_say_in_words_on_how_many_days(http, clock, amara, maya):
    sigh = happened.assignment(maya, amara, "long-sigh", now=clock.now)
    for days in (0, 2, 13, 14):
        happened.check_in(maya, clock.now - timedelta(days=days))
    happened.run(maya, sigh, clock.now - timedelta(days=3))
    happened.run(maya, sigh, clock.now - timedelta(days=4), outcome="stopped")
    row = row_of(http(amara).get("/clients").text, maya)
    assert 'aria-label="Last 14 days: practice on 1, check-in on 3"' in row
    assert marks(row, "dot") == 3 and marks(row, "on") == 1 and marks(row, "off") == 28 - 4


def test_without_consent_words_stand_where_the_marks_were(http, clock, amara, maya):
    happened.check_in(maya, clock.now)
    Consent.withdraw(maya, CHECK_INS, coach_id=amara.id, now=clock.now)
    row = row_of(http(amara).get("/clients").text, maya)
    assert "Check-ins not shared" in row and "check-in on" not in row and marks(row, "dot") == 0
    assert "practice on 0" in row and "not shared" in row
    Consent.withdraw(maya, PRACTICES, coach_id=amara.id, now=clock.now)
    row = row_of(http(amara).get("/clients").text, maya)
    assert "Check-ins and practices not shared" in row and "<svg" not in row


def test_last_contact_is_the_day_of_the_last_thing_recorded(http, clock, amara, maya):
    walk = happened.habit(maya, "A walk", now=clock.now)
    happened.check_in(maya, clock.now - timedelta(days=20))
    happened.habit_day(maya, walk, clock.now - timedelta(days=1), day=maya.local_day(clock.now - timedelta(days=3)))
    assert "yesterday" in row_of(http(amara).get("/clients").text, maya)
    Consent.withdraw(maya, PRACTICES, coach_id=amara.id, now=clock.now)
    assert "20 days ago" in row_of(http(amara).get("/clients").text, maya)


def test_one_clients_yes_opens_nothing_of_another(http, clock, amara, maya, tomas):
    happened.check_in(maya, clock.now)
    happened.run(maya, happened.assignment(maya, amara, "long-sigh", now=clock.now), clock.now)
    for purpose in (CHECK_INS, PRACTICES):
        Consent.withdraw(maya, purpose, coach_id=amara.id, now=clock.now)
    row = row_of(http(amara).get("/clients").text, maya)
    assert "not shared" in row and "<svg" not in row


def test_a_paused_client_is_marked_so(http, clock, amara, maya):
    maya.membership("client").pause(clock.now)
    assert ">Paused</td>" in row_of(http(amara).get("/clients").text, maya)


def test_without_script_the_find_box_asks_the_server(http, amara, maya, tomas):
    page = http(amara).get("/clients?q=TOMAS").text
    assert "hidden>" in row_of(page, maya) and "hidden>" not in row_of(page, tomas)
    assert 'data-found-none="roster">Nobody here' in http(amara).get("/clients?q=nobody").text


def test_a_coach_without_clients_is_asked_to_invite_the_first(http, daniel):
    page = http(daniel).get("/clients").text
    assert "Nobody yet. Invite your first client." in page and "<table" not in page


def test_nobody_of_another_coach_is_on_it(http, daniel, maya, tomas):
    page = http(daniel).get("/clients").text
    assert "Maya" not in page and "Tom" not in page


def test_three_thirty_or_three_hundred_clients_cost_the_same_statements(http, clock, amara, harbour_lane):
    costs, clients = [], []
    for size in (3, 30, 300):
        more = [crowd_member(harbour_lane, amara, number, clock.now) for number in range(len(clients), size)]
        clients += more
        costs.append(cost(http, clock, amara, more[:30]))
    assert len(set(costs)) == 1 and costs[0] <= 9


def crowd_member(org, coach, number: int, now):
    client = people.person(org, f"Client{number} Name", "client", now=now)
    people.pair(client, coach, now=now)
    return client


def cost(http, clock, coach, clients) -> int:
    for client in clients:
        happened.session(coach, client, clock.now + timedelta(days=1))
        happened.check_in(client, clock.now)
        happened.run(client, happened.assignment(client, coach, "long-sigh", now=clock.now), clock.now)
    browser = http(coach)
    browser.get("/clients")
    with statements() as said:
        assert browser.get("/clients").status_code == 200
    return len(said)


def test_days_stand_in_the_coachs_own_order(http, clock, amara, maya):
    happened.session(amara, maya, clock.now + timedelta(days=2))
    assert "Fri 10 Apr 10:00" in http(amara).get("/clients").text
    amara.locale = "en-US"
    assert "Fri Apr 10 10:00" in http(amara).get("/clients").text
