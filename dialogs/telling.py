"""What words tell beside the question that stands: facts under their own questions, and the rest as it was said.

It knows what a scenario asks and how its answers are worded; not which question stands, nor what follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from dialogs import typed
from dialogs.first_questions import sure_answers
from dialogs.interview import SoFar
from dialogs.playbook_rows import Question
from dialogs.understanding import accounts
from dialogs.understanding.message import as_read
from dialogs.understanding.particulars import particulars
from dialogs.understanding.patterns import WORDS
from dialogs.values import Json

SAYS_SOMETHING = 5
"""Characters from which what no fact was read from is kept as it was said."""

ALSO_TOLD = ("my_account", "demand")
"""What is taken when it is told, though the scenario may not ask for it."""

SAYS_ENOUGH = 3
"""Characters from which a label is known by itself whichever question stands: 没申诉过; 没有 fits many."""

CLAUSE = re.compile(r"[，,。；;：:！!？?、\s]+")

_FILLER = re.compile(
    "签收|收到|到货|发现|下单|订单编?号?|单号|付款|报警|一共|总共|大概|左右|差不多|今年|去年|还没有?|已经|金额|价格"
    "|[的了是我在就也还到收货花付块元钱吧啊呢嘛哦呀那这个号有它他她]"
)
"""What stands around a fact and tells nothing by itself."""

_NUMBER = re.compile(r"\d[\d -]{8,}\d")
_LOOSE = re.compile(r"[还过了我有已经的，,。\s]")
_WISH = re.compile(
    rf"我?(?:就|只)?(?:是)?(?:想要?|要求?|希望|请求?)?(?:[让叫])?(?:他们?|平台|商家|店家)?(?:给我)?(?:{'|'.join(WORDS.demand.wishes)}"
    r"|删(?:了|掉|除)?(?:那个|这个|那条|这条|视频|作品|评论|账号)+)+(?:[就也]行|[就也]好|[就也]可以|吧|给我)?"
)
"""Nothing but what is wanted: 退货退款, 删视频."""

_HELPLESS = re.compile("不懂|不会|不明白|搞不|弄不|怎么|咋|啥|什么意思|[？?]")
"""Words of somebody who does not know what to do with a question of ours: they tell nothing of the matter."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a message surely tells, by question key, and what is left of it when that is taken out."""

    facts: dict[str, Json]
    left: tuple[str, ...] = field(default=())

    @property
    def says_more(self) -> bool:
        """Whether what is left says something by itself."""
        return sum(map(len, self.left)) >= SAYS_SOMETHING


def told_in(text: str, at: datetime, so_far: SoFar, scenario: str) -> Told:
    """What a message tells of all that a scenario asks."""
    book, said = so_far.playbook, as_read(text)
    row = book.scenarios[scenario]
    if not any(book.questions[key].names for key in (*row.ask, *row.keep)):  # nobody else's is asked for
        said = accounts.mine(said)
    read = {key: fact for key, fact in particulars(said, at, scenario).items() if fact.sure}
    sure = sure_answers(read, scenario, book)
    known = {**so_far.answers, **sure}
    asked = [key for key in book.questions_for(scenario, known) if book.questions[key].kind != "do"]
    facts = {key: sure[key] for key in dict.fromkeys((*asked, *ALSO_TOLD)) if key in sure}
    rows = {key: book.question(scenario, key) for key in asked}
    for key, asked_of in rows.items():
        if asked_of.kind == "date" and "发现" in said and "发现" in asked_of.ask and "happened_at" in sure:
            facts.setdefault(key, sure["happened_at"])
    facts |= {key: value for key, value in _labels_in(said, rows) if key not in facts}
    if _WISH.fullmatch(typed.unmarked(said)):
        return Told({**facts, "demand": typed.unmarked(said)})
    if typed.unmarked(said) and any(_same(said, label) for row in rows.values() for label in _labels(row)):
        return Told(facts)
    kept = [key for key in facts if key == "link" or so_far.answers.get(key) in (None, facts[key])]
    kept += [rows[key].reads for key in kept if key in rows]
    taken = [fact.words for key, fact in read.items() if key in kept]
    return Told(facts, tuple(_left(said, taken, numbers="order_number" in facts)))


def is_helpless(text: str) -> bool:
    """Whether words tell only that somebody does not know how to answer, or ask us."""
    return _HELPLESS.search(text) is not None or typed.does_not_know(text) or typed.tells_nothing(text)


def _left(text: str, taken: Iterable[str], *, numbers: bool) -> Iterator[str]:
    """The clauses that still say something when the words of facts, and what stands around them, are taken out."""
    for words in taken:
        text = text.replace(words, " ")
    text = _NUMBER.sub(" ", text) if numbers else text
    clauses = (_FILLER.sub("", clause) for clause in CLAUSE.split(text))
    yield from filter(None, clauses)


def _labels_in(text: str, rows: dict[str, Question]) -> Iterator[tuple[str, Json]]:
    """The answers whose very label was said, whichever question stands: 没申诉过, 货退了，钱没退."""
    for key, row in rows.items():
        for value, label in (*row.choices.items(), *((pick, pick) for pick in row.picks)):
            if _same(text, label):
                yield key, value
        if _same(text, row.skip):
            yield key, None


def _labels(row: Question) -> tuple[str, ...]:
    return (*row.choices.values(), *row.picks, row.skip)


def _same(text: str, label: str) -> bool:
    said, named = _LOOSE.sub("", typed.unmarked(text)), _LOOSE.sub("", label)
    return len(named) >= SAYS_ENOUGH and said == named and not typed.skips(label)
