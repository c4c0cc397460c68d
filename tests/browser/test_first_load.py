"""What the first opening of Today costs somebody who has nothing of us yet: counted on the wire, by the browser."""

import pytest

from tests.browser import scene

MOST_BYTES = 55 * 1024
MOST_JAVASCRIPT = 25 * 1024
MOST_REQUESTS = 6


@pytest.fixture
def wire(cast, opens) -> list[dict]:
    """Every answer of a cold first load of a full Today: {url, type, bytes}, headers included."""
    scene.keeps(cast), scene.will_meet(cast), scene.was_given(cast, "long-sigh")
    page = opens(cast.maya)
    answers: dict[str, dict] = {}
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.setCacheDisabled", {"cacheDisabled": True})
    devtools.on("Network.responseReceived", lambda it: answers.setdefault(it["requestId"], _answer(it)))
    devtools.on("Network.loadingFinished", lambda it: _add_bytes(answers, it))
    page.goto("/today")
    page.wait_for_load_state("networkidle")
    return list(answers.values())


def test_the_first_load_is_small(wire):
    assert sum(each["bytes"] for each in wire) <= MOST_BYTES, wire
    assert len(wire) <= MOST_REQUESTS, wire


def test_javascript_is_a_small_part_of_it(wire):
    scripts = [each for each in wire if each["type"] == "Script"]
    assert 0 < sum(each["bytes"] for each in scripts) <= MOST_JAVASCRIPT, scripts


def test_no_font_travels(wire):
    assert [each for each in wire if each["type"] == "Font"] == []


def _answer(event: dict) -> dict:
    return {"url": event["response"]["url"], "type": event["type"], "bytes": 0}


def _add_bytes(answers: dict[str, dict], event: dict) -> None:
    if event["requestId"] in answers:
        answers[event["requestId"]]["bytes"] = event["encodedDataLength"]
