"""A line shared with the coach can be kept to oneself again, however old it is."""

import re

from tests.checkins.test_check_in import check_ins, said


def hidden(page: str) -> dict:
    """What the form that stops the sharing would send."""
    form = page[page.index('data-entry="mood.checked_in"') : page.index("Stop sharing this line")]
    return dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))


def shared_long_ago(http, maya, clock):
    browser, form = http(maya), said(note="Said no.", share="y", tags=["workload"], energy=3)
    browser.post("/f/check-ins", data=form)
    clock.moves(days=9)
    return browser, form["entry_id"]


def test_a_shared_line_is_taken_back_after_nine_days(http, maya, clock):
    browser, name = shared_long_ago(http, maya, clock)
    answer = browser.post("/check-in", data=hidden(browser.get(f"/check-in/{name}").text))
    assert answer.status_code == 303 and "Stop sharing" not in browser.get(answer.location).text
    assert [(c.note, c.tags, c.energy, c.shared_at) for c in check_ins(maya)] == [("Said no.", ["workload"], 3, None)]


def test_nothing_else_changes_on_the_way(http, maya, clock):
    browser, name = shared_long_ago(http, maya, clock)
    form = hidden(browser.get(f"/check-in/{name}").text)
    for other in ({"mood": 1}, {"note": "Said yes."}, {"tags": "sleep"}, {"share": "y"}):
        assert browser.post("/check-in", data=form | other).status_code == 422
    assert check_ins(maya)[0].shared_at
