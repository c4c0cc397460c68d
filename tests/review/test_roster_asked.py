"""What can be asked of the roster by its address: which clients, in which order."""

import re
from datetime import timedelta

import pytest

from app.accounts.models import Consent
from app.accounts.models.consent import CHECK_INS, PRACTICES
from tests import people
from tests.review import happened
from tests.review.test_roster import row_of


def shown(page: str) -> list[str]:
    rows = re.findall(r"<tr id=\"client-.*?</tr>", page, re.DOTALL)
    return [re.search(r"/brief\">([^<]+)</a>", row)[1] for row in rows if " hidden>" not in row.partition("\n")[0]]


def ask(http, coach, asked: str) -> list[str]:
    return shown(http(coach).get(f"/clients?{asked}").text)


@pytest.fixture
def ruth(harbour_lane, amara, clock):
    client = people.person(harbour_lane, "Ruth Adeyemi", "client", now=clock.now)
    people.pair(client, amara, now=clock.now)
    return client


def test_today_holds_whoever_has_a_session_today_held_ones_too(http, clock, amara, maya, tomas, ruth):
    happened.session(amara, maya, clock.now + timedelta(hours=8))
    happened.session(amara, tomas, clock.now - timedelta(hours=1), outcome="done")
    happened.session(amara, ruth, clock.now + timedelta(hours=2), outcome="cancelled_by_coach")
    page = http(amara).get("/clients?show=today").text
    assert shown(page) == ["Maya Lindqvist", "Tomás Ferreira"] and "Two sessions today." in page
    assert "Session today 09:00" in row_of(page, tomas)


def test_nothing_booked_holds_those_without_a_session_ahead(http, clock, amara, maya, tomas):
    happened.session(amara, maya, clock.now + timedelta(days=3))
    assert ask(http, amara, "show=unbooked") == ["Tomás Ferreira"]


@pytest.mark.parametrize(("days", "who"), [(6, []), (7, ["Maya Lindqvist"])])
def test_quiet_is_who_recorded_nothing_for_a_week(http, clock, amara, maya, days, who):
    happened.check_in(maya, clock.now - timedelta(days=days))
    assert ask(http, amara, "show=quiet") == who


def test_quiet_is_said_in_words(http, clock, amara, maya, tomas):
    happened.check_in(maya, clock.now - timedelta(days=9))
    page = http(amara).get("/clients?show=quiet").text
    assert "Quiet for 9 days" in row_of(page, maya) and "Quiet so far" in row_of(page, tomas)


@pytest.mark.parametrize("purpose", [CHECK_INS, PRACTICES])
def test_nobody_who_keeps_something_private_is_called_quiet(http, clock, amara, maya, purpose):
    happened.check_in(maya, clock.now - timedelta(days=20))
    assert ask(http, amara, "show=quiet") == ["Maya Lindqvist"]
    Consent.withdraw(maya, purpose, coach_id=amara.id, now=clock.now)
    assert ask(http, amara, "show=quiet") == []


def test_what_is_recorded_in_private_changes_not_a_byte_of_the_row(http, clock, amara, maya):
    for purpose in (CHECK_INS, PRACTICES):
        Consent.withdraw(maya, purpose, coach_id=amara.id, now=clock.now)
    before = row_of(http(amara).get("/clients?sort=last").text, maya)
    happened.check_in(maya, clock.now)
    happened.run(maya, happened.assignment(maya, amara, "long-sigh", now=clock.now), clock.now)
    assert row_of(http(amara).get("/clients?sort=last").text, maya) == before


def test_paused_clients_are_not_called_quiet(http, clock, amara, maya):
    maya.membership("client").pause(clock.now)
    assert ask(http, amara, "show=quiet") == [] and ask(http, amara, "show=paused") == ["Maya Lindqvist"]


def test_new_is_who_joined_less_than_two_weeks_ago(http, clock, amara, maya, tomas):
    maya.membership("client").joined_at = clock.now - timedelta(days=3)
    tomas.membership("client").joined_at = clock.now - timedelta(days=14)
    page = http(amara).get("/clients?show=new").text
    assert shown(page) == ["Maya Lindqvist"] and "New, joined 3 days ago" in row_of(page, maya)
    assert "Quiet" not in row_of(page, maya)


def test_a_past_session_nobody_has_settled_waits_for_its_note(http, clock, amara, maya):
    session = happened.session(amara, maya, clock.now - timedelta(days=1))
    row = row_of(http(amara).get("/clients").text, maya)
    assert "Note of Tue 7 Apr to write" in row and f'data-note="{session.id}"' in row


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("next", ["Tomás Ferreira", "Maya Lindqvist", "Ruth Adeyemi"]),
        ("name", ["Maya Lindqvist", "Ruth Adeyemi", "Tomás Ferreira"]),
        ("last", ["Ruth Adeyemi", "Maya Lindqvist", "Tomás Ferreira"]),
        ("nonsense", ["Tomás Ferreira", "Maya Lindqvist", "Ruth Adeyemi"]),
    ],
)
def test_the_columns_sort(http, clock, amara, maya, tomas, ruth, sort, order):
    happened.session(amara, tomas, clock.now + timedelta(days=1))
    happened.session(amara, maya, clock.now + timedelta(days=2))
    happened.check_in(ruth, clock.now - timedelta(days=9))
    happened.check_in(maya, clock.now - timedelta(days=1))
    page = http(amara).get(f"/clients?sort={sort}").text
    assert shown(page) == order and page.count("aria-sort") == 1


def test_links_and_the_find_box_keep_what_else_was_asked(http, amara, maya, tomas):
    page = http(amara).get("/clients?show=unbooked&sort=name&q=may").text
    assert shown(page) == ["Maya Lindqvist"]
    assert 'href="/clients?sort=name&amp;q=may"' in page and 'href="/clients?show=unbooked&amp;q=may"' in page
    assert '<input type="hidden" name="show" value="unbooked">' in page
    assert re.search(r'aria-current="true">Nothing booked <span class="num">2</span>', page)


def test_a_filter_that_would_show_nobody_is_not_offered(http, amara, maya):
    page = http(amara).get("/clients").text
    assert "Paused" not in page and "show=today" in page


def test_a_client_ahead_of_the_coachs_date_was_there_today(http, clock, harbour_lane, daniel):
    clock.moves(hours=12)
    aroha = people.person(harbour_lane, "Aroha Ngata", "client", now=clock.now, zone="Pacific/Auckland")
    people.pair(aroha, daniel, now=clock.now)
    happened.check_in(aroha, clock.now)
    row = row_of(http(daniel).get("/clients").text, aroha)
    assert "check-in on 1" in row and "today</td>" in row
