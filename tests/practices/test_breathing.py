"""A minute of breathing is there for everybody and leaves a trace for clients alone."""

from app.accounts.models import Consent
from app.accounts.models.consent import PRACTICES
from app.core.db import db
from app.practices.models import Completion
from tests.practices.runs import run


def test_a_visitor_breathes_without_leaving_anything(http):
    page = http().get("/breathe").text
    assert "6 breaths" in page and 'value="60" checked' in page
    assert 'action="' not in page and "hx-post" not in page
    assert http().post("/breathe/completions", data=run()).status_code == 401


def test_a_client_who_breathes_has_done_something(http, maya):
    assert 'value="even-breath"' in http(maya).get("/breathe").text
    answer = http(maya).post("/breathe/completions", data=run(slug="even-breath", seconds="60"))
    done = db.session.scalar(db.select(Completion))
    assert (done.slug, done.assignment_id, done.seconds) == ("even-breath", None, 60)
    assert "First time this week." in http(maya).get(answer.location).text


def test_it_is_breathing_and_nothing_else(http, maya):
    assert http(maya).post("/breathe/completions", data=run(slug="thought-check")).status_code == 422


def test_a_coach_breathes_without_leaving_anything(http, amara):
    assert "hx-post" not in http(amara).get("/breathe").text


def test_it_says_truly_who_sees_it(http, maya, amara, clock):
    assert "Amara sees that you did it." in http(maya).get("/breathe").text
    Consent.withdraw(maya, PRACTICES, coach_id=amara.id, now=clock.now)
    assert "Amara does not see your practices." in http(maya).get("/breathe").text
