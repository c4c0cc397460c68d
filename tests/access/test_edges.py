"""What reaches the server from outside: hosts, proxies, other sites, https, a database that is away."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from app.config import settings
from app.core.assets import url_of
from app.core.db import db
from app.core.guard import HEADERS
from tests.access.houses import house
from tests.accounts.mailbox import code_for, link_for, mails

HTTPS = {"BASE_URL": "https://meanwhile.example"}


def of_https() -> dict:
    """What follows from BASE_URL alone."""
    made = settings(HTTPS)
    return {name: made[name] for name in ("BASE_URL", "TRUSTED_HOSTS", *(key for key in made if "COOKIE" in key))}


@pytest.fixture
def public(database_url, clock):
    with house(database_url, clock, **of_https()) as app:
        yield app


def sign_in(app, maya):
    """The answer that signs Maya in at the public address."""
    browser, there = app.test_client(), {"base_url": "https://meanwhile.example"}
    browser.post("/sign-in", data={"email": maya.email}, **there)
    return browser.post("/sign-in/code", data={"code": code_for(maya.email)}, **there)


def test_over_https_the_cookie_belongs_to_this_host_alone(public, maya):
    cookie = sign_in(public, maya).headers["Set-Cookie"]
    assert cookie.startswith("__Host-sid=") and "Domain" not in cookie
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))


def test_over_https_browsers_are_told_to_stay_there(public, http):
    answer = public.test_client().get("/help", base_url="https://meanwhile.example")
    assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]
    assert "Strict-Transport-Security" not in http().get("/help").headers


@pytest.mark.parametrize("host", ["evil.example", "localhost", "127.0.0.1", "meanwhile.example.evil.example"])
def test_a_public_house_answers_to_its_own_name_only(public, host):
    answer = public.test_client().get("/help", base_url=f"https://{host}")
    assert (answer.status_code, answer.text) == (400, "This address is not ours.\n")
    assert answer.headers["Content-Security-Policy"] == HEADERS["Content-Security-Policy"]


@pytest.mark.parametrize("origin", ["https://evil.example", "http://meanwhile.example", "http://localhost", "null"])
def test_a_public_house_takes_writes_from_its_own_address_only(public, origin):
    browser, there = FlaskClient(public, public.response_class), {"base_url": "https://meanwhile.example"}
    form = {"data": {"email": "a@b.example"}, **there}
    assert browser.post("/sign-in", headers={"Origin": origin}, **form).status_code == 403
    assert browser.post("/sign-in", headers={"Origin": "https://meanwhile.example"}, **form).status_code == 303


def test_where_a_proxy_ends_https_our_own_address_still_counts(public):
    browser, inside = FlaskClient(public, public.response_class), {"base_url": "http://meanwhile.example"}
    form = {"data": {"email": "a@b.example"}, **inside}
    assert browser.post("/sign-in", headers={"Origin": "https://meanwhile.example"}, **form).status_code == 303
    assert browser.post("/sign-in", headers={"Origin": "http://meanwhile.example"}, **form).status_code == 403


def test_an_evil_host_gets_no_link_into_a_mail(http, amara):
    form = {"email": "noa@mail.example"}
    refused = http(amara).post("/people/invites", data=form, base_url="http://evil.example")
    assert refused.status_code == 400 and mails() == []
    http(amara).post("/people/invites", data=form, headers={"X-Forwarded-Host": "evil.example"})
    assert link_for("noa@mail.example").startswith("/join/")


@pytest.mark.parametrize(("proxies", "last"), [(0, 429), (1, 303)])
def test_the_network_is_what_our_own_proxy_saw(database_url, clock, proxies, last):
    with house(database_url, clock, BASE_URL="http://localhost", TRUSTED_PROXIES=proxies) as app:
        told = [{"X-Forwarded-For": f"192.0.2.1, 198.51.100.{n}"} for n in range(6)]
        seen = [app.test_client().post("/join/x/renewal", headers=one) for one in told]
    assert seen[-1].status_code == last


def test_what_a_visitor_claims_before_our_proxy_is_not_believed(database_url, clock):
    with house(database_url, clock, BASE_URL="http://localhost", TRUSTED_PROXIES=1) as app:
        browser = app.test_client()
        claims = [{"X-Forwarded-For": f"192.0.2.{n}, 198.51.100.7"} for n in range(6)]
        codes = [browser.post("/join/x/renewal", headers=claim).status_code for claim in claims]
    assert codes == [303] * 5 + [429]


def test_one_ipv6_connection_counts_once_whatever_address_it_takes(http):
    where = [{"REMOTE_ADDR": f"2001:db8:1:2::{n}"} for n in range(6)]
    codes = [http().post("/join/x/renewal", environ_base=one).status_code for one in where]
    assert codes == [303] * 5 + [429]
    other = {"REMOTE_ADDR": "2001:db8:1:3::1"}
    assert http().post("/join/x/renewal", environ_base=other).status_code == 303


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
@pytest.mark.parametrize(("mode", "goal"), [("no-cors", "image"), ("cors", "empty"), ("navigate", "iframe")])
def test_another_site_cannot_load_our_pages_into_its_own(http, maya, site, mode, goal):
    asks = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": mode, "Sec-Fetch-Dest": goal}
    answer = http(maya).get("/today", headers=asks)
    assert answer.status_code == 403 and "Maya" not in answer.text


def test_a_link_on_another_site_leads_here(http, maya):
    asks = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    assert http(maya).get("/today", headers=asks).status_code == 200


@pytest.fixture
def no_database():
    def away(*_) -> None:
        raise OperationalError("SELECT secret", {}, Exception("the database is away"))

    yield lambda: event.listen(db.engine, "before_cursor_execute", away)
    event.remove(db.engine, "before_cursor_execute", away)


@pytest.mark.parametrize("path", ["/today", "/sign-in", "/clients"])
def test_while_the_database_is_away_the_words_still_come(http, maya, no_database, path):
    browser = http(maya)
    db.session.close()
    no_database()
    answer = browser.get(path)
    assert answer.status_code == 503 and answer.headers["Retry-After"] == "2"
    assert "We are busy for a moment." in answer.text and "secret" not in answer.text
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert 'href="/help"' in answer.text


def test_help_needs_no_database(http, maya, no_database):
    browser = http(maya)
    db.session.close()
    no_database()
    for visitor in (browser, http()):
        page = visitor.get("/help")
        assert page.status_code == 200 and "tel:" in page.text


@pytest.mark.parametrize("host", ["localhost", "evil.example"])
def test_built_files_carry_every_header_whoever_asks(app, host):
    answer = app.test_client().get(url_of("app.js"), base_url=f"http://{host}")
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert "Access-Control-Allow-Origin" not in answer.headers
    answer.close()


def test_a_form_of_too_many_parts_is_refused(http):
    answer = http().post("/sign-in", data={f"part-{n}": "x" for n in range(101)}, content_type="multipart/form-data")
    assert answer.status_code == 413
