"""Which door words name as people call it, and whether they tell that something was handed in there.

How doors are called, and how handing in is told, stands in ``words.toml``; which doors there are, and what is done at
one, is known to the playbooks.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from dialogs import tickets, typed
from dialogs.outcomes import outcome_in
from dialogs.understanding.dates import without_days
from dialogs.understanding.patterns import WORDS

_DOOR = re.compile("|".join(f"(?:{row.pattern})" for row in WORDS.doors.values()), re.IGNORECASE | re.VERBOSE)
_HANDED = re.compile(f"{WORDS.news['handed'].pattern}|{_DOOR.pattern}", re.IGNORECASE | re.VERBOSE)
_ONLY = re.compile(
    f"(?:{_DOOR.pattern}|{WORDS.news['around'].pattern}|{_HANDED.pattern}|{typed.ANY_MARK})", re.IGNORECASE | re.VERBOSE
)
"""Words that tell of handing in, or stand around what does."""

SHORT = 60
"""Characters up to which a message tells only that."""


def door_named(text: str, doors: Collection[str]) -> str | None:
    """The door that words name, of those there are; none where they name none."""
    return next((key for key, called in WORDS.doors.items() if key in doors and called.search(text)), None)


def without_doors(text: str) -> str:
    """The words without the doors they name: 12315 is no number in them."""
    return _DOOR.sub("", text)


def points_back(text: str) -> bool:
    """Whether words name a door by our having named it: 就你说的那个地方."""
    return WORDS.news["there"].fullmatch(typed.unmarked(text)) is not None


def told_beside(text: str) -> str:
    """What a page or somebody says of time, in words that tell where something was handed in: 页面写还剩3天2小时."""
    found = WORDS.news["time_beside"].search(text)
    return found[0] if found else ""


def handed_in(text: str) -> bool:
    """Whether a message tells that something was handed in: first of all, or with a door or a day and nothing else."""
    said = typed.unmarked(text)
    told = tickets.without(without_days(said))
    if len(said) > SHORT or typed.asks_back(text) or WORDS.news["not_yet"].search(told):
        return False
    first = WORDS.news["handed_first"].match(told)
    if first is not None:
        return outcome_in(told[first.end() :]) in (None, "waiting")
    beside = WORDS.news["time_beside"].sub("", told)
    tells = _HANDED.search(beside) is not None and re.search("[了过的]", beside) is not None
    return tells and not _ONLY.sub("", beside)
