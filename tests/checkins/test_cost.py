"""What a check-in costs, in statements: exact on any machine."""

from datetime import datetime

from app.core.db import db
from app.core.ids import uuid7
from app.entries.models import Entry, Sent
from tests.checkins.test_check_in import said
from tests.counting import statements, writes


def test_a_new_check_in_takes_five_statements(http, maya):
    browser = http(maya)
    browser.post("/f/check-ins", data=said())
    with statements() as seen:
        browser.post("/f/check-ins", data=said())
    assert (len(seen), len(writes(seen))) == (5, 2)


def test_a_check_in_about_yesterday_leaves_the_card_as_it_is(http, maya):
    browser = http(maya)
    browser.post("/f/check-ins", data=said(mood=5))
    yesterday = {"occurred_at": "2026-04-07T10:00:00.000+01:00", "local_date": "2026-04-07"}
    answer = browser.post("/f/check-ins", data=said(mood=2, **yesterday)).text
    card = answer.partition('id="check-in-card"')[2]
    assert 'data-mood="5"' in card.partition("</div>")[0] and "Low, a little stressed" in answer


def test_an_entry_just_stored_is_the_one_that_is_read_back(maya, clock):
    at = datetime.fromisoformat("2026-04-08T10:00:00.120+01:00")
    named = {
        "id": uuid7(),
        "kind": "mood.checked_in",
        "tz": "Europe/London",
        "payload": {"mood": 4, "tags": ["sleep"]},
    }
    sent = Sent(**named, occurred_at=at, local_date=at.date(), sent_at=at)
    entry = Entry.admit(maya, sent, now=clock.now).entry
    columns = [column.key for column in db.inspect(Entry).column_attrs]
    known = {name: getattr(entry, name) for name in columns}
    db.session.expire(entry)
    assert known == {name: getattr(entry, name) for name in columns}
    assert entry.occurred_at.utcoffset().total_seconds() == 0
