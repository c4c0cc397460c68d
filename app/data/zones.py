"""Zone names: which exist, what an old name is called today, which country a zone lies in.

Everything is read from the pinned `tzdata` package, never from the system (README, "Time").
"""

from functools import cache
from importlib.resources import files

# tzdata's table of links joins these to a zone of another country that happens to keep the same clock.
# The names they had as places are the ones in zone.tab (the `#=` remarks of the tz database's own `backward` file).
RENAMED = {
    "Africa/Timbuktu": "Africa/Bamako",
    "America/Coral_Harbour": "America/Atikokan",
    "America/Virgin": "America/St_Thomas",
    "Antarctica/South_Pole": "Antarctica/McMurdo",
    "Atlantic/Jan_Mayen": "Arctic/Longyearbyen",
    "Iceland": "Atlantic/Reykjavik",
    "Pacific/Ponape": "Pacific/Pohnpei",
    "Pacific/Truk": "Pacific/Chuuk",
    "Pacific/Yap": "Pacific/Chuuk",
}
NOT_A_PLACE = {"Factory"}


def canonical_zone(name: str) -> str:
    """The name this zone has today: "Asia/Calcutta" is "Asia/Kolkata", "Etc/GMT+5" stays.

    Raises ValueError for anything tzdata does not know ("", "UTC+2", "US/Pacific-New").
    """
    if name not in _names():
        raise ValueError(f"unknown time zone: {name!r}")
    if name in _countries():
        return name
    return RENAMED.get(name) or _links().get(name, name)


def country_of_zone(zone: str) -> str | None:
    """ISO code of the country the zone lies in ("GB"), or None where it lies in none or is unknown."""
    try:
        return _countries().get(canonical_zone(zone))
    except ValueError:
        return None


@cache
def zones() -> list[str]:
    """Names for a select, sorted: one or more for every country, and Etc/UTC for who lives by it."""
    return sorted([*_countries(), "Etc/UTC"])


@cache
def _countries() -> dict[str, str]:
    lines = _zoneinfo("zone.tab").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {zone: code for code, _place, zone, *_remark in rows}


@cache
def _links() -> dict[str, str]:
    rows = (line.split() for line in _zoneinfo("tzdata.zi").splitlines() if line.startswith("L "))
    return {old: new for _kind, new, old in rows}


@cache
def _names() -> frozenset[str]:
    return frozenset(files("tzdata").joinpath("zones").read_text(encoding="utf-8").split()) - NOT_A_PLACE


def _zoneinfo(name: str) -> str:
    return files("tzdata.zoneinfo").joinpath(name).read_text(encoding="utf-8")
