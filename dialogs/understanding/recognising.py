"""Which platform, which scenario, and which alarms and cautions a text speaks of.

Platforms are told by their names; scenarios and alarms are weighed. It knows nothing of single facts, nor of what is
done about an alarm or a caution.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from dialogs.playbook_rows import Playbooks
from dialogs.understanding.patterns import WORDS, Read
from dialogs.understanding.weighing import NONE, is_short, read_weights

OTHER = "other"
"""The value of a platform that has no playbook."""

ALARMS = (
    "safety",
    "scam_now",
    "scam_offer",
    "child_alone",
    "campaign",
    "posing",
    "hotline",
    "not_consumer",
    "gift_regret",
)
"""What has to be heeded before anything else, the gravest first."""

ACCUSING = frozenset({"posing", "campaign", "gift_regret"})
"""Alarms that turn somebody away."""

TAKE_MORE = ACCUSING | {"hotline"}
"""Alarms that weight does not raise alone: it takes plain words, or a first message that tells enough, of itself."""

LIKE_NEWS = frozenset({"scam_now"})
"""Alarms that news sounds like: amid a complaint they have to be said plainly."""

BORNE_OUT = frozenset({"scam_offer", "child_alone"})
"""Alarms that take, besides their weight, what they speak of: an offer or money, a sign of childhood."""

ENOUGH = 12
"""Characters from which a first message tells enough to be turned away by weight alone."""

URGENT = "urgent"
"""The label of what cannot wait, whatever it is about."""

WEIGHTS = read_weights()

UNEASY = 0.2
"""How far below an alarm a text may weigh to be met with where help is: about one in thirty that are in no danger."""

ADRIFT = 0.5
"""The same for a text that names no platform and fits no scenario: trouble told sideways fits no complaint."""

MARGIN = 0.1
"""How far ahead of the next one a scenario has to be, to be sure."""

HINT, HINTS = 0.05, 3
"""What each word adds that a playbook lists for a scenario, and how many of them count."""

OFFERED = 4
"""How many scenarios an unsure text is asked about."""

CLEARLY = 0.5
"""How far ahead of another platform the one complained about has to be."""

NEAR = 12
"""Characters beside a platform's name that may say it is only named in passing."""


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


def nameless(text: str, playbooks: Playbooks) -> str:
    """The text with one sign in place of every platform's name: what happened does not depend on where."""
    own, others, _ = _names(_known(playbooks))
    for pattern in (*(pattern for _, pattern in own), others):
        text = pattern.sub("〇", text)
    return text


# What it is about ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a text weighs for every label: all of it, and the stretch of it that weighs the most."""

    whole: Mapping[str, float]
    heaviest: Mapping[str, float]

    def speaks_for(self, label: str) -> bool:
        """Whether a stretch of it weighs enough for a label."""
        return self.heaviest[label] > 0


def weighed(text: str, playbooks: Playbooks) -> Weighed:
    """Weigh a text, whatever platforms it names."""
    plain = nameless(text, playbooks)
    whole = WEIGHTS.of(plain)
    heaviest = whole if is_short(plain) else WEIGHTS.heaviest(plain)
    left = WORDS.not_meant["safety"].sub("，", plain)
    danger = heaviest["safety"] if left == plain else WEIGHTS.heaviest(left)["safety"]
    return Weighed(whole, {**heaviest, "safety": danger})


def alarms(text: str, weight: Weighed, playbooks: Playbooks, *, amid: bool = False) -> tuple[str, ...]:
    """What has to be heeded before anything else, the gravest first; ``amid``: a complaint is being told or pursued."""
    raised = {alarm for alarm in ALARMS if weight.speaks_for(alarm) and _is_meant(alarm, text, amid=amid)}
    if says("witness", text) or (sounds_in_danger(weight) and says("safety", text)):
        raised.add("safety")
    if playbooks["generic"].trap_in(text):
        raised |= {"scam_offer", "hotline"}
    plain = {alarm for alarm in raised & ACCUSING if says(alarm, text)}
    raised -= ACCUSING - plain if plain else set()
    return tuple(alarm for alarm in ALARMS if alarm in raised)


def _is_meant(alarm: str, text: str, *, amid: bool) -> bool:
    """Whether what weighs enough for an alarm may raise it: what accuses or turns away takes more than weight."""
    if alarm in TAKE_MORE:
        tells_enough = not amid and len(text) >= ENOUGH
        return says(alarm, text) or (tells_enough and WORDS.not_meant[alarm].search(text) is None)
    needs_words = alarm in BORNE_OUT or (alarm in LIKE_NEWS and amid)
    return not needs_words or says(alarm, text)


def says(alarm: str, text: str) -> bool:
    """Whether the words that make an alarm plain stand in a text, however much it weighs."""
    return WORDS.plainly[alarm].search(text) is not None


def cautions(text: str) -> tuple[str, ...]:
    """What a text speaks of that is no alarm, and yet may need a word first: medicine, being hurt, being afraid …"""
    return tuple(caution for caution, words in WORDS.cautions.items() if words.search(text))


def sounds_in_danger(weight: Weighed, below: float = UNEASY) -> bool:
    """Whether a text is near enough to danger to be met with where help is, though it may well not be in any."""
    return weight.heaviest["safety"] > -below


def scenario(text: str, weight: Weighed, playbooks: Playbooks) -> tuple[Read | None, tuple[str, ...]]:
    """The scenario that leads, and those behind it, best first. Unsure where the text allows more than one."""
    weights = {
        key: weight.whole[key] + _hinted(key, text, playbooks) for key in (NONE, *playbooks["generic"].scenarios)
    }
    first, second, *others = sorted(weights, key=lambda key: -weights[key])
    clear = weights[first] - weights[second] >= MARGIN
    if first == NONE and clear:
        return None, ()
    leader, *behind = [key for key in (first, second, *others[: OFFERED - 1]) if key != NONE]
    if leader == "fraud" and WORDS.unknown_scam.found(text):
        clear, behind = False, [key for key in dict.fromkeys([*behind, *WORDS.unknown_scam.offer]) if key != leader]
    return Read(leader, WEIGHTS.clause(text, leader), sure=clear and first == leader), tuple(behind)


def _hinted(key: str, text: str, playbooks: Playbooks) -> float:
    """What a scenario's own words in the playbook add."""
    row = playbooks["generic"].scenarios.get(key)
    return HINT * min(HINTS, sum(word in text for word in row.words)) if row is not None else 0
