"""The questions that are rows of data: one fact of a scenario each, asked and read by its kind.

It knows the kinds; which facts a scenario needs, and how each is worded, stands in the playbooks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from dialogs import asides, playbook, texts, typed
from dialogs.choosing import chosen
from dialogs.doors import without_doors
from dialogs.interview import Again, Answer, Question, SoFar
from dialogs.moments import recent_days, stored_text, why_not
from dialogs.talk import choice
from dialogs.understanding.accounts import names_one
from dialogs.understanding.amounts import read_amount
from dialogs.understanding.dates import names_only_roughly
from dialogs.understanding.particulars import answered_day, bare_numbers, never_came, order_number
from dialogs.values import Button, Json, Reply, Said

SKIP = "skip"
_UNWRITTEN = re.compile(
    r"(?:好像|应该|(?:通知|页面|它)?(?:页|单)?[上里]?面?|也|就|都|根本)*(?:没得|没有?|莫得|冇|未)(?:看到|看见|找到|见到?)?有?(?:写|给|说|讲|告诉)[^\d]*$"
)
"""没得写 就说永久, 没看到写, 没给理由."""

_WRITTEN = re.compile(r"(?:好像|应该|上面|通知|页面|它|也|就|都|是)*(?:有?写(?:了|的|着|有)*|有的?)(?:啊|呀|吧|哦|呢)?")
"""写了, and not what."""

_OF_A_DEADLINE = re.compile(
    "[\\d一二两三四五六七八九十半几]|次|期|永久|截止|随时|长期|尽快|及时|明[天日]|后天|周|月|小时|写"
)
"""What no words about a deadline do without."""

_ROUGHLY = re.compile(
    "个?多?月|[月年]?[底初中]|前后|左右|以来|阵子|最近|好久|一直|年|周|星期|礼拜|国庆|春节|中秋|五一|元旦|暑假|寒假|学期"
)

UNKNOWN = "unknown"
"""In the draft: the questions of which only was said that it is not known; what a skip says (没申诉过) was not."""

_NONE_OF_IT = re.compile(
    r"(?:我|也|都|根本|压根|从来)*(?:没得|没有?)(?:收到|看到|给)?(?:过|任何|什么|啥)?(?P<what>[\u4e00-\u9fff]{2,4}?)(?:啊|呀|吧|的)?"
)
"""没有通知 where its day is asked."""

_AT_A_LOSS = re.compile(
    "(?:怎么|咋|哪里?|如何)[^，。]{0,4}(?:找|弄|复制|发|看|搞|拷)|(?:不会|不懂|不知道怎么|搞不|弄不|不晓得怎么)[^，。]{0,3}(?:弄|复制|发|找|搞|链接|懂|来|好|操作|明白)"
)
_CANNOT_CAPTURE = re.compile("(?:不会|不懂|不知道怎么|怎么|咋|如何)[^，。]{0,3}(?:截|录屏|保存)")

MAX_TEXT = 2000
"""Characters of one answer."""


class Fact(Question):
    """One row of ``[questions]`` in the playbooks; a thing to do first has no label, for nothing was told."""

    def __init__(self, key: str, row: playbook.Question) -> None:
        self.key, self.row, self.label = key, row, "" if row.kind == "do" else row.label

    def ask(self, so_far: SoFar) -> Reply:
        """The row's wording, with its choices, or the days that are named most often."""
        picks = {pick: pick for pick in self._picks(so_far)}
        options = recent_days(so_far.now, 3) if self.row.kind in ("date", "moment") else self.row.choices or picks
        skip = (Button(SKIP, self.row.skip),) if self.row.skip else ()
        return Reply(self.row.ask, (*choice(options), *skip))

    def take(self, so_far: SoFar, said: Said) -> Answer | Again:
        """The answer by the row's kind; skipping is an answer, also in words; what is asked of us is none."""
        taken = self._taken(so_far, said)
        unknown = [key for key in so_far.draft.answers.get(UNKNOWN, ()) if key != self.key]
        is_answer = isinstance(taken, Answer) and UNKNOWN in so_far.draft.answers
        return replace(taken, also={UNKNOWN: unknown, **taken.also}) if is_answer else taken

    def _taken(self, so_far: SoFar, said: Said) -> Answer | Again:
        if said.button == SKIP:
            return Answer(None)
        if said.button:
            return self.and_say(Answer(said.button), so_far)
        if aside := self.aside(said.text, so_far):
            return Again(aside)
        taken = _TAKE[self.row.kind](self, so_far, said)
        if self.skips(said.text) and (self.row.kind == "text" or isinstance(taken, Again)):
            return self._skipped(said.text, so_far)
        if isinstance(taken, Again) and asides.says_nothing(said.text):
            return Again("")
        return self.and_say(taken, so_far)

    def _skipped(self, text: str, so_far: SoFar) -> Answer:
        """No answer; where the skip says more than that nothing is known, it is remembered that only that was said."""
        if not typed.does_not_know(text) or typed.does_not_know(self.row.skip):
            return Answer(None)
        picked = next(filter(typed.does_not_know, self.row.picks), None)
        return Answer(picked) if picked else self.not_known(so_far)

    def not_known(self, so_far: SoFar) -> Answer:
        """No answer, and not what the skip says either."""
        return Answer(None, {UNKNOWN: [*dict.fromkeys((*so_far.draft.answers.get(UNKNOWN, ()), self.key))]})

    def is_of_it(self, clause: Said, so_far: SoFar) -> bool:
        """Whether a clause is by itself an answer to this question, or no words at all."""
        if not clause.text or self.skips(clause.text):
            return True
        return isinstance(_TAKE[self.row.kind](self, so_far, clause), Answer)

    def is_refusal(self, taken: Again) -> bool:
        """Whether words were no answer of this kind, and nothing is known against them."""
        return taken.text in {refusal.format(skip=self.row.skip) for refusal in _REFUSALS}

    def is_rough(self, text: str) -> bool:
        """Whether a day is named as roughly as will do here."""
        return self.row.rough and _ROUGHLY.search(text) is not None

    def aside(self, text: str, so_far: SoFar) -> str:
        """What to say to words that answer no question of ours: a question back; for words, only thanks, or 写了."""
        written = self.row.kind == "text"
        known = asides.answer_to(text, telling=so_far.case is None)
        if known and not (self.row.wish and known == texts.ASIDES["will_it"]):
            return known
        asked = asides.asks_us(text) if written else typed.asks_back(text)
        if self.row.names and is_at_a_loss(text):
            return texts.NO_ACCOUNT.format(skip=self.row.skip)
        if typed.asks_how(text) or (asked and not self.row.wish):
            return texts.ASKED_BACK.format(skip=self.row.skip)
        if self.row.unwritten and _WRITTEN.fullmatch(typed.unmarked(text)):
            return texts.COPY_IT
        nothing = written and (asides.says_nothing(text) or typed.did_it(text))
        return texts.NEEDS_WORDS if nothing else ""

    def accepts(self, value: Json, so_far: SoFar) -> bool:
        """An order number has its platform's shape; a choice is one of the row's."""
        if value is None:
            return True
        if self.row.kind == "order_number":
            return so_far.playbook.accepts_order_number(str(value))
        return self.row.kind not in ("choice", "do") or value in self.row.choices

    def show(self, value: Json, so_far: SoFar) -> str:
        """The answer in the words of the row, also when it was skipped."""
        if value is not None:
            return shown(self.row, str(value))
        unknown = self.key in so_far.draft.answers.get(UNKNOWN, ())
        return texts.NOT_SAID if unknown else f"（{self.row.skip}）"

    def _picks(self, so_far: SoFar) -> Sequence[str]:
        """Answers that are offered beside writing one; of what is wanted, those that fit the scenario."""
        return so_far.scenario.demands if self.row.wish and so_far.scenario else self.row.picks

    def skips(self, text: str) -> bool:
        """Whether words stand for the skip button: 没有, 不知道, 没有吧我记不清, with or without the row's label."""
        said = re.sub("|".join(map(re.escape, re.split("[或和]", self.row.label))), "", text.strip())
        halves = ((said[:n], said[n:]) for n in range(1, min(len(said), typed.SHORT)))
        none = _NONE_OF_IT.fullmatch(typed.unmarked(text)) if self.row.kind != "choice" else None
        if none is not None and none["what"] in self.row.label:
            return True
        unwritten = self.row.unwritten and _UNWRITTEN.match(said) is not None
        return (
            unwritten or typed.skips(text) or typed.skips(said) or any(all(map(typed.skips, half)) for half in halves)
        )

    def and_say(self, taken: Answer | Again, so_far: SoFar) -> Answer | Again:
        """Some answers are answered at once, as their row says."""
        at_once = self.row.heard.get(str(taken.value)) if isinstance(taken, Answer) else None
        return replace(taken, heard=at_once) if isinstance(taken, Answer) and at_once else taken


def is_at_a_loss(text: str) -> bool:
    """Whether words say that somebody does not know how to find what is asked: 不会弄链接, 怎么找链接啊."""
    return len(text) <= typed.SHORT and _AT_A_LOSS.search(text) is not None


def shown(row: playbook.Question, value: str) -> str:
    """A stored answer as people read it."""
    match row.kind:
        case "choice" | "do":
            return row.choices.get(value, value)
        case "amount":
            return f"{value} 元"
        case "date" | "moment":
            return stored_text(value)
        case _:
            return value


def _text(fact: Fact, _so_far: SoFar, said: Said) -> Answer | Again:
    text = said.text.strip()
    if len(text) > MAX_TEXT:
        return Again(texts.TOO_LONG)
    if fact.row.timed and text and not _OF_A_DEADLINE.search(without_doors(text)):
        return Again(texts.NO_DEADLINE.format(skip=fact.row.skip))
    if fact.row.names and text and not names_one(text):
        return Again(texts.NO_ACCOUNT.format(skip=fact.row.skip))
    return Answer(text) if text else Again(texts.NEEDS_WORDS)


def _choice(fact: Fact, _so_far: SoFar, said: Said) -> Answer | Again:
    choice_ = chosen(fact.key, fact.row.choices, said.text)
    return Answer(choice_) if choice_ is not None else Again(texts.PRESS_ONE)


def _do(fact: Fact, so_far: SoFar, said: Said) -> Answer | Again:
    """A thing to do first: done, in whatever words, is the first choice; who does not know how is told."""
    if _CANNOT_CAPTURE.search(said.text):
        return Again(texts.HOW_TO_CAPTURE)
    return Answer(next(iter(fact.row.choices))) if typed.did_it(said.text) else _choice(fact, so_far, said)


def _date(fact: Fact, so_far: SoFar, said: Said) -> Answer | Again:
    """The day that the words give to this question, never a guessed one; goods that never came came on none."""
    read = answered_day(fact.key, said.text, said.at, so_far.answers.get("scenario"))
    if read is None:
        if fact.key == "received_date" and never_came(said.text):
            return Answer(None)
        rough = names_only_roughly(said.text, said.at)
        return Again(texts.ROUGH_DATE.format(skip=fact.row.skip) if rough else texts.NOT_A_DATE)
    why = why_not(read, so_far.now, texts.DATE_TO_COME.format(day=stored_text(read)))
    return Again(why) if why else Answer(read)


def _amount(_fact: Fact, _so_far: SoFar, said: Said) -> Answer | Again:
    read = read_amount(said.text)
    return Answer(read) if read is not None else Again(texts.NOT_AN_AMOUNT)


def _order_number(fact: Fact, so_far: SoFar, said: Said) -> Answer | Again:
    """The number that is called one, else the only one of that shape."""
    called = order_number(said.text)
    numbers = {called.value} if called and called.sure else set(bare_numbers(said.text))
    fitting = [number for number in numbers if so_far.playbook.accepts_order_number(number)]
    if len(fitting) > 1:
        return Again(texts.ONE_ORDER_NUMBER)
    return Answer(fitting[0]) if fitting else Again(texts.NOT_AN_ORDER_NUMBER.format(skip=fact.row.skip))


_REFUSALS = (
    texts.PRESS_ONE,
    texts.NOT_A_DATE,
    texts.ROUGH_DATE,
    texts.NOT_AN_AMOUNT,
    texts.NOT_AN_ORDER_NUMBER,
    texts.NO_DEADLINE,
    texts.NO_ACCOUNT,
)
"""What is said to words that are no answer of a kind."""

_TAKE: dict[str, Callable[[Fact, SoFar, Said], Answer | Again]] = {
    "text": _text,
    "choice": _choice,
    "do": _do,
    "date": _date,
    "moment": _date,
    "amount": _amount,
    "order_number": _order_number,
}
