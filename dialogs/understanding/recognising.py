"""Which platform, which scenario, and which alarms a text speaks of.

Patterns add up for each scenario; the rulings then decide between the leaders. It knows nothing of
single facts, nor of what is done about an alarm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from dialogs.playbook_rows import Playbooks
from dialogs.understanding.patterns import WEIGHTS, WORDS

OTHER = "other"
"""The value of a platform that has no playbook."""

ENOUGH = 6
"""Points from which a scenario is sure, unless another is as near as ``MARGIN``."""

WORDS_COUNT = 3
"""Points that a playbook's plain words can add: alone they make a scenario worth asking, never sure."""

WORTH_ASKING = 1
MARGIN = 2
CLEARLY = 0.5
"""How far ahead of another platform the one complained about has to be."""

NEAR = 12
"""Characters beside a platform's name that may say it is only named in passing."""


@dataclass(frozen=True, slots=True)
class Read:
    """A value, and the words it was read from; what is not sure is to be asked."""

    value: str
    words: str
    sure: bool = True


# The platform ----------------------------------------------------------------------------------------------------


def platform(text: str, playbooks: Playbooks) -> Read | None:
    """The platform complained about: its playbook's key, or ``other`` with the name in ``words``."""
    names, others, means = _names(_known(playbooks))
    points: dict[str, float] = {}
    words: dict[str, str] = {}
    mentions = list(_mentions(text, names, others)) or list(_mentions(text, names, means))
    for order, (value, match) in enumerate(mentions):
        points[value] = points.get(value, 0) + _emphasis(text, match) + (0.5 if order == 0 else 0)
        words.setdefault(value, match[0])
    ranked = sorted(points, key=lambda value: -points[value])
    if not ranked:
        return None
    doubtful = len(ranked) > 1 and points[ranked[0]] - points[ranked[1]] < CLEARLY
    return Read(ranked[0], words[ranked[0]], sure=not doubtful)


_Known = tuple[tuple[str, tuple[str, ...]], ...]


def _known(playbooks: Playbooks) -> _Known:
    books, short = playbooks.platforms.items(), WORDS.other_platforms.short
    return tuple(
        (key, (book.name, *book.aliases, *book.typos, *short.get(key, ()))) for key, book in books if key != "generic"
    )


@lru_cache(maxsize=8)
def _names(known: _Known) -> tuple[tuple[tuple[str, re.Pattern[str]], ...], re.Pattern[str], re.Pattern[str]]:
    """Patterns for each platform that has a playbook, for the others, and for the means of paying."""
    rows = WORDS.other_platforms
    own = [(key, re.compile("|".join(map(_whole, names)), re.I)) for key, names in known]
    others = [name for name in rows.names if not any(pattern.fullmatch(name) for _, pattern in own)]
    return tuple(own), re.compile("|".join(others), re.I), re.compile("|".join(rows.means), re.I)


def _whole(name: str) -> str:
    """A name as a pattern; Latin names stand alone."""
    return rf"(?<![a-z0-9]){re.escape(name)}(?![a-z0-9])" if name.isascii() else re.escape(name)


def _mentions(
    text: str, own: tuple[tuple[str, re.Pattern[str]], ...], others: re.Pattern[str]
) -> Iterator[tuple[str, re.Match[str]]]:
    found = [(key, match) for key, pattern in own for match in pattern.finditer(text)]
    found += [(OTHER, match) for match in others.finditer(text)]
    no_names = [match.span() for match in WORDS.other_platforms.not_names.finditer(text)]
    real = (mention for mention in found if not any(a <= mention[1].start() < b for a, b in no_names))
    yield from sorted(real, key=lambda mention: mention[1].start())


def _emphasis(text: str, match: re.Match[str]) -> float:
    rows = WORDS.other_platforms
    before, after = text[max(0, match.start() - NEAR) : match.start()], text[match.end() : match.end() + NEAR]
    if rows.here_before.search(before) or rows.here_after.search(after):
        return 3
    return 0 if rows.passing_before.search(before) or rows.passing_after.search(after) else 1


# Alarms ----------------------------------------------------------------------------------------------------------


def alarms(text: str) -> tuple[str, ...]:
    """What has to be heeded before anything else, the gravest first."""
    return tuple(name for name, sayings in WORDS.alarms.items() if sayings.found(text))


# The scenario ----------------------------------------------------------------------------------------------------


def scenario(text: str, playbooks: Playbooks) -> tuple[Read | None, tuple[str, ...]]:
    """The scenario that leads, and those behind it, best first. Unsure where the text allows more than one."""
    points, words = _points(text, playbooks)
    ranked = sorted((key for key in points if points[key] >= WORTH_ASKING), key=lambda key: -points[key])
    if not ranked:
        return None, ()
    leader, ruled = _ruled(text, ranked[0])
    behind = [key for key in ranked if key != leader]
    unknown = leader == "fraud" and not ruled and WORDS.unknown_scam.found(text) is not None
    if unknown:
        behind = list(dict.fromkeys([*behind, *(key for key in WORDS.unknown_scam.offer if key != leader)]))
    ahead = points.get(leader, 0) - max((points[key] for key in behind if key in points), default=0)
    sure = ruled or (points[leader] >= ENOUGH and ahead >= MARGIN and not unknown)
    return Read(leader, words.get(leader, words[ranked[0]]), sure=sure), tuple(behind)


def _points(text: str, playbooks: Playbooks) -> tuple[dict[str, int], dict[str, str]]:
    points: dict[str, int] = {}
    words: dict[str, str] = {}
    for key, rows in WORDS.scenarios.items():
        for kind, weight in WEIGHTS.items():
            found = [match[0] for pattern in getattr(rows, kind) if (match := pattern.search(text)) is not None]
            points[key] = points.get(key, 0) + weight * len(found)
            if found:
                words.setdefault(key, found[0])
    for key, row in playbooks["generic"].scenarios.items():
        said = [word for word in row.words if word in text]
        points[key] = points.get(key, 0) + min(len(said), WORDS_COUNT)
        if said:
            words.setdefault(key, said[0])
    return points, words


def _ruled(text: str, leader: str) -> tuple[str, bool]:
    """The leader after the rulings, and whether one of them spoke."""
    ruled = False
    for row in WORDS.tie_breaks:
        if leader in (*row.over, row.to) and row.found(text):
            leader, ruled = row.to, True
    return leader, ruled
