"""Dates, times and numbers as the person writes them: their locale, their zone."""

import re
from datetime import date, datetime, time
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time
from flask import g
from flask_login import current_user

from app.core import clock, sign_ins
from app.core.ids import uuid7
from app.core.keys import user_ref

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


NEAR = {0: "Today", 1: "Tomorrow", -1: "Yesterday"}


def init_app(app) -> None:
    app.jinja_env.filters.update(
        long_day=long_day,
        short_day=short_day,
        row_day=row_day,
        weekday=weekday,
        clock=wall_clock,
        near_day=near_day,
        ago=ago,
        in_words=in_words,
        span=span,
        place=place,
    )
    app.jinja_env.globals.update(now=_now, me=current_user, user_ref=_user_ref, new_id=uuid7)


def long_day(value: date | datetime) -> str:
    """Wednesday 8 April, or Wednesday April 8 where that is how it is written; without the year, which is this one."""
    return _dated(_day(value), _yearless(_locale(), "full"), _locale())


def short_day(value: date | datetime) -> str:
    """8 April, or April 8."""
    return _dated(_day(value), _yearless(_locale(), "long"), _locale())


def row_day(value: date | datetime) -> str:
    """Wed 8 Apr, or Wed Apr 8: for rows and tables."""
    return format_skeleton("MMMEd", _day(value), locale=_locale()).replace(",", "")


def weekday(value: date | datetime, width: str = "EEEE") -> str:
    """Wednesday; with width EEE Wed."""
    return _dated(_day(value), width, _locale())


def wall_clock(value: datetime, zone: str | None = None) -> str:
    """18:30, or 6:30 PM where that is how it is written."""
    return _timed(value.astimezone(ZoneInfo(zone or _zone())).time().replace(second=0, microsecond=0), _locale())


def near_day(value: date | datetime) -> str:
    """Today, Tomorrow, Yesterday or Tuesday 21 April."""
    gap = (_day(value) - _now().astimezone(ZoneInfo(_zone())).date()).days
    return NEAR[gap] if gap in NEAR else long_day(value)


def ago(value: date | datetime | None) -> str:
    """today, yesterday, 6 days ago; never for None. Somewhere it is tomorrow already: for the reader that is today."""
    if value is None:
        return "never"
    days = max(0, (_now().astimezone(ZoneInfo(_zone())).date() - _day(value)).days)
    return {0: "today", 1: "yesterday"}.get(days) or f"{days} days ago"


def in_words(number: int) -> str:
    """Small numbers as words: three; 12 stays 12."""
    return NUMBERS[number] if 0 <= number < len(NUMBERS) else str(number)


def span(seconds: int) -> str:
    """36 seconds, 1 minute, 3 minutes."""
    if seconds < 60:
        return f"{seconds} seconds"
    minutes = max(1, round(seconds / 60))
    return "1 minute" if minutes == 1 else f"{minutes} minutes"


def place(zone: str) -> str:
    """The city of a zone name: Europe/London is London."""
    return zone.rpartition("/")[2].replace("_", " ")


def _day(value: date | datetime) -> date:
    return value.astimezone(ZoneInfo(_zone())).date() if isinstance(value, datetime) else value


# A page names few dates, but names them often.
@lru_cache(maxsize=4096)
def _dated(day: date, pattern: str, locale: Locale) -> str:
    return format_date(day, pattern, locale=locale)


@lru_cache(maxsize=4096)
def _timed(wall: time, locale: Locale) -> str:
    return format_time(wall, "short", locale=locale)


@cache
def _yearless(locale: Locale, width: str) -> str:
    """The locale's own pattern without its year and the comma that went with it."""
    return re.sub(r"\W*\by+\b", "", locale.date_formats[width].pattern).replace(",", "")


def _now() -> datetime:
    # One request, one instant: two lines of a page never disagree about what day it is.
    if "now" not in g:
        g.now = clock.now()
    return g.now


def _user_ref() -> str:
    return user_ref(sign_ins.person().id)


def _zone() -> str:
    return getattr(sign_ins.person(), "zone", None) or "UTC"


def _locale() -> Locale:
    return _parsed(getattr(sign_ins.person(), "locale", None) or "en-GB")


@cache
def _parsed(tag: str) -> Locale:
    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en", "GB")
