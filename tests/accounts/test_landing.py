"""After signing in: a page of ours that is on the list, else the front. Never another place."""

from urllib.parse import urljoin, urlsplit

import pytest

from app.accounts.views.door import LANDINGS
from tests.accounts.mailbox import code_for

HOSTS = [
    "evil.example",
    "localhost@evil.example",
    "evil.example:80",
    "EVIL.example",
    "localhost.evil.example",
    "[::ffff:7f00:1]",
]
STARTS = [
    "//", "///", "////", "/\\", "\\\\", "\\/", "/\t/", "/\n/", "\t//", " //", "\r\n//", "/%09/", "/%5c", "/%2f",
    "%2f%2f", "/./", "/../", "/;@", "/.", "/x//", "/x/..//", "http://", "https://", "HTTP://", "hTTps:", "http:",
    "https:/", "https:///", "http:\\\\", "ftp://", "file://", "ws://", "blob:https://", "view-source:http://",
    "javascript:alert(1)//", "java\tscript:alert(1)//", "JAVASCRIPT:", "data:text/html,", "vbscript:", "mailto:",
    "//localhost@", "//localhost\\@",
    "/people//", "/people\\", "/people@", "/people?next=//", "/people#//", "/today/..//",
    "//%00", "\x00//", "/\u2028/", "/\uff0f", "\u3002", "//\u3002", "/\u2215", "?", "#", "@", ":", "::",
]  # fmt: skip
CORPUS = [start + host for start in STARTS for host in HOSTS]
OURS_BUT_NOT_PAGES = [
    "/sign-in", "/sign-in?next=/people", "/sign-out", "/f/here", "/join/abc", "/livez", "/static/app.css", "/", "",
    "people", "/people/", "/nothing", "/people/invites/x/qr.svg", "/settings?x=1", "/PEOPLE",
]  # fmt: skip


def test_the_corpus_is_as_large_as_it_should_be():
    assert len(set(CORPUS)) >= 300


@pytest.fixture
def resolve(app):
    from app.accounts.views.door import landing

    def at(wanted):
        with app.test_request_context("/sign-in"):
            return landing(wanted)

    return at


def test_no_string_of_the_corpus_leads_elsewhere(resolve):
    goals = [resolve(wanted) for wanted in CORPUS]
    assert {urlsplit(urljoin("http://localhost/sign-in", goal or "/")).netloc for goal in goals} == {"localhost"}
    assert not any(goals)


@pytest.mark.parametrize("wanted", OURS_BUT_NOT_PAGES)
def test_what_is_ours_but_no_page_leads_to_the_front(resolve, wanted):
    assert resolve(wanted) is None


@pytest.mark.parametrize("wanted", ["//evil.example", "https://evil.example/people", "/people"])
def test_through_the_real_door(http, ingrid, wanted):
    browser = http()
    browser.get("/sign-in", query_string={"next": wanted})
    browser.post("/sign-in", data={"email": ingrid.email})
    answer = browser.post("/sign-in/code", data={"code": code_for(ingrid.email)})
    assert answer.headers["Location"] == "/people"


def test_a_page_asked_for_signed_out_comes_after_signing_in(http, maya):
    browser = http()
    browser.get(browser.get("/settings/privacy").headers["Location"])
    browser.post("/sign-in", data={"email": maya.email})
    answer = browser.post("/sign-in/code", data={"code": code_for(maya.email)})
    assert answer.headers["Location"] == "/settings/privacy"


def test_every_name_on_the_list_is_a_page(app):
    pages = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in rule.methods}
    assert pages >= LANDINGS
