"""Item 4: what the Today page costs on the wire when it is opened for the first time. Exact on any machine."""

from bench.browser import Opened, chrome, opened
from bench.serve import Site
from bench.table import Limit, Row

NAME = "first-load"
DATABASES = ("sqlite", "postgresql")
PEERS = "beside it: floor 28.6 KB, 3 requests; healthchecks 127 / 6; HabitTrove 667 / 36; wger 1,713 / 71"


def run(site: Site, *, rounds: int, quick: bool) -> Row:
    with site.served() as (url, floor_url), chrome() as browser:
        yard = opened(browser, floor_url, site.floor_cookies[0])
        ours = opened(browser, f"{url}/today", site.cookie(site.scene.person))
    return Row(
        name=NAME,
        database=site.database,
        work="/today of a signed-in person, empty cache",
        ours=_words(ours),
        yardstick=f"floor {_words(yard)}",
        limits=(
            Limit(name="bytes", measured=ours.total / 1024, unit=" KB", goal=55, fail=80),
            Limit(name="JavaScript on the wire", measured=_kb(ours, "Script"), unit=" KB", goal=25),
            Limit(name="requests", measured=ours.requests, goal=6),
            Limit(name="fonts", measured=_kb(ours, "Font"), unit=" KB", goal=0),
        ),
        peers=PEERS,
    )


def _kb(found: Opened, kind: str) -> float:
    return found.wire.get(kind, 0) / 1024


def _words(found: Opened) -> str:
    kinds = (("html", "Document"), ("css", "Stylesheet"), ("js", "Script"), ("images", "Image"))
    parts = ", ".join(f"{name} {_kb(found, kind):.1f}" for name, kind in kinds)
    return f"{found.total / 1024:.1f} KB ({parts}; js unpacked {found.decoded.get('Script', 0) / 1024:.0f})"
