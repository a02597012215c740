"""A day or a moment as an answer: stored as an ISO string of Beijing time, offered, read back, doubted, written out.

It knows the stored form ("2026-11-03" or "2026-11-03T20:00"); how people name days is known to ``dates``.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from dialogs.clocks import BEIJING, beijing_day, day_text, moment_text

_LATELY = ("今天", "昨天", "前天")


def as_moment(stored: str) -> datetime:
    """The stored day or moment as an instant; a day is its beginning in Beijing."""
    moment = datetime.fromisoformat(stored)
    return moment if moment.tzinfo else moment.replace(tzinfo=BEIJING)


def names_the_hour(stored: str) -> bool:
    """Whether it is a moment and not only a day."""
    return "T" in stored


def recent_days(now: datetime, count: int) -> dict[str, str]:
    """Today and the days before it, at most three, as stored → as people call them."""
    today = beijing_day(now)
    return {(today - timedelta(days=n)).isoformat(): name for n, name in enumerate(_LATELY[:count])}


def why_not(stored: str, now: datetime, to_come: str, since: datetime | None = None, too_early: str = "") -> str:
    """What to say of a day or a moment that cannot be: it is to come, or lies before ``since``; empty where it can."""
    moment = as_moment(stored)
    if moment > now:
        return to_come
    return too_early if since is not None and moment < since else ""


def stored_text(stored: str) -> str:
    """The stored day or moment as people write it."""
    return moment_text(as_moment(stored)) if names_the_hour(stored) else day_text(date.fromisoformat(stored))
