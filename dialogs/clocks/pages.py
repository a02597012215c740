"""Reading what they say of time while a complaint runs: an order page's countdown, a promise in an answer.

The same words can bind either side: "商家处理中，剩2天" is theirs, "商家拒绝，剩2天" is the person's. Whose move it
is stands in the words; it does not know what was asked, nor which complaint it is about.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from dialogs.clocks.notices import MINE, THEIRS, Binds, plainly, read_deadline
from dialogs.clocks.workdays import BUILT_IN, Calendar
from dialogs.values import Clock

ANSWER = 40
"""Characters: what is shorter answers the question and is no text of theirs pasted."""

_MY_MOVE = re.compile(rf"{MINE.pattern}|买家|拒绝|驳回|不同意|寄回|申请平台介入|(?:再次|重新|修改)申请")
_THEIR_MOVE = re.compile(
    rf"{THEIRS.pattern}|(?:商家|卖家|店家|平台|客服|小二|官方|对方)[^,。;]{{0,8}}(?:确认|收货|签收|退款|举证|响应|介入中)"
)
_ENDS = re.compile(r"剩|倒计时|还有|关闭|逾期|过期|失效|视为|撤销")


def read_page(
    text: str, received: datetime, calendar: Calendar = BUILT_IN, *, seen: datetime, otherwise: Binds
) -> Clock | None:
    """What a page or a message of theirs states: a ``cutoff`` of the person's, or a ``page`` date of theirs, if any.

    Periods run from ``received``, countdowns from ``seen``. ``otherwise`` is bound by a date beside which nobody's move
    is named.
    """
    plain = plainly(text)
    binds = _whose(plain, otherwise)
    asked = binds == "them" and len(plain) <= ANSWER
    clock = read_deadline(plain, received, calendar, binds=binds, seen=seen, asked=asked)
    return clock if clock is None or binds == "them" else _cutoff(clock)


def read_cutoff(text: str, received: datetime, calendar: Calendar = BUILT_IN) -> Clock | None:
    """What an answer of theirs gives the person to do by a date, if it does."""
    clock = read_deadline(text, received, calendar, seen=received)
    return None if clock is None else _cutoff(clock)


def _whose(text: str, otherwise: Binds) -> Binds:
    if _MY_MOVE.search(text):
        return "person"
    if _THEIR_MOVE.search(text):
        return "them"
    return "person" if _ENDS.search(text) else otherwise


def _cutoff(clock: Clock) -> Clock:
    return replace(clock, rule="cutoff", why=clock.why.replace("通知写", "页面或对方写", 1))
