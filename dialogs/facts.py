"""The questions that are rows of data: one fact of a scenario each, asked and read by its kind.

It knows the kinds; which facts a scenario needs, and how each is worded, stands in the playbooks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from dialogs import asides, playbook, texts, typed
from dialogs.choosing import chosen
from dialogs.clocks import beijing_day, span_text
from dialogs.deadlines import seven_days
from dialogs.interview import Again, Answer, Question, SoFar
from dialogs.moments import as_moment, stored_text
from dialogs.talk import choice
from dialogs.understanding.amounts import read_amount
from dialogs.understanding.particulars import answered_day, bare_numbers, never_came, order_number
from dialogs.values import Button, Json, Reply, Said

SKIP = "skip"
DEMAND = "demand"
"""What is wanted; it may be worded as a question: 能不能给我退了."""

_UNWRITTEN = re.compile(r"(?:好像|应该|上面|通知|页面|它|也|就)*(?:没得|没有?|莫得|冇|未)写[^\d]*$")
"""没得写 就说永久."""

MAX_TEXT = 2000
"""Characters of one answer."""


class Fact(Question):
    """One row of ``[questions]`` in the playbooks; a thing to do first has no label, for nothing was told."""

    def __init__(self, key: str, row: playbook.Question) -> None:
        self.key, self.row, self.label = key, row, "" if row.kind == "do" else row.label

    def ask(self, so_far: SoFar) -> Reply:
        """The row's wording, with its choices, or the days that are named most often."""
        picks = {pick: pick for pick in self._picks(so_far)}
        options = _days(so_far.now) if self.row.kind in ("date", "moment") else self.row.choices or picks
        skip = (Button(SKIP, self.row.skip),) if self.row.skip else ()
        return Reply(self.row.ask, (*choice(options), *skip))

    def take(self, so_far: SoFar, said: Said) -> Answer | Again:
        """The answer by the row's kind; skipping is an answer, also in words; what is asked of us is none."""
        if said.button == SKIP:
            return Answer(None)
        if said.button:
            return self.and_say(Answer(said.button), so_far)
        if aside := self.aside(said.text):
            return Again(aside)
        taken = _TAKE[self.row.kind](self, so_far, said)
        if self._skips(said.text) and (self.row.kind == "text" or isinstance(taken, Again)):
            return Answer(None)
        if isinstance(taken, Again) and asides.says_nothing(said.text):
            return Again("")
        return self.and_say(taken, so_far)

    def aside(self, text: str) -> str:
        """What to say to words that answer no question of ours: a question back, or in place of words only thanks."""
        written = self.row.kind == "text"
        known, wish = asides.answer_to(text), self.key == DEMAND
        if known and not (wish and known == texts.ASIDES["will_it"]):
            return known
        asked = asides.asks_us(text) if written else typed.asks_back(text)
        if typed.asks_how(text) or (asked and not wish):
            return texts.ASKED_BACK.format(skip=self.row.skip)
        return texts.NEEDS_WORDS if written and asides.says_nothing(text) else ""

    def accepts(self, value: Json, so_far: SoFar) -> bool:
        """An order number has its platform's shape; a choice is one of the row's."""
        if value is None:
            return True
        if self.row.kind == "order_number":
            return so_far.playbook.accepts_order_number(str(value))
        return self.row.kind not in ("choice", "do") or value in self.row.choices

    def show(self, value: Json, so_far: SoFar) -> str:
        """The answer in the words of the row, also when it was skipped."""
        return f"（{self.row.skip}）" if value is None else shown(self.row, str(value))

    def _picks(self, so_far: SoFar) -> Sequence[str]:
        """Answers that are offered beside writing one; of what is wanted, those that fit the scenario."""
        return so_far.scenario.demands if self.key == DEMAND and so_far.scenario else self.row.picks

    def _skips(self, text: str) -> bool:
        """Whether words stand for the skip button: 没有, 不知道, 没有吧我记不清, with or without the row's label."""
        said = text.strip().replace(self.row.label, "")
        halves = ((said[:n], said[n:]) for n in range(1, min(len(said), typed.SHORT)))
        unwritten = "写" in self.row.skip and _UNWRITTEN.match(said) is not None
        return (
            unwritten or typed.skips(text) or typed.skips(said) or any(all(map(typed.skips, half)) for half in halves)
        )

    def and_say(self, taken: Answer | Again, so_far: SoFar) -> Answer | Again:
        """Some answers are answered at once: where somebody is in danger, and until when goods can go back."""
        if isinstance(taken, Again):
            return taken
        if (self.key, taken.value) == ("danger", "yes"):
            return replace(taken, heard=texts.DANGER_FIRST)
        return _with_seven_days(taken, so_far) if self.key == "received_date" else taken


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


def _with_seven_days(taken: Answer, so_far: SoFar) -> Answer:
    """When the goods came is answered with the day until which they can go back."""
    if so_far.scenario is None:
        return taken
    online = so_far.scenario.purchase and so_far.answers.get("how_paid", "platform_order") == "platform_order"
    clock = seven_days(str(taken.value), so_far.now) if online and taken.value else None
    return replace(taken, heard=texts.SEVEN_DAYS.format(day=span_text(clock))) if clock else taken


def _days(now: datetime) -> dict[str, str]:
    today = beijing_day(now)
    return {(today - timedelta(days=n)).isoformat(): name for n, name in enumerate(("今天", "昨天", "前天"))}


def _text(_fact: Fact, _so_far: SoFar, said: Said) -> Answer | Again:
    text = said.text.strip()
    if len(text) > MAX_TEXT:
        return Again(texts.TOO_LONG)
    return Answer(text) if text else Again(texts.NEEDS_WORDS)


def _choice(fact: Fact, _so_far: SoFar, said: Said) -> Answer | Again:
    choice_ = chosen(fact.key, fact.row.choices, said.text)
    return Answer(choice_) if choice_ is not None else Again(texts.PRESS_ONE)


def _do(fact: Fact, so_far: SoFar, said: Said) -> Answer | Again:
    """A thing to do first: done, in whatever words, is the first choice."""
    return Answer(next(iter(fact.row.choices))) if typed.did_it(said.text) else _choice(fact, so_far, said)


def _date(fact: Fact, so_far: SoFar, said: Said) -> Answer | Again:
    """The day that the words give to this question; goods that never came were received on none."""
    read = answered_day(fact.key, said.text, said.at, so_far.answers.get("scenario"))
    if read is None:
        skipped = fact.key == "received_date" and never_came(said.text)
        return Answer(None) if skipped else Again(texts.NOT_A_DATE)
    if as_moment(read) > so_far.now:
        return Again(texts.DATE_TO_COME.format(day=stored_text(read)))
    return Answer(read)


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


_TAKE: dict[str, Callable[[Fact, SoFar, Said], Answer | Again]] = {
    "text": _text,
    "choice": _choice,
    "do": _do,
    "date": _date,
    "moment": _date,
    "amount": _amount,
    "order_number": _order_number,
}
