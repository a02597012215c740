"""A correction in words: 我说错了，订单号是…, 26号到的不是25号. Which answer is meant, and what it is to be.

It knows questions and their answers; not whether these belong to a draft or to a case, nor what a change leads to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dialogs import typed
from dialogs.facts import Fact
from dialogs.interview import Answer, Question, SoFar
from dialogs.understanding import understand
from dialogs.understanding.particulars import particulars
from dialogs.values import Said

_THE_OTHERS = "他|她|平台|客服|商家|卖家|审核|系统|官方|对方|没|不(?!好意思)"
_NOUNS = re.compile("期限|理由|订单号|单号|金额|店名|付款|转账|年龄|账号")
_WRONG = re.compile(
    rf"(?P<of>(?:(?!{_THE_OTHERS})[^，,。；;\d]){{0,8}}?)"
    rf"(?:[说记写打填选点按输]错|(?<=我)(?:搞|弄|看)错|(?:{_NOUNS.pattern})(?:写得?|是)?不对)(?!话|字|什么|误)了?[，,。：:\s]*"
)
_PLATFORM = re.compile(
    r"平台(?:[说记写打填选点按输搞弄]错|不对)了?[，,。：:\s]*(?:应该|其实)?(?:不是[^，,。；;\s是]{1,6}[，,\s]*)?[是在](?P<right>[^，,。；;\s]{1,6}?)(?=不是|而不|[，,。；;\s的]|$)"
)
"""平台说错了，是抖音: not the platform was wrong but what was said of it, where what is right is a platform."""

_CHANGE = re.compile(rf"(?:我|想|要|请|帮我)*(?:修改|更改|改)(?:一下|下)?(?:那个|前面的)?(?={_NOUNS.pattern})")
_NO = re.compile(r"(?:哦|啊|哎|等等)?[，,\s]*(?:不对|更正|纠正)(?:一下)?[，,。：:\s]*")
_NOT_THAT = re.compile(r"[，,\s]*而?不是(?P<that>[^，,。；;\s]{1,20}?)(?=[，,。；;\s]|(?:而|应该)?是|$)[，,\s]*")
_VALUE = re.compile(r"(?:应该|其实|上面|页面|写|的|说)*(?:是|为|：|:)?\s*(?P<value>.+)", re.DOTALL)

SPELT = ("date", "moment", "amount", "order_number")
"""Kinds of facts that nothing else is taken for."""

SHORT = 10
"""Characters: longer words may name a day or a platform only in passing, unless a mistake was owned to."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What is right, and what it is not. ``owned``: a mistake was owned to (我说错了), so it is nothing else."""

    words: str
    denied: str
    owned: bool


def correction_in(text: str) -> Correction | None:
    """The correction that a message begins with, or that stands in it as "this, not that"."""
    said = text.strip()
    if of := _PLATFORM.search(said):
        return Correction(f"平台{of['right']}", "", owned=False)
    wrong = _WRONG.match(said) or _CHANGE.match(said)
    mark = wrong or _NO.match(said)
    rest = said[mark.end() :] if mark else said
    denied, right = _NOT_THAT.search(rest), typed.unmarked(_NOT_THAT.sub(" ", rest))
    if mark is None and not (denied and right):
        return None
    named = _NOUNS.search(wrong[0]) if wrong else None
    words = f"{named[0]}{right}" if named else right
    return Correction(words, denied["that"] if denied else "", wrong is not None or not words)


def corrected(meant: Correction, told: Sequence[Question], so_far: SoFar, said: Said) -> tuple[Question, Answer] | None:
    """The one of the questions ``told`` that is meant, with its new answer; none where that is not certain."""
    fresh = replace(so_far, read=None)

    def taken(question: Question, words: str) -> Answer | None:
        answer = question.take(fresh, replace(said, text=words, button=""))
        return answer if isinstance(answer, Answer) and answer.value is not None else None

    for question, words in _candidates(meant, told, fresh, said):
        answer = taken(question, words)
        if answer is not None and (meant.owned or not meant.denied or taken(question, meant.denied)):
            return question, answer
    return None


def _candidates(
    meant: Correction, told: Sequence[Question], so_far: SoFar, said: Said
) -> Iterator[tuple[Question, str]]:
    """Questions that may be meant, the likeliest first, each with the words that answer it."""
    if meant.words.startswith("平台"):
        names = [] if "platform" not in _read(meant, so_far, said) else told
        yield from ((question, meant.words) for question in names if question.key == "platform")
        return
    noun = _NOUNS.search(meant.words)
    if noun is not None and (value := _VALUE.fullmatch(meant.words[noun.end() :].strip())):
        yield from ((question, value["value"]) for question in told if noun[0] in question.label)
    if len(meant.words) > SHORT and not meant.owned and not meant.denied:
        return
    read = _read(meant, so_far, said)
    yield from ((question, meant.words) for question in told if question.key in read)
    last = so_far.draft.given[-1:]
    for kind in SPELT:
        alike = [question for question in told if isinstance(question, Fact) and question.row.kind == kind]
        yield from ((q, meant.words) for q in alike if len(alike) == 1 or q.key in last)
    if meant.owned and (value := _VALUE.fullmatch(meant.words)):
        given = (question for question in told if question.key in last and question.key != "story")
        yield from ((q, value["value"]) for q in given if not (isinstance(q, Fact) and q.row.kind == "text"))


def _read(meant: Correction, so_far: SoFar, said: Said) -> set[str]:
    """The keys of what the words surely tell: a fact, or another platform; few words do not tell what matter it is."""
    before = so_far.answers
    keys = {key for key, fact in particulars(meant.words, said.at, before.get("scenario")).items() if fact.sure}
    platform = understand(meant.words, said.at, so_far.playbooks).platform
    return keys | ({"platform"} if platform and platform.sure and platform.value != before.get("platform") else set())
