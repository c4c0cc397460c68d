"""Can't today: a reason is noted, and the small version or another day is one tap away."""

from datetime import date

import pytest

from app.accounts.models import Consent
from app.accounts.models.consent import PRACTICES
from app.core.db import db
from app.core.ids import uuid7
from app.practices.models import Skip
from app.today.queries import assigned
from tests.practices.runs import assign


def skip(browser, assignment, **said):
    return browser.post(f"/practices/{assignment.id}/skips", data={"entry_id": str(uuid7()), **said})


def test_the_page_offers_reasons_and_six_days(http, maya, clock):
    page = http(maya).get(f"/practices/{assign(maya, now=clock.now).id}/skip").text
    assert all(
        reason in page for reason in ("No time", "Too tired", "Not the right place", "Not well", "Something else")
    )
    assert 'value="2026-04-09"' in page and 'value="2026-04-14"' in page and 'value="2026-04-15"' not in page


def test_the_small_version_is_offered_right_after(http, maya, clock):
    assignment, browser = assign(maya, now=clock.now), http(maya)
    page = browser.get(skip(browser, assignment, reason="Too tired", instead="tiny").location).text
    assert "You said: Too tired." in page and "Amara sees it" in page
    assert f"/practices/{assignment.id}?tiny=1" in page


def test_another_day_is_named(http, maya, clock):
    browser = http(maya)
    answer = skip(browser, assign(maya, now=clock.now), reason="No time", instead="2026-04-10")
    assert "waits until Friday 10 April" in browser.get(answer.location).text
    assert db.session.scalar(db.select(Skip)).other_day.isoformat() == "2026-04-10"


def test_what_was_moved_waits_on_today_for_its_day(http, maya, clock):
    browser, assignment = http(maya), assign(maya, now=clock.now)
    skip(browser, assignment, reason="No time", instead="2026-04-10")
    _, days, skips = assigned(maya, date(2026, 4, 8))
    assert days == {} and skips == [(assignment.id, date(2026, 4, 8), "2026-04-10")]
    assert skips[0].other_day == date(2026, 4, 10)
    assert 'id="due"' not in browser.get("/today").text


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"reason": "Something else"}, "The boiler burst"),
        ({}, "The boiler burst"),
        ({"reason": "No time"}, "No time: The boiler burst"),
    ],
)
def test_own_words_are_the_reason(http, maya, clock, said, reason):
    skip(http(maya), assign(maya, now=clock.now), reason_own="The boiler burst", **said)
    assert db.session.scalar(db.select(Skip.reason)) == reason


def test_without_consent_the_reason_stays(http, maya, amara, clock):
    Consent.withdraw(maya, PRACTICES, coach_id=amara.id, now=clock.now)
    browser = http(maya)
    page = browser.get(skip(browser, assign(maya, now=clock.now), reason="No time").location).text
    assert "It stays with you." in page and "Amara sees" not in page


@pytest.mark.parametrize("said", [{}, {"reason": "Because"}, {"reason": "No time", "instead": "2026-05-30"}])
def test_what_is_not_on_the_page_is_refused(http, maya, clock, said):
    assert skip(http(maya), assign(maya, now=clock.now), **said).status_code == 422
    assert db.session.scalar(db.select(Skip)) is None


def test_a_resend_is_one_skip(http, maya, clock):
    assignment, said = assign(maya, now=clock.now), {"entry_id": str(uuid7()), "reason": "Not well"}
    url = f"/practices/{assignment.id}/skips"
    assert len({http(maya).post(url, data=said).location for _ in range(2)}) == 1
    assert len(Skip.recent(maya.id, maya.local_day(clock.now))) == 1


def test_somebody_elses_skip_is_not_there(http, maya, tomas, clock):
    page = skip(http(tomas), assign(tomas, now=clock.now), reason="No time").location
    assert http(maya).get(page).status_code == 404
