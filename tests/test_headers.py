"""Every answer carries the headers: pages, refusals, faults and static files."""

import pytest

from app.core.guard import HEADERS

PLACES = [("GET", "/help"), ("GET", "/sign-in"), ("GET", "/nothing-here"), ("PUT", "/help"), ("GET", "/livez")]


@pytest.mark.parametrize(("method", "path"), PLACES)
def test_every_answer_carries_them(http, method, path):
    answer = http().open(path, method=method)
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_a_method_a_page_does_not_know_is_told_those_it_knows(http):
    assert http().put("/help").headers["Allow"] == "GET, HEAD, OPTIONS"


def test_a_fault_carries_them_and_shows_nothing(app, http, monkeypatch):
    monkeypatch.setitem(app.view_functions, "help.now", _breaks)
    answer = http().get("/help")
    assert answer.status_code == 500 and "secret" not in answer.text
    assert answer.headers["Content-Security-Policy"] == HEADERS["Content-Security-Policy"]


def _breaks():
    raise RuntimeError("secret words of somebody")


_breaks.allowed = frozenset({"anyone"})


def test_a_body_that_is_too_large_is_refused_before_it_is_read(http):
    answer = http().post("/sign-in", data={"email": "x" * 300_000})
    assert answer.status_code == 413 and "too much" in answer.text


def test_static_files_carry_them_and_stay_for_ever(app):
    from app.core.assets import url_of

    answer = app.test_client().get(url_of("app.css"))
    assert answer.status_code == 200 and "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Security-Policy"] == HEADERS["Content-Security-Policy"]
    answer.close()


def test_static_files_come_compressed(app):
    from app.core.assets import url_of

    answer = app.test_client().get(url_of("app.js"), headers={"Accept-Encoding": "br, gzip"})
    assert answer.headers["Content-Encoding"] == "br"
    answer.close()


def test_another_host_is_refused(app):
    assert app.test_client().get("/help", base_url="http://evil.example").status_code == 400
