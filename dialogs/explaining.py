"""Questions about a case that is open: how its dates are counted, what a door takes, and whether one may go there.

It knows which door a case is at; it counts nothing itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from dialogs import asides, handing_over, my_cases, texts, typed, wording
from dialogs.doors import door_named
from dialogs.playbook import Destination, Fact, Playbook
from dialogs.status import clocks
from dialogs.talk import Talk, card
from dialogs.values import Case, Submitted, Written

_OF_US = re.compile(r"(?:你们?|您)(?:是不是|是|属于|就是)[^，。,]{0,4}(?:快手|抖音|平台|官方|12315|客服|公司)")
_MAY_GO = re.compile("能|可以|可不可以|要不要|该不该|用不用|行不行?|行吗|直接")
_LAWYER = re.compile("律师|打官司|告他")
_ASKS_WHY = re.compile("(?:怎么|咋)[算数]|(?:什么|啥|哪[条个]|有没有?)(?:依据|规定|法律?|条文)|依据是?(?:什么|啥|哪)")
_ASKS = re.compile("下一步|怎么|咋|谁|哪[里儿个家]|什么|啥|为何")
_EITHER = re.compile(r"(?P<verb>[给发去行交传拍拿])不(?P=verb)(?:行)?(?:他|她|它|啊|呀|呢|吗|的|了|[?？。\s])*$")
"""A question without a mark: 给不给啊, 行不."""

_MAY = re.compile(r"(?:行不|行吗|可以吗|可以不|能不能|能吗)(?:行)?(?:啊|呀|呢|[?？。\s])*$")
_PAPERS = re.compile("身份证|户口[本簿]|银行卡|护照|验证码|人脸|手持证件")
_NO_BUTTON = re.compile("(?:找|看|没)(?:不到|不见|有|没有)[^，。,]{0,6}(?:申诉|投诉|举报)的?(?:按钮|入口|地方|键)")


def explain(talk: Talk, number: int, destination: str = "") -> None:
    """Each date with how it is counted, then the door: the one named, or else the last that a text was for."""
    case, book = talk.cases[number], talk.playbook(talk.cases[number])
    key = destination if destination in book.destinations else _at(case, book)
    door = list(about(book.destinations[key])) if key else []
    talk.say("\n".join([*_dates(case), *door]) or texts.NOTHING_ON_FILE, *card(number, "case"))


def about(door: Destination) -> Iterator[str]:
    """What a door takes and does not take, what going there rules out, and what is on file, each text with its day."""
    yield texts.DOOR_TAKES.format(door=door.name, takes=door.takes)
    if door.not_for:
        yield texts.DOOR_NOT_FOR.format(not_for=door.not_for)
    if door.closes:
        yield texts.CLOSES.format(closes=door.closes)
    for (source, checked), facts in groupby(door.facts, lambda fact: (fact.source, fact.checked)):
        yield texts.ON_FILE.format(source=source, day=checked.isoformat())
        yield from map(_stated, facts)


def _stated(fact: Fact) -> str:
    return f"· {fact.article}：{fact.text}" if fact.article else f"· {fact.text}"


def _dates(case: Case) -> Sequence[str]:
    rows = [row for clock in clocks(case) for row in (wording.clock_line(clock), f"· {clock.why}")]
    return [texts.HOW_COUNTED, *rows, ""] if rows else []


def _at(case: Case, book: Playbook) -> str:
    """The door of the newest text or submission; none while there is neither."""
    gone = [what.destination for event in case.events if isinstance(what := event.what, Written | Submitted)]
    return gone[-1] if gone and gone[-1] in book.destinations else ""


# Questions ---------------------------------------------------------------------------------------------------------


def asks(text: str) -> bool:
    """Whether words are a question to us, also without a mark: 给不给啊, 找律师行不."""
    return typed.asks_back(text) or (len(text) <= ASKED and bool(_EITHER.search(text) or _MAY.search(text)))


ASKED = 40
"""Characters up to which words without a mark can be a question."""


def asks_why(text: str) -> bool:
    """Whether it is asked how dates are counted, or by which rule."""
    return len(text) <= typed.SHORT and _ASKS_WHY.search(text) is not None


def who_we_are(text: str) -> str:
    """That we are no platform, where that is asked; empty for anything else."""
    return texts.NOT_THE_PLATFORM if len(text) <= ASKED and _OF_US.search(text) else ""


def about_papers(text: str) -> str:
    """Where an identity paper may go, where somebody wants it and we are asked; empty for anything else."""
    return texts.PAPERS if asks(text) and _PAPERS.search(text) else ""


def answered(talk: Talk) -> bool:
    """Answer a question by what we know, and how things stand; whether it was one."""
    said = talk.said.text.strip()
    if _of_a_door(talk, said):
        return True
    aside = asides.answer_to(said)
    known = who_we_are(said) or about_papers(said) or aside
    if not (known or asks(said) or (len(said) <= typed.SHORT and _ASKS.search(said))):
        return False
    by_case = known in (texts.ASIDES["next"], texts.ASIDES["how_long"])
    my_cases.stand(talk, "" if by_case else known or texts.ASKED_OF_CASE)
    return True


def _of_a_door(talk: Talk, said: str) -> bool:
    """Whether it was asked if one may go to a door: what the advice says of it, for the only open case."""
    numbers = my_cases.open_cases(talk)
    if len(numbers) != 1:
        return False
    rows = talk.playbook(talk.cases[numbers[0]]).destinations
    door = "service" if _NO_BUTTON.search(said) else _asked_door(said, rows)
    if door is not None and door in rows:
        handing_over.tell_of(talk, numbers[0], door)
    return door is not None


def _asked_door(said: str, rows: Mapping[str, Destination]) -> str | None:
    if not (asks(said) and _MAY_GO.search(said)):
        return None
    return door_named(said, [key for key, row in rows.items() if row.kind != "platform"]) or (
        "court" if _LAWYER.search(said) else None
    )
