"""What the coach sees: the client says so, for one coach, and takes it back at once."""

from app.accounts.models import Consent, Pairing
from app.accounts.models.consent import CHECK_INS, PRACTICES
from app.core.db import db
from tests import people


def answers(http, maya, answer: str, *what: str):
    return http(maya).post("/settings/privacy", data={"what": list(what), "answer": answer})


def handed_to(daniel, maya, clock) -> None:
    Pairing.begin(coach=daniel, client=maya, now=clock.moves(hours=1))
    db.session.commit()
    db.session.expire_all()


def test_consent_withdrawn_counts_at_once(http, maya):
    answer = answers(http, maya, "no", "check_ins")
    assert (answer.status_code, answer.location) == (303, "/settings/privacy?changed=check_ins")
    assert not maya.consents_to(CHECK_INS) and maya.consents_to(PRACTICES)


def test_a_yes_taken_back_is_kept_with_its_dates(http, maya, clock):
    answers(http, maya, "no", "check_ins")
    answers(http, maya, "yes", "check_ins")
    rows = db.session.scalars(db.select(Consent).where(Consent.purpose == CHECK_INS).order_by(Consent.given_at)).all()
    assert [row.withdrawn_at for row in rows] == [clock.now, None]


def test_the_same_tap_twice_is_one_yes(http, tomas, clock):
    answers(http, tomas, "no", "practices")
    for _ in range(2):
        answers(http, tomas, "yes", "practices")
    standing = db.select(Consent).where(Consent.purpose == PRACTICES, Consent.withdrawn_at.is_(None))
    assert len(db.session.scalars(standing).all()) == 1


def test_the_page_says_what_the_coach_sees_now(http, maya):
    browser = http(maya)
    assert "Your check-ins: mood, stress" in browser.get("/settings/privacy").text
    answers(http, maya, "no", "check_ins")
    page = browser.get("/settings/privacy").text
    assert "Your check-ins: mood, stress" not in page and "Practices done" in page
    assert "The owner of Harbour Lane Coaching" in page and "Only you, until you share one" in page


def test_a_new_coach_sees_nothing_until_the_client_says_so(http, maya, daniel, clock):
    handed_to(daniel, maya, clock)
    assert Consent.undecided(maya)
    for path in ("/settings", "/settings/privacy"):
        page = http(maya).get(path).text
        assert "Daniel is your coach now." in page and "What may Daniel see?" in page
    assert not maya.consents_to(CHECK_INS)


def test_a_no_to_a_new_coach_is_not_asked_again(http, maya, daniel, clock):
    handed_to(daniel, maya, clock)
    answers(http, maya, "no", "check_ins", "practices")
    assert not Consent.undecided(maya)
    assert "is your coach now" not in http(maya).get("/settings").text


def test_a_coach_who_comes_back_is_asked_about_anew(maya, amara, daniel, clock):
    assert not Consent.undecided(maya)
    handed_to(daniel, maya, clock)
    handed_to(amara, maya, clock)
    assert Consent.undecided(maya)


def test_without_a_coach_there_is_nothing_to_switch(http, harbour_lane, clock):
    alone = people.person(harbour_lane, "Lena Alone", "client", now=clock.now)
    page = http(alone).get("/settings/privacy").text
    assert 'role="switch"' not in page and "Only you" in page
    assert answers(http, alone, "yes", "check_ins").status_code == 422


def test_nobody_can_say_yes_to_something_else(http, maya):
    assert answers(http, maya, "yes", "everything").status_code == 422
    assert answers(http, maya, "maybe", "check_ins").status_code == 422
