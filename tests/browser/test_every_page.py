"""Every page as the demo's people see it: nothing to complain of for the browser, for axe, on any screen."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page

from app.core import db as core_db
from app.core.db import db
from app.demo import generate
from tests.browser import addresses, looking
from tests.browser.conftest import open_page

STAFF = ("amara", "ingrid")
WHO = ("maya", "priya", "lena", "nobody", *STAFF)


@pytest.fixture(scope="module")
def pages(site) -> Iterator[dict[str, list[addresses.Page]]]:
    with site.app.app_context(), core_db.writing():
        yield addresses.of_everybody(datetime.now(UTC))
        generate.wipe()
        db.session.commit()


@pytest.fixture(scope="module")
def visitor(site, chrome, pages) -> Iterator[Callable[[str], Page]]:
    """visitor("maya") is always the same page, so that files are fetched once."""
    open_pages: dict[str, Page] = {}

    def page_of(who: str) -> Page:
        if who not in open_pages:
            with site.app.app_context(), core_db.writing():
                open_pages[who] = open_page(site, chrome, generate.person(who))
        return open_pages[who]

    yield page_of
    for page in open_pages.values():
        page.context.close()


@pytest.mark.parametrize("who", WHO)
def test_every_page_is_whole_for(who, site, pages, visitor):
    page, wrong = visitor(who), []
    with site.app.test_request_context():
        urls = [addresses.address(each) for each in pages[who]]
    for url in urls:
        wrong += [f"{url}: {each}" for each in faults_of(page, url, desk=who in STAFF)]
    assert not wrong, "\n" + "\n".join(wrong)


@pytest.mark.parametrize(("what", "status"), [("nowhere", 404), ("rested", 410)])
def test_a_refusal_is_whole_too(what, status, site, pages, visitor):
    with site.app.test_request_context():
        url = f"/{what}" if status == 404 else addresses.address(pages[what][0])
    wrong = faults_of(visitor("nobody"), url, status=status)
    assert not [each for each in wrong if f"status of {status}" not in each], "\n".join(wrong)


def test_no_page_is_left_out(site, pages):
    visited = {endpoint for each in pages.values() for endpoint, _ in each}
    rules = [rule for rule in site.app.url_map.iter_rules() if "GET" in rule.methods and "/f/" not in rule.rule]
    there = {rule.endpoint for rule in rules} - addresses.NOT_PAGES - addresses.ON_THE_WAY
    assert there - visited == set()


def faults_of(page: Page, url: str, *, status: int = 200, desk: bool = False) -> list[str]:
    page.faults.clear(), page.foreign.clear()
    answer = page.goto(url)
    found = looking.faults(page, desk=desk)
    return found if answer.status == status else [f"answered {answer.status}", *found]
