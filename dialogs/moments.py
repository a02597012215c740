"""A day or a moment as an answer: read from what was said, stored as an ISO string of Beijing time, read back.

It knows the stored form ("2026-11-03" or "2026-11-03T20:00"); how people name days is known to ``dates``.
"""

from __future__ import annotations

from datetime import date, datetime, time

from dialogs.clocks import BEIJING, beijing_day, day_text, moment_text
from dialogs.dates import read_dates


def read_date(text: str, at: datetime, *, ahead: bool = False) -> str | None:
    """The first day named in a text said ``at``, None if there is none.

    ``ahead``: a day to come is meant, so a day and month without a year that have gone by are next year's.
    """
    named = read_dates(text, at)
    if not named:
        return None
    first = named[0]
    return _next_year(first.value, at) if ahead and not _names_a_year(first.words) else first.value


def as_moment(stored: str) -> datetime:
    """The stored day or moment as an instant; a day is its beginning in Beijing."""
    moment = datetime.fromisoformat(stored)
    return moment if moment.tzinfo else moment.replace(tzinfo=BEIJING)


def names_the_hour(stored: str) -> bool:
    """Whether it is a moment and not only a day."""
    return "T" in stored


def stored_text(stored: str) -> str:
    """The stored day or moment as people write it."""
    return moment_text(as_moment(stored)) if names_the_hour(stored) else day_text(date.fromisoformat(stored))


def end_of(stored: str) -> datetime:
    """The latest instant that is meant: of a day, its last minute."""
    moment = as_moment(stored)
    return moment if names_the_hour(stored) else datetime.combine(moment.date(), time(23, 59), BEIJING)


def _names_a_year(words: str) -> bool:
    return "年" in words or words[:4].isdecimal()


def _next_year(stored: str, at: datetime) -> str:
    day, today = date.fromisoformat(stored[:10]), beijing_day(at)
    while day < today:
        day = day.replace(year=day.year + 1, day=min(day.day, 28) if (day.month, day.day) == (2, 29) else day.day)
    return day.isoformat() + stored[10:]
