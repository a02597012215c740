"""Which number to call, where that is asked: a public one by what it takes, a platform's by how the true one is found.

It knows the doors and their numbers; whether something graver was said, ``alarms`` knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dialogs import texts, typed
from dialogs.conversing import advance
from dialogs.first_words import ALARMS
from dialogs.playbook import Destination, Playbook, shown
from dialogs.playbook_rows import bare
from dialogs.talk import Talk, anywhere
from dialogs.understanding import Understood
from dialogs.understanding.recognising import cautions

SHORT = 24
"""Characters; who says more tells something beside what is asked."""

_ASKED_FOR = {
    "police_110": r"(?<!\d)110(?!\d)|报[警案]|警察|公安|派出所",
    "antifraud_96110": "96110|反诈",
    "bank": "银行",
    "12315_complaint": "12315|工商|市场监管|市监",
    "consumer_association": "消协|消费者协会|消保委",
    "12377": "12377|网信",
    "12321": "12321",
    "12345": "12345|政务热线|市长热线",
    "12355": "12355|青少年[^，。,]{0,4}(?:热线|电话)",
    "12356": "12356|心理",
}
"""By door: what it, or its number, is asked for by."""

_TO_BE_HEARD = frozenset({"12355", "12356"})
"""Doors for who needs somebody to talk to."""

_NUMBERED = re.compile(r"(?<!\d)(?:12\d{3}|96110|110)(?!\d)")

_ASKS = re.compile(
    r"(?:管|归)[^，。,\s]{0,10}(?:[吗嘛啥]|么(?!办)|不$)|管不管|(?:干|做)(?:嘛|什么|啥)|是(?:什么|啥)|[怎咋]么?(?:打|投|交|联系)|"
    r"能[^，。,]{0,10}[吗么]|要(?:不要)?打|几点|有没有用|有用吗"
)
"""What is asked of a door that is named by its number."""

_OF_A_PLATFORM = re.compile("客服|官方|总部")

_CHEATED = re.compile(r"(?<![没不])被?骗(?!子)|上当")

_CALLED = re.compile(r"\d[\d -]{5,}\d")
"""A telephone number that somebody asks about."""


def seeks_help(text: str) -> bool:
    """Whether somebody who despairs asks for a number to call."""
    return "despair" in cautions(text) and not _TO_BE_HEARD.isdisjoint(_doors(text))


def tell(talk: Talk, read: Understood, raised: Sequence[str]) -> bool:
    """The number that is asked for; whether the message asks nothing else."""
    if "hotline" not in raised:
        return False
    text = talk.said.text
    doors = () if _OF_A_PLATFORM.search(text) else _doors(text)
    if doors:
        lines = [line for key in doors for line in _about(_door(talk, key))]
    elif _CHEATED.search(text) and not _OF_A_PLATFORM.search(text):
        lines = [] if "scam_now" in raised else [ALARMS["scam_now"]]
    else:
        lines = list(_how_to_call(talk.rules.playbooks[read.platform.value if read.platform else "generic"], text))
    only_asked = read.scenario is None and (talk.front is None or (len(text) <= SHORT and not read.facts))
    if lines:
        _say(talk, lines, only_asked=only_asked)
    return only_asked


def tell_of_door(talk: Talk) -> bool:
    """What a public number takes, where that is all that is asked; whether it was."""
    text = typed.unmarked(talk.said.text)
    if len(text) > SHORT or _NUMBERED.search(text) is None or _ASKS.search(text) is None:
        return False
    _say(talk, [line for key in _doors(text) for line in _about(_door(talk, key))], only_asked=True)
    return True


def _say(talk: Talk, lines: Sequence[str], *, only_asked: bool) -> None:
    """The lines; where nothing else was said, the question that stands again, or the way to tell what happened."""
    if not only_asked:
        talk.say("\n".join(lines))
    elif talk.front is None:
        talk.say("\n".join(lines), *anywhere(new=texts.TELL_US))
    else:
        talk.say("\n".join(lines))
        advance(talk, texts.BACK_TO)


def _doors(text: str) -> tuple[str, ...]:
    """The doors that are named by number, or else by name: 110 in 96110是报警吗 is none."""
    named = tuple(key for key, words in _ASKED_FOR.items() if re.search(words, text))
    numbered = tuple(key for key in named if any(number in key for number in _NUMBERED.findall(text)))
    return numbered or named


def _door(talk: Talk, key: str) -> Destination:
    return talk.rules.playbooks["generic"].destinations[key]


def _about(door: Destination) -> Iterator[str]:
    """What it takes and does not take, what going there rules out, its number, and how one gets there."""
    yield texts.DOOR_TAKES.format(door=door.name, takes=door.takes)
    if door.not_for:
        yield texts.DOOR_NOT_FOR.format(not_for=door.not_for)
    if door.closes:
        yield texts.CLOSES.format(closes=door.closes)
    yield from (
        texts.CONTACT.format(purpose=row.purpose, contact=shown(row)) for row in door.contacts if row.kind == "phone"
    )
    yield from door.steps[:1]


def _how_to_call(book: Playbook, asked: str) -> Iterator[str]:
    """How the true number is found; a number itself only from the list, worded as sure as it is."""
    phones = [contact for contact in book.contacts if contact.kind == "phone"]
    listed = {bare(phone.value) for phone in phones}
    if any(number not in listed for number in map(bare, _CALLED.findall(asked))):
        yield texts.NOT_LISTED
    yield from (texts.HOTLINE, book.find_contact)
    yield from (texts.CONTACT.format(purpose=row.purpose, contact=shown(row, sourced=True)) for row in phones)
    yield from (book.facts[key].text for key in ("verify_caller", "never_asks") if key in book.facts)
