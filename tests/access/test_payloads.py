"""Words are words: whatever people type into a name, a note or a title adds no element and no attribute to any page."""

from html.parser import HTMLParser

import pytest
from sqlalchemy import String, update

from app.checkins.models import CheckIn
from app.core.db import db
from app.practices.models import Completion
from tests.access.policy import DOORS
from tests.access.test_every_route import path_of, rules
from tests.access.world import build

PAYLOADS = [
    "\"'></title></textarea></script><script src=//x.example></script>",
    "<img src=x onerror=alert(1)>",
    "\" autofocus onfocus=alert(1) hx-get=/x hx-trigger=load x=\"",
    "' style=background:url(//x.example) data-entry='",
    "<svg><style><![CDATA[</style><iframe srcdoc=x>",
    "{{7*7}}${7*7}<%=7*7%>",
    "--><base href=//x.example><meta http-equiv=refresh content=0>",
    "\u2028</a><a href=javascript:alert(1)>\u202e",
]  # fmt: skip
# Every column in which something stands that somebody typed.
TYPED = {
    "organization": ["name"],
    "user": ["name", "pronouns"],
    "invite": ["name"],
    "sign_in": ["browser"],
    "habit": ["title"],
    "check_in": ["note"],
    "practice_skip": ["reason"],
    "agenda_note": ["text"],
    "assignment": ["cue"],
    "summary_choice": ["cue"],
    "summary": ["focus", "insight", "bring"],
    "private_note": ["text"],
    "coaching_session": ["place"],
}
# Every other column of text: codes, zones, hashes and addresses, which schemas or we ourselves make.
CODES = {
    "email", "zone", "locale", "tz", "role", "kind", "slug", "outcome", "purpose", "state", "to", "subject", "body",
    "last_fault", "key", "body_hash", "browser_hash", "code_hash", "token_hash", "device_id", "text_version",
    "instead", "country", "code", "entry_id",
}  # fmt: skip
ADDRESSES = ("href", "src", "action", "formaction", "hx-get", "hx-post", "data-when-visible")
SCHEMES = ("javascript:", "data:", "vbscript:")
READERS = ["maya", "amara", "ingrid", "nobody"]


class Skeleton(HTMLParser):
    """The elements of a page with their attributes, in order; words left out."""

    def __init__(self) -> None:
        super().__init__()
        self.bones: list[tuple[str, list[tuple[str, str | None]]]] = []

    def handle_starttag(self, tag, attrs) -> None:
        self.bones.append((tag, attrs))

    @classmethod
    def of(cls, page: str) -> list[tuple[str, list[tuple[str, str | None]]]]:
        skeleton = cls()
        skeleton.feed(page)
        return skeleton.bones


def names(page: str) -> list[tuple[str, list[str]]]:
    return [(tag, [name for name, _ in attrs]) for tag, attrs in Skeleton.of(page)]


def schemes(page: str) -> list[str]:
    goals = [value or "" for _, attrs in Skeleton.of(page) for name, value in attrs if name in ADDRESSES]
    return [goal for goal in goals if goal.strip().lower().startswith(SCHEMES)]


def fill(words: str) -> None:
    for name, columns in TYPED.items():
        db.session.execute(update(db.metadata.tables[name]).values(dict.fromkeys(columns, words)))
    db.session.execute(update(CheckIn).values(shared_at=CheckIn.received_at))
    db.session.execute(update(Completion).values(shared_at=Completion.received_at, answers={"thought": words}))
    db.session.commit()


def pages(app, browsers, world) -> dict[tuple[str, str], str]:
    """{(reader, path): the page} of everything each of them may read."""
    found = {}
    for reader, browser in browsers.items():
        for rule, method in rules(app):
            if method == "GET" and reader in DOORS[rule.endpoint] and "svg" not in rule.rule:
                answer = browser.get(path_of(rule, world.ids))
                assert answer.status_code in (200, 303, 503), (reader, rule)
                found[reader, rule.rule] = answer.text
    return found


@pytest.fixture
def world(clock):
    return build(clock.now)


@pytest.fixture
def browsers(http, world):
    return {reader: http(world.actors[reader]) for reader in READERS}


def test_no_page_grows_by_what_was_typed(app, browsers, world):
    fill("Plain")
    plain = {place: names(page) for place, page in pages(app, browsers, world).items()}
    # All in one string, whichever of them breaks out first shows; and once with a scheme in front.
    for payload in ("".join(PAYLOADS), " JaVaScript:alert(1)" + "".join(reversed(PAYLOADS))):
        fill(payload)
        for place, page in pages(app, browsers, world).items():
            assert names(page) == plain[place], (place, payload)
            assert "49$" not in page and not schemes(page), place


def test_every_column_of_words_is_filled_here(app):
    text = {(name, one.name) for name, table in db.metadata.tables.items() for one in table.columns if _is_text(one)}
    ours = {("heartbeat", "name"), ("nudge", "reason")}
    filled = {(name, column) for name, columns in TYPED.items() for column in columns}
    assert {one for one in text - filled - ours if one[1] not in CODES} == set()


def _is_text(column) -> bool:
    return isinstance(column.type, String)
