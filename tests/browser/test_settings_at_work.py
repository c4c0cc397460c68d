"""What a person chose in Settings is what the pages do."""

import pytest

from app.core.db import db
from tests.browser import scene
from tests.browser.conftest import DESK


@pytest.mark.parametrize(("hand", "left"), [(True, True), (None, False)])
def test_marks_stand_on_the_thumbs_side(hand, left, cast, opens):
    scene.keeps(cast)
    cast.maya.prefer(left_handed=hand)
    db.session.commit()
    page = opens(cast.maya)
    for url in ("/today", "/habits"):
        page.goto(url)
        box = page.locator("main .mark").first.bounding_box()
        assert (box["x"] + box["width"] / 2 < 390 / 2) is left, url


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_chosen_theme_stands_whatever_the_phone_says(theme, cast, opens):
    cast.maya.prefer(theme=theme)
    db.session.commit()
    colours = {colours_of(opens(cast.maya, color_scheme=phone)) for phone in ("light", "dark")}
    assert len(colours) == 1


def test_chosen_text_is_twice_as_large(cast, opens):
    cast.maya.prefer(text=200)
    db.session.commit()
    page = opens(cast.maya)
    page.goto("/today")
    assert page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") == 32


@pytest.mark.parametrize("text", [100, 200])
def test_the_rails_words_stay_in_the_rail(text, cast, opens):
    cast.amara.prefer(text=text)
    db.session.commit()
    page = opens(cast.amara, DESK)
    page.goto("/clients")
    for place in page.locator(".rail a").all():
        assert place.evaluate("place => place.scrollWidth <= place.clientWidth"), place.inner_text()


def colours_of(page) -> str:
    page.goto("/today")
    return page.evaluate("getComputedStyle(document.body).backgroundColor")
