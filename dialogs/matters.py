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

_SAYS_TWO = re.compile(
    "(?:两|俩|二|2)[个件桩]?(?:事|问题|投诉|纠纷)|(?:两|俩)[个件]我?都(?:要|想)(?:投诉|举报|告)?|都要(?:投诉|举报|告)"
)
_BOTH = re.compile("都(?:要|想|得)?(?:投诉|举报|告)")
_LISTED = re.compile(
    r"(?:另外?|还有?)?(?:一[个件]|第[一二][个件]?)(?:是|呢|就是)?|(?:(?<=[，,。；;：:\s])|^)(?:[一二]是|[12][、.．）)](?!\d))"
)
_PARTS = re.compile(
    "另外(?:还?有?[一个件]*)|(?:然后|后来)?我(?:还|又)(?=在|有)|然后我?又|还有(?:[一个件]*)|再(?:就是|有)|对了|同时"
)
_OTHER_PURCHASE = re.compile(
    "(?:上上?个?[月周]|上次|之前|前[几两]?天|今年|去年|[早晚]些时候)[^，。；]{0,6}(?:买|拍|下单)的"
)
"""A second purchase: no more of the first one."""

_THE_SAME = re.compile("同(?:一个?|样|款)|一样的|一模一样|这个?(?:衣服|东西|鞋|商品)")
"""The thing that was told of already, seen somewhere else."""

_ANOTHER = re.compile(
    "还有(?:另外)?(?:一)?(?:个|件)(?:别的|其他)?事|(?:另外|另)(?:还)?(?:有)?(?:一)?(?:个|件)事|"
    "新的(?:事|投诉|问题)|另外(?:还)?有?(?:一个|一件|个)"
)
_CLAUSE = re.compile("[，,。；;\n]")
_AROUND = " ，,。；;：:、\n"


@dataclass(frozen=True, slots=True)
class Matter:
    """One of the two: its own words, and what they are understood as."""

    words: str
    read: Understood


def two_matters(text: str, at: datetime, playbooks: Playbooks) -> tuple[Matter, Matter] | None:
    """The two matters of a message; none where it tells one, or where they cannot be told apart."""
    says_two = _SAYS_TWO.search(text) is not None
    is_list = len(_LISTED.findall(text)) == 2
    for first, second in _parted(text):
        one, other = (Matter(words, understand(words, at, playbooks)) for words in (first, second))
        if one.read.scenario is None or other.read.scenario is None or _THE_SAME.search(second):
            continue
        if (
            (is_list and says_two)
            or _are_two_purchases(one, other, playbooks)
            or _differ(one.read, other.read, says_two)
        ):
            return one, other
    return None


def names_another(text: str) -> bool:
    """Whether words say themselves that they are about something else: 还有个事, 另外一个."""
    return _ANOTHER.search(text) is not None


def comes_to_mind(text: str) -> bool:
    """Whether words begin as what comes to mind beside something does."""
    return "对了" in text


def _parted(text: str) -> Iterator[tuple[str, str]]:
    """Every way in which a message can be two: at what it lists, before 另外, or between clauses if it says two."""
    listed = list(_LISTED.finditer(text))
    if len(listed) == 2:
        yield from _long_enough(text[listed[0].end() : listed[1].start()], text[listed[1].end() :])
    for mark in _PARTS.finditer(text):
        yield from _long_enough(text[: mark.start()], text[mark.end() :])
    if _BOTH.search(text):
        for mark in _CLAUSE.finditer(text):
            yield from _long_enough(text[: mark.start()], text[mark.end() :])


def _long_enough(first: str, second: str) -> Iterator[tuple[str, str]]:
    first, second = first.strip(_AROUND), _SAYS_TWO.sub("", second).strip(_AROUND)
    if min(len(first), len(second)) >= A_STORY:
        yield first, second


def _are_two_purchases(one: Matter, other: Matter, playbooks: Playbooks) -> bool:
    """Whether the second tells of something that was bought at another time."""
    rows = [playbooks["generic"].scenarios[m.read.scenario.value] for m in (one, other) if m.read.scenario is not None]
    return all(row.purchase for row in rows) and _OTHER_PURCHASE.search(other.words) is not None


def _differ(one: Understood, other: Understood, says_two: bool) -> bool:
    """Whether both tell a trouble, and not the same one of the same platform."""
    assert one.scenario is not None and other.scenario is not None
    differ = one.scenario.value != other.scenario.value
    if says_two and differ:
        return True
    if one.platform is None or other.platform is None or not (one.platform.sure and other.platform.sure):
        return False
    if OTHER in (one.platform.value, other.platform.value):
        return False
    elsewhere = one.platform.value != other.platform.value
    return elsewhere and (other.scenario.sure if differ else one.scenario.sure and other.scenario.sure)
