"""Two matters told in one message: where they part, and what each of them is.

One matter told at length stays one: two are taken only where the words say so, or name another platform with another
trouble. It knows words; what is asked about it is known to the first questions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from dialogs.playbook import Playbooks
from dialogs.understanding import Understood, understand
from dialogs.understanding.recognising import OTHER

A_STORY = 6
"""Characters from which words can tell a matter."""

_SAYS_TWO = re.compile("(?:两|俩|二|2)[个件桩]?(?:事|问题|投诉|纠纷)|(?:两|俩)[个件]我?都(?:要|想)(?:投诉|举报|告)?")
_PARTS = re.compile(
    "(?P<listed>(?:另外?|还有?)?(?:一[个件]|第[一二][个件]?)(?:是|呢|就是)?)"
    "|另外(?:还?有?[一个件]*)|(?:然后|后来)?我(?:还|又)(?=在)|然后我?又|还有(?:[一个件]*)|再(?:就是|有)|对了|同时"
)
_AROUND = " ，,。；;：:、\n"


@dataclass(frozen=True, slots=True)
class Matter:
    """One of the two: its own words, and what they are understood as."""

    words: str
    read: Understood


def two_matters(text: str, at: datetime, playbooks: Playbooks) -> tuple[Matter, Matter] | None:
    """The two matters of a message; none where it tells one, or where they cannot be told apart."""
    says_two = _SAYS_TWO.search(text) is not None
    for first, second in _parted(text):
        one, other = (Matter(words, understand(words, at, playbooks)) for words in (first, second))
        if _are_two(one.read, other.read, says_two=says_two):
            return one, other
    return None


def _parted(text: str) -> Iterator[tuple[str, str]]:
    """Every way in which a message can be two: at the second of what it lists, or before 另外, 然后我又."""
    marks = list(_PARTS.finditer(text))
    listed = [mark for mark in marks if mark["listed"]]
    if len(listed) == 2:
        yield from _long_enough(text[listed[0].end() : listed[1].start()], text[listed[1].end() :])
    for mark in (mark for mark in marks if not mark["listed"]):
        yield from _long_enough(text[: mark.start()], text[mark.end() :])


def _long_enough(first: str, second: str) -> Iterator[tuple[str, str]]:
    first, second = first.strip(_AROUND), _SAYS_TWO.sub("", second).strip(_AROUND)
    if min(len(first), len(second)) >= A_STORY:
        yield first, second


def _are_two(one: Understood, other: Understood, *, says_two: bool) -> bool:
    """Whether both tell a trouble, and not the same one of the same platform."""
    if one.scenario is None or other.scenario is None:
        return False
    differ = one.scenario.value != other.scenario.value
    if says_two and differ:
        return True
    if one.platform is None or other.platform is None or not (one.platform.sure and other.platform.sure):
        return False
    if OTHER in (one.platform.value, other.platform.value):
        return False
    elsewhere = one.platform.value != other.platform.value
    return elsewhere and (other.scenario.sure if differ else one.scenario.sure and other.scenario.sure)
