"""A correction stays a correction: refused, saved, on its way through a draft."""

import pytest

from tests.checkins.test_check_in import check_ins, said


@pytest.fixture
def first(http, maya):
    """Maya has checked in; the fields of her form."""
    form = said()
    http(maya).post("/f/check-ins", data=form)
    return form


@pytest.mark.parametrize("address", ["/f/check-ins", "/check-in"])
def test_a_refused_correction_is_still_a_correction(http, maya, first, address):
    four = {
        "supersedes": first["entry_id"],
        "note": "The letter came.",
        "tags": ["workload", "conflict", "change", "meetings"],
    }
    answer = http(maya).post(address, data=said(**four))
    assert answer.status_code == 422 and "Three at most, please." in answer.text
    assert f'name="supersedes" value="{first["entry_id"]}"' in answer.text and "The letter came." in answer.text
    assert "How stressed do you feel right now?" not in answer.text
    assert [c.note for c in check_ins(maya)] == [None]


@pytest.mark.parametrize("named", ["nonsense", "01a00000-0000-7000-8000-000000000001"])
def test_a_correction_of_nothing_is_refused(http, maya, named):
    assert http(maya).post("/f/check-ins", data=said(supersedes=named)).status_code in (404, 422)
    assert http(maya).post("/f/check-ins", data=said(supersedes=named, mood=9)).status_code == 422
    assert check_ins(maya) == []


def test_undo_is_offered_for_a_check_in_and_not_for_its_correction(http, maya, first):
    browser = http(maya)
    page = browser.get(f"/check-in/{first['entry_id']}").text
    assert "Thanks. Saved." in page and ">Undo<" in page
    saved = browser.post("/check-in", data=said(supersedes=first["entry_id"], mood=5))
    page = browser.get(saved.location).text
    assert "Thanks. Saved." in page and ">Undo<" not in page


def test_a_line_kept_on_the_phone_belongs_to_one_check_in(http, maya, first):
    browser = http(maya)
    assert 'data-draft="check-in-note"' in browser.get("/check-in").text
    page = browser.get(f"/check-in/{first['entry_id']}").text
    assert f'data-draft="check-in-note:{first["entry_id"]}"' in page
    assert '<meta name="draft-done" content="check-in-note">' in page
    saved = browser.post("/check-in", data=said(supersedes=first["entry_id"], note="Tea helped."))
    assert f'content="check-in-note:{first["entry_id"]}"' in browser.get(saved.location).text
