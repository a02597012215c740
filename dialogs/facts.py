"""The questions that are rows of data: one fact of a scenario each, asked and read by its kind.

It knows the kinds; which facts a scenario needs, and how each is worded, stands in the playbooks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from dialogs import playbook, texts, typed
from dialogs.clocks import beijing_day, span_text
from dialogs.deadlines import seven_days
from dialogs.interview import Again, Answer, Question, SoFar
from dialogs.moments import as_moment, stored_text
from dialogs.talk import choice
from dialogs.understanding.amounts import read_amount
from dialogs.understanding.dates import read_date
from dialogs.values import Button, Json, Reply, Said

SKIP = "skip"
_BARE_DAY = re.compile(r"\d{1,2}月\d{1,2}(?![\d日号.:：点])")
"""A day as it is typed in haste: 9月20."""

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
        """The answer by the row's kind; skipping is an answer, also in words; a question asked back is none."""
        if said.button == SKIP:
            return Answer(None)
        if said.button:
            return _with_seven_days(self.key, Answer(said.button), so_far)
        if typed.asks_how(said.text) or (typed.asks_back(said.text) and self.row.kind != "text"):
            return Again(texts.ASKED_BACK.format(skip=self.row.skip))
        taken = _TAKE[self.row.kind](self.row, so_far, said)
        if self._skips(said.text) and (self.row.kind == "text" or isinstance(taken, Again)):
            return Answer(None)
        return _with_seven_days(self.key, taken, so_far)

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
        return so_far.scenario.demands if self.key == "demand" and so_far.scenario else self.row.picks

    def _skips(self, text: str) -> bool:
        """Whether words stand for the skip button: 没有, 不知道, 跳过, with or without the name of what is asked."""
        return typed.skips(text) or typed.skips(text.replace(self.row.label, ""))


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


def _with_seven_days(key: str, taken: Answer | Again, so_far: SoFar) -> Answer | Again:
    """When the goods came is answered with the day until which they can go back."""
    if key != "received_date" or isinstance(taken, Again) or so_far.scenario is None:
        return taken
    online = so_far.scenario.purchase and so_far.answers.get("how_paid", "platform_order") == "platform_order"
    clock = seven_days(str(taken.value), so_far.now) if online and taken.value else None
    return replace(taken, heard=texts.SEVEN_DAYS.format(day=span_text(clock))) if clock else taken


def _days(now: datetime) -> dict[str, str]:
    today = beijing_day(now)
    return {(today - timedelta(days=n)).isoformat(): name for n, name in enumerate(("今天", "昨天", "前天"))}


def _text(_row: playbook.Question, _so_far: SoFar, said: Said) -> Answer | Again:
    text = said.text.strip()
    if len(text) > MAX_TEXT:
        return Again(texts.TOO_LONG)
    return Answer(text) if text else Again(texts.NEEDS_WORDS)


def _choice(row: playbook.Question, _so_far: SoFar, said: Said) -> Answer | Again:
    """A choice by a part of its label that no other label holds: 没人动过 for 能登录，没人动过."""
    part = said.text.strip(" ，。")
    if len(part) < 2:
        return Again(texts.PRESS_ONE)
    named = [key for key, label in row.choices.items() if part in label]
    return Answer(named[0]) if len(named) == 1 else Again(texts.PRESS_ONE)


def _do(row: playbook.Question, so_far: SoFar, said: Said) -> Answer | Again:
    """A thing to do first: done, in whatever words, is the first choice."""
    return Answer(next(iter(row.choices))) if typed.did_it(said.text) else _choice(row, so_far, said)


def _date(_row: playbook.Question, so_far: SoFar, said: Said) -> Answer | Again:
    read = read_date(_BARE_DAY.sub(r"\g<0>日", said.text), said.at)
    if read is None:
        return Again(texts.NOT_A_DATE)
    if as_moment(read) > so_far.now:
        return Again(texts.DATE_TO_COME.format(day=stored_text(read)))
    return Answer(read)


def _amount(_row: playbook.Question, _so_far: SoFar, said: Said) -> Answer | Again:
    read = read_amount(said.text)
    return Answer(read) if read is not None else Again(texts.NOT_AN_AMOUNT)


def _order_number(_row: playbook.Question, so_far: SoFar, said: Said) -> Answer | Again:
    number = re.sub(r"\D", "", said.text)
    return Answer(number) if so_far.playbook.accepts_order_number(number) else Again(texts.NOT_AN_ORDER_NUMBER)


_TAKE: dict[str, Callable[[playbook.Question, SoFar, Said], Answer | Again]] = {
    "text": _text,
    "choice": _choice,
    "do": _do,
    "date": _date,
    "moment": _date,
    "amount": _amount,
    "order_number": _order_number,
}
