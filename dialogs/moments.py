"""A day or a moment as an answer: stored as an ISO string of Beijing time, read back, written for people.

It knows the stored form ("2026-11-03" or "2026-11-03T20:00"); how people name days is known to ``dates``.
"""

from __future__ import annotations

from datetime import date, datetime

from dialogs.clocks import BEIJING, day_text, moment_text


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
