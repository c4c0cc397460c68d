"""What Maya wants to bring to her next session."""

from app.core.db import db
from app.core.ids import uuid7
from app.entries.models import Entry
from app.sessions.models import AgendaNote
from tests.sessions.conftest import session


def bring(browser, booked, words: str, *, entry_id=None, **more):
    form = {"entry_id": str(entry_id or uuid7()), "text": words, **more}
    return browser.post(f"/sessions/{booked.id}/agenda", data=form)


def lines(maya, booked) -> list[str]:
    return [note.text for note in AgendaNote.for_session(maya.id, booked.id)]


def test_several_lines_stand_beside_each_other(http, maya, next_week):
    browser = http(maya)
    assert bring(browser, next_week, "Dad’s hospital letter").status_code == 303
    bring(browser, next_week, "The Friday meeting")
    assert lines(maya, next_week) == ["Dad’s hospital letter", "The Friday meeting"]
    page = browser.get("/coach").text
    assert "Dad’s hospital letter" in page and "You and Amara" in page


def test_the_same_sending_twice_is_one_line(http, maya, next_week):
    browser, name = http(maya), uuid7()
    first = bring(browser, next_week, "Dad’s letter", entry_id=name)
    second = bring(browser, next_week, "Dad’s letter", entry_id=name)
    assert first.status_code == second.status_code == 303
    assert lines(maya, next_week) == ["Dad’s letter"]


def test_other_words_under_the_same_name_change_nothing(http, maya, next_week):
    browser, name = http(maya), uuid7()
    bring(browser, next_week, "Dad’s letter", entry_id=name)
    assert bring(browser, next_week, "Something else", entry_id=name).status_code == 409
    assert lines(maya, next_week) == ["Dad’s letter"]


def test_a_line_can_be_changed(http, maya, next_week):
    browser, name = http(maya), uuid7()
    bring(browser, next_week, "Dad", entry_id=name)
    bring(browser, next_week, "Dad’s letter", supersedes=str(name))
    assert lines(maya, next_week) == ["Dad’s letter"]


def test_a_line_can_be_taken_back(http, maya, next_week):
    browser, name = http(maya), uuid7()
    bring(browser, next_week, "Dad’s letter", entry_id=name)
    form = {"entry_id": str(uuid7()), "supersedes": str(name)}
    answer = browser.post(f"/f/sessions/{next_week.id}/agenda/withdrawal", data=form)
    assert answer.status_code == 200 and "Dad’s letter" not in answer.text
    assert browser.post(f"/sessions/{next_week.id}/agenda/withdrawal", data=form).status_code == 303
    assert lines(maya, next_week) == []


def test_the_fragment_is_the_agenda_itself(http, maya, next_week):
    form = {"entry_id": str(uuid7()), "text": "Saying no"}
    answer = http(maya).post(f"/f/sessions/{next_week.id}/agenda", data=form)
    assert answer.status_code == 200
    assert answer.text.strip().startswith('<section class="agenda" id="agenda"') and "Saying no" in answer.text


def test_an_empty_line_is_asked_for_again_with_words(http, maya, next_week):
    browser = http(maya)
    plain = bring(browser, next_week, "")
    assert plain.status_code == 422 and "Please write a few words first." in plain.text
    assert browser.post(f"/f/sessions/{next_week.id}/agenda", data={"entry_id": str(uuid7())}).status_code == 422
    assert lines(maya, next_week) == []


def test_nobody_writes_into_another_clients_session(http, maya, tomas, next_week):
    assert bring(http(tomas), next_week, "Not mine").status_code == 404
    form = {"entry_id": str(uuid7()), "supersedes": str(uuid7())}
    assert http(tomas).post(f"/sessions/{next_week.id}/agenda/withdrawal", data=form).status_code == 404
    assert db.session.scalar(db.select(db.func.count()).select_from(Entry)) == 0


def test_what_somebody_else_wrote_cannot_be_replaced(http, maya, tomas, amara, next_week, clock):
    name, his = uuid7(), session(tomas, amara, clock.now.replace(day=15), now=clock.now)
    bring(http(maya), next_week, "Dad’s letter", entry_id=name)
    assert bring(http(tomas), his, "Mine", supersedes=str(name)).status_code == 404
    assert lines(maya, next_week) == ["Dad’s letter"]


def test_what_was_meant_for_a_cancelled_session_comes_along(http, maya, amara, tuesday, next_week, clock):
    bring(http(maya), tuesday, "Dad’s letter")
    assert lines(maya, next_week) == []
    tuesday.settle("cancelled_by_client", now=clock.now)
    assert lines(maya, next_week) == ["Dad’s letter"] and "Dad’s letter" in http(maya).get("/coach").text
    session(maya, amara, clock.now.replace(day=9), now=clock.now, outcome="done")
    assert lines(maya, next_week) == []
