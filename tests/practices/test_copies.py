"""Own copies: changed by whoever made them, in versions; what was sent stays as sent."""

import html
import re

import pytest
from werkzeug.datastructures import MultiDict

from app.core.db import db
from app.core.forms import Form
from app.data import practices
from app.practices.copy_forms import copy_form
from app.practices.copying import body_of, values_of
from app.practices.models import Assignment, Completion, PracticeVersion
from app.practices.models.copies import content, make_copy
from tests import people
from tests.practices.runs import DAILY, run

LIBRARY = {one["slug"]: one for one in practices()["practices"]}


@pytest.fixture
def copied(amara, clock):
    """copied("long-sigh"): a copy that Amara made."""

    def make(slug: str = "thought-check") -> PracticeVersion:
        made = make_copy(PracticeVersion.newest(slug), amara, now=clock.now)
        db.session.commit()
        return made

    return make


def form(copy: PracticeVersion, **changes) -> dict:
    return values_of(copy) | changes


def newest(copy: PracticeVersion) -> PracticeVersion:
    return PracticeVersion.newest(copy.slug, copy.organization_id)


def give(client, copy: PracticeVersion, now, **more) -> Assignment:
    row = Assignment.give(client, copy, coach=client.coach, rhythm=DAILY, now=now, **more)
    db.session.commit()
    return row


def words(page: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", page))


def test_a_copy_is_ones_own_and_claims_nothing(http, amara):
    browser = http(amara)
    editor = browser.post("/library/thought-check/copies").location
    page = words(browser.get(editor.removesuffix("/edit")).text)
    assert "Your own, based on Thought check" in page and "Tested in" not in page
    assert LIBRARY["thought-check"]["cautions"][0] in page
    assert 'value="Thought check, our version"' in browser.get(editor).text


def test_tapped_twice_it_is_one_copy(http, amara):
    first, second = (http(amara).post("/library/long-sigh/copies").location for _ in range(2))
    assert first == second and first.startswith("/library/own-")
    assert http(amara).post(f"{first.removesuffix('/edit')}/copies").location != first


@pytest.mark.parametrize("slug", LIBRARY)
def test_every_practice_survives_its_editor_unchanged(copied, slug):
    copy = copied(slug)
    read = Form(copy_form(copy.body["player"]), MultiDict(values_of(copy)))
    assert read.errors == {}
    body = body_of(read.data, [copy])
    assert body | {"minutes": copy.minutes} == copy.body
    assert len({one["slug"] for one in LIBRARY.values()} & {copy.slug}) == 0


def test_saving_makes_a_version_and_leaves_the_old_one(http, amara, copied, clock):
    copy, browser = copied(), http(amara)
    clock.moves(minutes=5)
    assert browser.post(f"/library/{copy.slug}/edit", data=form(copy, title="One thought")).status_code == 303
    page = browser.get(f"/library/{copy.slug}").text
    assert "One thought" in page and "Version 2, Today, 10:05" in page
    earlier = browser.get(f"/library/{copy.slug}/versions/1").text
    assert "Thought check, our version" in earlier and "Give to" not in earlier
    assert (newest(copy).version, newest(copy).made_by_id) == (2, amara.id)


def test_saving_nothing_new_makes_no_version(http, amara, copied):
    copy, browser = copied(), http(amara)
    said = form(copy, title="One thought")
    for sent in (form(copy), said, said):
        assert browser.post(f"/library/{copy.slug}/edit", data=sent).status_code == 303
    assert newest(copy).version == 2


def test_the_second_window_is_told_and_overwrites_nothing(http, amara, copied):
    copy, browser = copied(), http(amara)
    browser.post(f"/library/{copy.slug}/edit", data=form(copy, promise="From the first window"))
    answer = browser.post(f"/library/{copy.slug}/edit", data=form(copy, promise="From the second window"))
    assert answer.status_code == 409 and newest(copy).body["promise"] == "From the first window"
    assert "From the first window" in answer.text and 'value="From the second window"' in answer.text
    assert 'name="base" value="2"' in answer.text
    browser.post(f"/library/{copy.slug}/edit", data=form(copy, promise="From the second window", base=2))
    assert (newest(copy).version, newest(copy).body["promise"]) == (3, "From the second window")


WRONG = [
    ({"title": " "}, "Please fill this in."),
    ({"title": LIBRARY["long-sigh"]["title"]}, "There is a practice of this name already."),
    ({"promise": "x" * 91}, "Please keep this to 90 characters."),
    ({"tiny_seconds": "5"}, "Please give a number from 10 to 120."),
    ({"tiny_seconds": "soon"}, "Please give a number from 10 to 120."),
    ({"if_then": " \n"}, "Please write at least one."),
    ({"cautions": ""}, "Please write at least one."),
    ({"triggers": []}, "Please choose at least one."),
    ({"step_text": ["", *["Words"] * 6]}, "Please fill this in."),
    ({"step_seconds": ["2"] * 7}, "Please give a number from 5 to 600."),
    ({"step_seconds": ["600"] * 7}, "more than 15 minutes"),
    ({"step_label": [""] * 7}, "Please name the field."),
    ({"step_id": ["same"] * 7}, "Two steps have the same name."),
    ({"step_kind": ["breath"] * 7}, "does not fit this kind"),
    ({"step_kind": ["say"] * 7}, "Only reading is not a practice yet."),
    ({"step_id": []}, "Between one and 20 steps"),
]


@pytest.mark.parametrize(("changes", "complaint"), WRONG)
def test_what_a_practice_cannot_be_is_said_and_nothing_is_lost(http, amara, copied, changes, complaint):
    copy = copied()
    sent = form(copy, coach_note="Kept, whatever else", **changes)
    answer = http(amara).post(f"/library/{copy.slug}/edit", data=sent)
    assert answer.status_code == 422 and complaint in words(answer.text)
    assert "Kept, whatever else" in answer.text and newest(copy).version == 1


PACE = [
    ({"inhale_seconds": "21"}, "Please give a number from 1 to 20."),
    ({"exhale_seconds": ""}, "Please give a number from 1 to 20."),
    (
        {"inhale_seconds": "2", "exhale_seconds": "2", "hold_in_seconds": "", "hold_out_seconds": ""},
        "6 seconds or more",
    ),
    ({"breaths_long": "90"}, "more than 15 minutes"),
    ({"breaths": "0"}, "Please give a number from 1 to 150."),
]


@pytest.mark.parametrize(("changes", "complaint"), PACE)
def test_a_breath_stays_within_what_is_safe(http, amara, copied, changes, complaint):
    copy = copied("square-breath")
    answer = http(amara).post(f"/library/{copy.slug}/edit", data=form(copy, **changes))
    assert answer.status_code == 422 and complaint in words(answer.text)


def test_a_breath_can_be_paced_anew(http, amara, maya, copied, clock):
    copy = copied("even-breath")
    longer = form(copy, exhale_seconds="7", hold_in_seconds="2", breaths="10", breaths_short="", breaths_long="20")
    http(amara).post(f"/library/{copy.slug}/edit", data=longer)
    made = newest(copy)
    breath = made.body["breath"]
    assert [phase["name"] for phase in breath["phases"]] == ["inhale", "hold_in", "exhale"]
    assert breath["lengths"] == [{"seconds": 140, "cycles": 10}, {"seconds": 280, "cycles": 20}] and made.has_holds
    assert next(step for step in made.body["steps"] if step["kind"] == "breath")["seconds"] == 140
    maya.prefer(go_gently=["breath"])
    assert "Even breath" in http(maya).get(f"/practices/{give(maya, made, clock.now).id}").text


def test_steps_are_added_moved_and_taken_out_without_saving(http, amara, copied):
    copy, browser = copied(), http(amara)
    order = values_of(copy)["step_id"]
    for do, expected in [("down-0", [order[1], order[0], *order[2:]]), ("remove-1", [order[0], *order[2:]])]:
        page = browser.post(f"/library/{copy.slug}/steps", data=form(copy, do=do, promise="Typed")).text
        assert re.findall(r'name="step_id" value="(\w+)"', page) == expected and 'value="Typed"' in page
    page = browser.post(f"/library/{copy.slug}/steps", data=form(copy, do="add-field")).text
    assert len(re.findall('name="step_id"', page)) == len(order) + 1 and newest(copy).version == 1


def test_a_new_question_is_asked_and_its_answer_kept(http, amara, maya, copied, clock):
    copy, client = copied("name-it"), http(maya)
    said = form(copy)
    for name, value in {"id": "snew", "kind": "field", "text": "And now?", "seconds": "20", "label": "Now"}.items():
        said[f"step_{name}"] = [*said[f"step_{name}"], value]
    http(amara).post(f"/library/{copy.slug}/edit", data=said)
    given = give(maya, newest(copy), clock.now)
    assert "And now?" in client.get(f"/practices/{given.id}").text
    done = run(version="2", **{"answer-snew": "Better", "answer-feeling": "Calm"})
    page = client.get(client.post(f"/practices/{given.id}/completions", data=done).location).text
    assert "Better" in page and "Calm" in page
    assert db.session.scalar(db.select(Completion)).answers == {"snew": "Better", "feeling": "Calm"}


def test_a_caution_left_out_is_still_named(http, amara, copied):
    copy, gone = copied(), LIBRARY["thought-check"]["avoid_if"][0]
    http(amara).post(f"/library/{copy.slug}/edit", data=form(copy, avoid_if=""))
    page = words(http(amara).get(f"/library/{copy.slug}").text)
    assert gone in page.partition("In the original, not here:")[2]


def test_only_who_made_it_changes_it(http, daniel, copied):
    copy, browser = copied(), http(daniel)
    page = words(browser.get(f"/library/{copy.slug}").text)
    assert "Amara’s own, based on Thought check" in page and "Give to a client" in page and "Edit" not in page
    assert browser.get(f"/library/{copy.slug}/edit").status_code == 404
    for door in ("edit", "steps", "retirement", "return"):
        assert browser.post(f"/library/{copy.slug}/{door}", data=form(copy)).status_code == 404
    assert browser.post(f"/library/{copy.slug}/copies").status_code == 303


def test_a_colleague_gives_it(http, harbour_lane, daniel, copied, clock):
    noa = people.person(harbour_lane, "Noa Nilsen", "client", now=clock.now)
    people.pair(noa, daniel, now=clock.now)
    copy = copied()
    assert copy.title in http(daniel).get("/library").text
    said = {"client_id": noa.id, "often": "daily"}
    assert http(daniel).post(f"/library/{copy.slug}/assignment", data=said).status_code == 303
    assert copy.title in http(noa).get("/today").text


def test_another_organization_never_sees_it(http, stranger, copied):
    copy, browser = copied(), http(stranger)
    assert copy.title not in browser.get("/library").text
    for path in ("", "/trial", "/versions/1", "/updates", "/assignment", "/edit"):
        assert browser.get(f"/library/{copy.slug}{path}").status_code == 404
    for path in ("/copies", "/updates", "/assignment"):
        assert browser.post(f"/library/{copy.slug}{path}", data={}).status_code == 404


def test_a_client_finds_it_only_where_it_was_given(http, maya, copied, clock):
    copy, browser = copied(), http(maya)
    assert browser.get(f"/library/{copy.slug}").status_code == 404
    assert browser.post("/breathe/completions", data=run(slug=copy.slug)).status_code == 422
    given = give(maya, copy, clock.now)
    page = browser.get(f"/practices/{given.id}").text
    assert copy.title in page and "based on" not in page
    assert browser.get(f"/practices/{given.id}/skip").status_code == 200
    done = browser.post(f"/practices/{given.id}/completions", data=run(**{"answer-thought": "Mine"}))
    assert copy.title in browser.get(done.location).text or "That counts." in browser.get(done.location).text
    other = browser.post(f"/practices/{given.id}/completions", data=run(version="2"))
    assert other.status_code == 422


@pytest.mark.parametrize("slug", ["square-breath", "body-scan-three", "thought-check", "wind-down"])
def test_a_copy_of_every_kind_can_be_tried_and_leaves_nothing(http, amara, copied, slug):
    copy = copied(slug)
    trial = http(amara).get(f"/library/{copy.slug}/trial").text
    assert "data-trial" in trial and "hx-post" not in trial
    assert db.session.scalar(db.select(Completion)) is None


def test_update_for_whom_ticks_nobody_and_changes_only_the_ticked(http, amara, maya, tomas, copied, clock):
    copy, browser = copied(), http(amara)
    hers, his = give(maya, copy, clock.now, cue="If I stop, then I check."), give(tomas, copy, clock.now)
    saved = browser.post(f"/library/{copy.slug}/edit", data=form(copy, promise="Newer")).location
    page = browser.get(saved).text
    assert "Maya Lindqvist" in page and "Tomás Ferreira" in page and " checked" not in page
    for _ in range(2):
        browser.post(f"/library/{copy.slug}/updates", data={"assignments": [hers.id]})
    (now_hers,), (still_his,) = (Assignment.current(who.id, who.local_day(clock.now)) for who in (maya, tomas))
    assert (now_hers.practice.version, now_hers.cue, now_hers.rhythm) == (2, hers.cue, DAILY)
    assert still_his.id == his.id and hers.practice.version == 1 and hers.ended_on


def test_somebody_elses_clients_are_not_updated(http, harbour_lane, daniel, maya, copied, clock):
    copy = copied()
    hers = give(maya, copy, clock.now)
    http(maya.coach).post(f"/library/{copy.slug}/edit", data=form(copy, promise="Newer"))
    assert "Maya" not in http(daniel).get(f"/library/{copy.slug}/updates").text
    http(daniel).post(f"/library/{copy.slug}/updates", data={"assignments": [hers.id]})
    assert Assignment.of(maya.id, hers.id).ended_on is None


def test_one_no_longer_offered_goes_on_where_it_is(http, amara, maya, copied, clock):
    copy, browser = copied(), http(amara)
    given = give(maya, copy, clock.now)
    browser.post(f"/library/{copy.slug}/retirement")
    shelf = browser.get("/library").text
    assert copy.title in shelf.partition("No longer offered")[2] and f"practice-{copy.slug}" not in shelf
    assert browser.get(f"/library/{copy.slug}/assignment").status_code == 404
    assert copy.title in http(maya).get(f"/practices/{given.id}").text
    browser.post(f"/library/{copy.slug}/return")
    assert f"practice-{copy.slug}" in browser.get("/library").text
    assert "Everybody who has it has the newest version." in browser.get(f"/library/{copy.slug}/updates").text


def test_words_in_a_copy_are_words(http, amara, copied):
    copy, evil = copied(), '"><img src=x onerror=alert(1)>'
    said = form(copy, title=evil, step_text=[evil] * 7, cautions=evil)
    http(amara).post(f"/library/{copy.slug}/edit", data=said)
    for path in ("", "/edit", "/trial", "/updates", "/assignment"):
        assert "<img" not in http(amara).get(f"/library/{copy.slug}{path}").text


def test_titles_are_found_by_slug(copied, harbour_lane, stranger):
    copy = copied()
    assert PracticeVersion.titles(harbour_lane.id)[copy.slug] == copy.title
    assert copy.slug not in PracticeVersion.titles(stranger.organization_id)
    assert content(copy.body)["based_on"]["slug"] == "thought-check"
