"""Zone names as phones send them (old, odd, empty), and the country they lie in."""

import zoneinfo
from datetime import datetime

import pytest

from app.data.zones import _links, _names, canonical_zone, country_of_zone, zones


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("Asia/Calcutta", "Asia/Kolkata"),
        ("Europe/Kiev", "Europe/Kyiv"),
        ("US/Pacific", "America/Los_Angeles"),
        ("Europe/Oslo", "Europe/Oslo"),
        ("Iceland", "Atlantic/Reykjavik"),
        ("Etc/GMT+5", "Etc/GMT+5"),
        ("UTC", "Etc/UTC"),
    ],
)
def test_an_old_name_becomes_the_name_of_today(sent, kept):
    assert canonical_zone(sent) == kept


@pytest.mark.parametrize("name", ["", "UTC+2", "US/Pacific-New", "../etc/passwd", "europe/london", "Factory"])
def test_a_name_nobody_knows_is_refused(name):
    with pytest.raises(ValueError, match="unknown time zone"):
        canonical_zone(name)
    assert country_of_zone(name) is None


@pytest.mark.parametrize(
    ("zone", "code"),
    [
        ("Europe/London", "GB"),
        ("Asia/Calcutta", "IN"),
        ("Africa/Lagos", "NG"),
        ("America/Denver", "US"),
        ("Europe/Oslo", "NO"),
        ("Iceland", "IS"),
        ("Etc/UTC", None),
    ],
)
def test_a_zone_lies_in_its_country(zone, code):
    assert country_of_zone(zone) == code


def test_the_list_to_choose_from_is_sorted_and_every_name_in_it_works():
    assert zones() == sorted(set(zones()))
    assert len(zones()) > 400
    for name in zones():
        zoneinfo.ZoneInfo(name)
        assert canonical_zone(name) == name


def test_a_canonical_name_is_final():
    for name in _names():
        assert canonical_zone(canonical_zone(name)) == canonical_zone(name)
        zoneinfo.ZoneInfo(canonical_zone(name))


def test_an_old_name_and_its_new_one_tell_the_same_time():
    summer = datetime(2026, 7, 1, 12)
    for old in _links():
        before, after = zoneinfo.ZoneInfo(old), zoneinfo.ZoneInfo(canonical_zone(old))
        assert before.utcoffset(summer) == after.utcoffset(summer), old
