"""The draft while it is written: saved by itself, once, and never over somebody else's words."""

from app.core.db import db
from app.sessions.models import PrivateNote, Summary
from app.sessions.models.handover import follow
from tests.people import pair
from tests.sessions.forms import closing, page_of, publish, save


def autosave(browser, session, **fields):
    return browser.post(f"/f/sessions/{session.id}/draft", data=closing(**fields))


def kept(session) -> str:
    return Summary.of_session(session).focus


def test_what_is_typed_is_saved_by_itself(http, amara, tuesday):
    browser = http(amara)
    answer = autosave(browser, tuesday, focus="Two jobs", private="Sleep", prompt="1")
    assert (answer.status_code, "Draft saved 10:00" in answer.text, 'data-version="1"' in answer.text) == (200, 1, 1)
    assert kept(tuesday) == "Two jobs" and PrivateNote.read(tuesday, amara) == "Sleep"
    assert 'name="prompt" value="1" checked' in page_of(browser, tuesday)


def test_each_saving_moves_the_version_on(http, amara, tuesday):
    browser = http(amara)
    for version, words in enumerate(("One", "Two", "Three")):
        assert autosave(browser, tuesday, focus=words, version=version).status_code == 200
    assert kept(tuesday) == "Three" and Summary.of_session(tuesday).version == 3


def test_a_second_tab_is_told_and_nothing_is_overwritten(http, amara, tuesday):
    browser = http(amara)
    autosave(browser, tuesday, focus="First tab", private="From the first", hand="a.1")
    answer = autosave(browser, tuesday, focus="Second tab", hand="b.1")
    assert answer.status_code == 409 and kept(tuesday) == "First tab"
    assert "First tab" in answer.text and "From the first" in answer.text and 'data-version="1"' in answer.text
    assert "<html" not in answer.text
    assert autosave(browser, tuesday, focus="Second tab", hand="b.2", version=1).status_code == 200


def test_a_reply_that_was_lost_is_no_other_version(http, amara, tuesday):
    browser = http(amara)
    autosave(browser, tuesday, focus="Two", hand="a.1")
    assert autosave(browser, tuesday, focus="Two jobs", hand="a.2").status_code == 200
    assert kept(tuesday) == "Two jobs"
    assert publish(browser, tuesday, closing(focus="Two jobs, one evening", hand="a.3")).status_code == 303


def test_a_sending_that_comes_late_changes_nothing(http, amara, tuesday):
    browser = http(amara)
    autosave(browser, tuesday, focus="Two jobs", hand="a.2")
    late = autosave(browser, tuesday, focus="Two", hand="a.1")
    assert late.status_code == 200 and kept(tuesday) == "Two jobs" and Summary.of_session(tuesday).version == 1


def test_a_late_publish_of_older_words_sends_nothing(http, maya, amara, tuesday):
    browser = http(amara)
    autosave(browser, tuesday, focus="Two jobs", hand="a.2")
    assert publish(browser, tuesday, closing(focus="Two", hand="a.1")).status_code == 409
    assert Summary.newest_of(maya) is None


def test_a_draft_that_arrives_after_publishing_changes_nothing(http, maya, amara, tuesday):
    browser = http(amara)
    publish(browser, tuesday, closing(focus="Two jobs", hand="a.2"))
    assert autosave(browser, tuesday, focus="Two", hand="a.1").status_code == 200
    answer = autosave(browser, tuesday, focus="Other words", hand="b.1")
    assert answer.status_code == 409 and "sent already" in answer.text
    assert Summary.newest_of(maya).focus == "Two jobs"


def test_too_long_a_line_is_not_saved_and_says_so(http, amara, tuesday):
    answer = autosave(http(amara), tuesday, focus="x" * 1501)
    assert answer.status_code == 422 and "Not saved. Please keep this to 1500 characters." in answer.text
    assert Summary.of_session(tuesday) is None


def test_a_former_coach_and_a_new_one_never_share_a_draft(http, amara, daniel, maya, next_week, clock):
    former = http(amara)
    autosave(former, next_week, focus="Amara’s words", private="Hers alone")
    maya.pairing.ended_at = clock.now
    follow(pair(maya, daniel, now=clock.now), now=clock.now)
    db.session.commit()
    assert autosave(former, next_week, focus="Still typing", version=1).status_code == 404
    page = page_of(http(daniel), next_week)
    assert "Amara’s words" not in page and "Hers alone" not in page
    assert autosave(http(daniel), next_week, focus="Daniel’s words").status_code == 200
    assert kept(next_week) == "Daniel’s words"


def test_published_twice_by_the_form_itself_is_once(http, maya, amara, tuesday):
    browser, at, form = http(amara), f"/f/sessions/{tuesday.id}/publication", closing(focus="Two jobs", hand="a.1")
    answers = [browser.post(at, data=form), browser.post(at, data=form | {"hand": "a.2"})]
    assert [one.status_code for one in answers] == [204, 204]
    assert {one.headers["HX-Redirect"] for one in answers} == {f"/sessions/{tuesday.id}/close-out"}
    assert len(Summary.all_of(maya)) == 1


def test_a_refused_publication_is_its_number_alone(http, maya, amara, tuesday):
    browser, at = http(amara), f"/f/sessions/{tuesday.id}/publication"
    assert (browser.post(at, data=closing()).status_code, browser.post(at, data=closing()).text) == (422, "")
    save(browser, tuesday, closing(focus="First tab"))
    assert browser.post(at, data=closing(focus="Second tab")).status_code == 409
    assert Summary.newest_of(maya) is None
