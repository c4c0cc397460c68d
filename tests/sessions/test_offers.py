"""What the close-out offers: practices by what weighs on Maya, her own phrases, and what the brief asked for."""

from datetime import timedelta

import pytest

from app.accounts.models import Consent
from app.accounts.models.consent import CHECK_INS
from app.checkins.models import KIND, CheckIn
from app.core.db import db
from app.core.ids import uuid7
from app.entries.models import Entry, Sent
from app.sessions.models import Summary
from tests.sessions.conftest import KETTLE, given
from tests.sessions.forms import closing, page_of, publish, save
from tests.sessions.test_agenda import bring


@pytest.fixture
def checks_in(maya, clock):
    """checks_in(tags=["meetings"], note="…", share=True), that many `days` ago."""

    def add(days: int = 1, **said) -> None:
        at = clock.now - timedelta(days=days)
        payload = {"mood": 3, "stress": 3, **said}
        moment = {"occurred_at": at, "tz": maya.zone, "local_date": maya.local_day(at)}
        sent = Sent(id=uuid7(), kind=KIND, payload=payload, at_phone=False, **moment)
        CheckIn.record(Entry.admit(maya, sent, now=clock.now).entry)
        db.session.commit()

    return add


def offered(page: str) -> list[str]:
    return [part.split('"')[0] for part in page.split('name="add" value="')[1:]]


def test_two_practices_by_what_her_check_ins_were_about(http, amara, tuesday, checks_in):
    checks_in(tags=["interruptions"])
    assert offered(page_of(http(amara), tuesday)) == ["if-then-plan", "boundary-line"]


def test_her_own_triggers_come_after_what_the_days_say(http, maya, amara, tuesday, checks_in):
    maya.preferences = {**(maya.preferences or {}), "triggers": ["loneliness"]}
    checks_in(tags=["overthinking"])
    assert offered(page_of(http(amara), tuesday)) == ["worry-slot", "reach-out"]


def test_what_she_has_is_not_offered_and_no_holds_to_whoever_goes_gently(
    http, maya, amara, tuesday, clock, checks_in
):
    given(maya, amara, "worry-slot", now=clock.now)
    maya.preferences = {**(maya.preferences or {}), "go_gently": ["breath_holds"]}
    checks_in(tags=["meetings", "overthinking"])
    assert offered(page_of(http(amara), tuesday)) == ["micro-break", "five-senses"]


def test_without_her_yes_check_ins_say_nothing_but_a_line_she_shared(http, maya, amara, tuesday, checks_in, clock):
    checks_in(tags=["overthinking"], note="Canary in a line")
    checks_in(tags=["meetings"], note="Said no on Thursday.", share=True)
    Consent.withdraw(maya, CHECK_INS, coach_id=amara.id, now=clock.now)
    db.session.commit()
    page = page_of(http(amara), tuesday)
    assert offered(page) == [] and "Canary" not in page and ">Said no on Thursday.</button>" in page


def test_her_agenda_and_her_shared_lines_are_phrases(http, maya, amara, tuesday, checks_in):
    bring(http(maya), tuesday, "Dad’s hospital letter")
    checks_in(note="Said no on Thursday.", share=True)
    checks_in(note="Canary of her own")
    page = page_of(http(amara), tuesday)
    assert ">Dad’s hospital letter</button>" in page and ">Said no on Thursday.</button>" in page
    assert "Canary" not in page


def test_the_way_here_can_ask_for_a_choice_and_a_practice(http, amara, tuesday, long_sigh):
    page = http(amara).get(f"/sessions/{tuesday.id}/close-out?choice_1=smaller&choice_2=keep&add=boundary-line").text
    assert 'value="smaller" checked' in page and 'value="boundary-line" selected' in page
    assert 'value="n1" selected' in page and "If someone asks in the corridor" in page and KETTLE in page


def test_nonsense_on_the_way_here_changes_nothing(http, amara, tuesday, long_sigh):
    plain = page_of(http(amara), tuesday)
    asked = "attendance=late&choice_1=explode&choice_7=keep&add=no-such-practice&focus=Canary"
    assert http(amara).get(f"/sessions/{tuesday.id}/close-out?{asked}").text == plain


def test_a_draft_is_not_changed_by_the_way_here(http, amara, tuesday, long_sigh):
    browser = http(amara)
    save(browser, tuesday, closing(long_sigh, focus="Two jobs"))
    page = browser.get(f"/sessions/{tuesday.id}/close-out?choice_1=smaller&add=boundary-line").text
    assert 'value="keep" checked' in page and 'boundary-line" selected' not in page


def test_without_a_script_a_practice_is_added_by_the_form(http, amara, tuesday, long_sigh):
    browser = http(amara)
    save(browser, tuesday, closing(long_sigh, focus="Two jobs", add="boundary-line"))
    page = page_of(browser, tuesday)
    assert "Two jobs" in page and 'value="boundary-line" selected' in page and 'value="keep" checked' in page
    assert Summary.of_session(tuesday).plan["slug_2"] == "boundary-line"


def test_with_both_rows_taken_it_comes_instead_of_the_second(http, maya, amara, tuesday, long_sigh, clock):
    slot = given(maya, amara, "worry-slot", now=clock.now)
    browser = http(amara)
    save(browser, tuesday, closing(long_sigh, slot, add="boundary-line"))
    plan = Summary.of_session(tuesday).plan
    assert (plan["choice_1"], plan["choice_2"], plan["slug_2"]) == ("keep", "swap", "boundary-line")
    save(browser, tuesday, closing(long_sigh, slot, focus="Two jobs", version=1))
    assert publish(browser, tuesday, closing(long_sigh, slot, focus="Two jobs", version=2)).status_code == 303
