"""What goes along with a handover, and what does not: the first coach's words, what was not said yes to, every door."""

import re
from datetime import timedelta

import pytest

from app.accounts.models import Consent, Pairing
from app.accounts.models.consent import CHECK_INS, PRACTICES
from app.core.db import db
from app.sessions.models import PrivateNote
from tests.review import happened
from tests.sessions.forms import closing, publish, save
from tests.sessions.test_agenda import bring

SHARED = re.compile(r'name="share"[^>]*checked')
LISTS = {"triggers": ["workload"], "go_gently": ["trauma"]}
UNTOLD = "What weighs and what to go gently with is not shared with you."
WORKLOAD, GENTLY = "Names workload", "Go gently with trauma"
PARTS = ("brief", "", "timeline", "practices", "notes", "sessions", "habits/new")


@pytest.fixture
def hand_over(http, ingrid, maya, clock):
    def to(coach):
        clock.moves(hours=1)
        assert http(ingrid).post(f"/people/{maya.id}/coach", data={"coach_id": str(coach.id)}).status_code == 303

    return to


@pytest.fixture
def told(http, maya, amara, clock):
    """Maya has told Amara what weighs, and lived a few days with words in them."""
    assert http(maya).post("/settings/practices", data=LISTS).status_code == 303
    sigh = happened.assignment(maya, amara, "long-sigh", now=clock.now)
    happened.run(maya, sigh, clock.now, answers={"line": "canary-answer"}, share=True)
    happened.not_today(maya, sigh, clock.now, reason="Canary-reason")
    happened.check_in(maya, clock.now, tags=["loneliness"], note="canary-shared", share=True)
    held = happened.session(amara, maya, clock.now - timedelta(days=3), outcome="done")
    PrivateNote.write(held, amara, "canary-private", now=clock.now)
    return held


def seen(http, coach, maya) -> str:
    """Every page of Maya's on this coach's screen."""
    parts = [f"/clients/{maya.id}/{part}".rstrip("/") for part in PARTS]
    pages = [http(coach).get(url) for url in (*parts, "/clients")]
    assert all(page.status_code == 200 for page in pages)
    return "".join(page.text for page in pages)


def yes(maya, coach, *purposes, now) -> None:
    for purpose in purposes:
        Consent.give(maya, purpose, coach_id=coach.id, now=now)


def test_before_her_yes_the_new_coach_knows_who_and_when_only(http, maya, daniel, told, next_week, hand_over):
    hand_over(daniel)
    text = seen(http, daniel, maya)
    assert "has not chosen yet whether you see" in text and UNTOLD in text and "Tuesday 14 April" in text
    for word in ("anary", "loneliness", "long sigh", WORKLOAD, GENTLY, "No cautions"):
        assert word not in text


def test_a_yes_to_practices_brings_what_weighs_and_no_check_in(http, maya, daniel, told, hand_over, clock):
    hand_over(daniel)
    yes(maya, daniel, PRACTICES, now=clock.now)
    text = seen(http, daniel, maya)
    assert WORKLOAD in text and GENTLY in text and "The long sigh" in text and "Canary-reason" in text
    assert "canary" not in text and "loneliness" not in text


def test_a_yes_to_check_ins_brings_neither_practices_nor_lists(http, maya, daniel, told, hand_over, clock):
    hand_over(daniel)
    yes(maya, daniel, CHECK_INS, now=clock.now)
    text = seen(http, daniel, maya)
    assert "loneliness" in text and UNTOLD in text
    assert not any(word in text for word in ("anary", "long sigh", WORKLOAD, GENTLY))


def test_lines_shared_with_one_coach_are_not_shared_with_the_next(http, maya, daniel, told, hand_over, clock):
    hand_over(daniel)
    yes(maya, daniel, CHECK_INS, PRACTICES, now=clock.now)
    happened.check_in(maya, clock.now, note="For Daniel", share=True)
    text = seen(http, daniel, maya)
    assert "For Daniel" in text and "canary" not in text


def test_what_one_coach_was_shown_is_not_ticked_for_the_next(http, maya, amara, daniel, hand_over, clock):
    check_in = happened.check_in(maya, clock.now, note="Mine", share=True)
    given = happened.assignment(maya, amara, "one-thing", now=clock.now)
    run = happened.run(maya, given, clock.now, answers={"thing": "Mine"}, share=True)
    pages = (f"/check-in/{check_in.id}", f"/practices/done/{run.id}")
    with_amara = [http(maya).get(url).text for url in pages]
    hand_over(daniel)
    with_daniel = [http(maya).get(url).text for url in pages]
    assert all(SHARED.search(text) for text in with_amara) and not any(SHARED.search(text) for text in with_daniel)
    assert "Now: you and Amara" in with_amara[1] and "Now: only you" in with_daniel[1]


def test_a_yes_taken_back_counts_at_once(http, maya, daniel, told, hand_over, clock):
    hand_over(daniel)
    yes(maya, daniel, CHECK_INS, PRACTICES, now=clock.now)
    for purpose in (CHECK_INS, PRACTICES):
        Consent.withdraw(maya, purpose, coach_id=daniel.id, now=clock.now)
    assert not any(word in seen(http, daniel, maya) for word in ("loneliness", "long sigh", WORKLOAD, GENTLY))


def test_lists_saved_anew_are_for_the_new_coach(http, maya, daniel, told, hand_over):
    hand_over(daniel)
    settings = http(maya).get("/settings/practices").text
    assert "You chose these before Daniel was your coach." in settings
    assert "What weighs, and what to go gently with" not in http(maya).get("/settings/privacy").text
    http(maya).post("/settings/practices", data=LISTS)
    assert WORKLOAD in seen(http, daniel, maya)
    assert "before Daniel was your coach" not in http(maya).get("/settings/practices").text
    assert "What weighs, and what to go gently with" in http(maya).get("/settings/privacy").text


def test_every_door_is_shut_to_the_former_coach(http, maya, amara, daniel, told, next_week, hand_over):
    browser, held = http(amara), told
    assert save(browser, next_week, closing(focus="To say on Tuesday")).status_code == 303
    hand_over(daniel)
    urls = [f"/clients/{maya.id}/{part}".rstrip("/") for part in PARTS]
    urls += [f"/sessions/{one.id}/close-out" for one in (held, next_week)]
    assert {browser.get(url).status_code for url in urls} == {404}
    assert "Maya" not in browser.get("/clients").text


def test_forms_the_former_coach_had_open_change_nothing(
    http, maya, amara, daniel, told, tuesday, next_week, hand_over
):
    browser = http(amara)
    hand_over(daniel)
    form, booking = closing(focus="Late"), {"day": "2026-04-15", "time": "11:30", "minutes": "50", "place": ""}
    sent = [save(browser, tuesday, form), publish(browser, tuesday, form), publish(browser, next_week, form)]
    for url in (f"/sessions/{next_week.id}/time", f"/clients/{maya.id}/sessions"):
        sent.append(browser.post(url, data=booking))
    sent.append(browser.post(f"/sessions/{next_week.id}/cancellation", data={"by": "coach"}))
    sent.append(browser.post(f"/sessions/{told.id}/private-note", data={"private": "More", "stamp": ""}))
    sent.append(browser.post(f"/f/clients/{maya.id}/reading"))
    assert {answer.status_code for answer in sent} == {404}
    assert db.session.get(Pairing, maya.pairing.id).read_at is None


def test_back_again_she_finds_her_own_notes_and_asks_anew(http, maya, amara, daniel, told, hand_over, clock):
    hand_over(daniel)
    PrivateNote.write(told, daniel, "Daniel-private", now=clock.now)
    hand_over(amara)
    text = seen(http, amara, maya)
    assert "canary-private" in text and "has not chosen yet whether you see" in text and UNTOLD in text
    assert not any(word in text for word in ("Daniel-private", "loneliness", "long sigh", "canary-shared"))


def test_back_again_what_was_said_for_the_other_stays_there(http, maya, amara, daniel, next_week, hand_over):
    bring(http(maya), next_week, "For Amara, then")
    hand_over(daniel)
    bring(http(maya), next_week, "For Daniel alone")
    save(http(daniel), next_week, closing(focus="Daniel’s draft", private="Daniel’s own"))
    hand_over(amara)
    text = seen(http, amara, maya) + http(amara).get(f"/sessions/{next_week.id}/close-out").text
    assert not any(words in text for words in ("For Daniel", "Daniel’s draft", "Daniel’s own", "For Amara, then"))
    assert "Tuesday 14 April 18:30" in text
