"""The single facts of a text: order number, amount, dates, how the money left, accounts, links, what is wished for.

Keys and values are those of the playbooks' questions. It knows how facts are worded; not which of them anybody needs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime

from dialogs.clocks import beijing_day
from dialogs.understanding.amounts import main_amount
from dialogs.understanding.dates import When, read_dates
from dialogs.understanding.masking import is_id_card
from dialogs.understanding.patterns import WORDS
from dialogs.understanding.recognising import Read

PENALTIES = frozenset({"account_banned", "content_removed", "unfair_treatment", "malicious_ban"})
PURCHASES = frozenset({"goods_quality", "false_advertising", "after_sales", "seller_dispute"})

NO_LOSS = frozenset({"copyright", "illegal_content", "false_information", "harassment", "privacy_leak"})
"""In these a sum is somebody's price or demand, not the person's loss."""

_ORDER = re.compile(
    r"(?:订单(?!金额)|下单|(?<![快递运物流工理账])单号)(?:编号|号码|号)?[^\d\n]{0,8}"
    r"(?P<number>\d{4}(?: \d{4}){2,4}(?: \d{1,3})?|\d{10,24})(?![\d*])"
)
_BARE = re.compile(r"(?<![\dA-Za-z*/=])(?P<number>\d{15,20})(?![\d*A-Za-z])")
_OTHER_NUMBER = re.compile(r"(?:快递|运单|物流|工单|受理|投诉|案件|通知|卡|账|证|电话|手机)[^\d，。,；]{0,6}$")
_PHONE = re.compile(r"1[3-9]\d{9}")
_LINK = re.compile(
    r"(?:https?://|(?:v|www|live|m|vm)\.(?:douyin|kuaishou|gifshow)\.com/)[A-Za-z0-9./?=&%_#:~+@-]{2,400}", re.I
)
_ID = r"(?:号|ID|id|账号|帐号|抖音号|快手号|用户名)(?:是|为|叫|:|：|\s){1,3}(?P<id>[A-Za-z0-9][A-Za-z0-9._-]{3,30})"
_OTHER_ACCOUNT = re.compile(rf"(?:对方|他|她|骗子|主播|那个人|店家|卖家)的?(?:抖音|快手|微信|QQ)?{_ID}")
_MY_ACCOUNT = re.compile(rf"(?:我|本人)的?(?:抖音|快手)?{_ID}")

_RECEIVED = re.compile("签收|收到(?!通知|消息|短信|官方|提示|处罚|抖音|快手)|到货|到的|送到|拿到|收货|送达")
_NOTICE = re.compile("通知|提示|弹|处罚")
_PENALTY = re.compile("封|禁|删|下架|限流|断|屏蔽|扣|没了|没的|警告|限制")
_PAID = re.compile("买|下的?单|付的?款|拍的|订的|付了")
_SENT = re.compile("转|汇|付|打款|扫码")
_CLAUSE = re.compile("[，。,；;！!？?\n]")


def particulars(text: str, at: datetime, scenario: str | None) -> dict[str, Read]:
    """Every fact the text tells, by question key; ``at`` is when it was said, ``scenario`` what it may be about."""
    facts = dict(_dates(text, at, scenario))
    facts |= {key: read for key, find in _FINDERS.items() if (read := find(text)) is not None}
    facts |= {key: read for key in WORDS.facts if (read := _chosen(text, key)) is not None}
    if scenario in NO_LOSS and "amount" in facts:
        facts["amount"] = replace(facts["amount"], sure=False)
    if scenario not in {"fraud", "minor_protection", None}:
        facts.pop("money_sent", None)
    if "child" not in facts:
        facts = {key: read for key, read in facts.items() if key not in {"child_age", "minor_kind"}}
    return facts


# Dates -----------------------------------------------------------------------------------------------------------


def _dates(text: str, at: datetime, scenario: str | None) -> Iterator[tuple[str, Read]]:
    """Past days, each under the fact that the words around it name; the first one of a kind counts."""
    seen: set[str] = set()
    for when in read_dates(text, at):
        key, certain = _meaning(text, when, scenario)
        if key not in seen and when.day <= beijing_day(at):
            seen.add(key)
            yield key, Read(when.value, when.words, sure=when.sure and certain)


def _meaning(text: str, when: When, scenario: str | None) -> tuple[str, bool]:
    """The fact a day belongs to, and whether the words say so: first those after it, then those before it."""
    after = _CLAUSE.split(text[when.end : when.end + 14])[0]
    before = _CLAUSE.split(text[max(0, when.start - 10) : when.start])[-1]
    return _named(after, scenario) or _named(before, scenario) or ("happened_at", scenario is not None)


def _named(near: str, scenario: str | None) -> tuple[str, bool] | None:
    if scenario in PENALTIES:
        return _penalty(near)
    if _RECEIVED.search(near) and (scenario is None or scenario in PURCHASES):
        return "received_date", True
    if scenario in PURCHASES and _PAID.search(near):
        return "pay_date", True
    return ("money_sent_at", True) if scenario == "fraud" and _SENT.search(near) else None


def _penalty(near: str) -> tuple[str, bool] | None:
    """A ban's day is not yet the day its notice came: that is sure only when the notice is spoken of."""
    if _NOTICE.search(near):
        return "notice_date", True
    return ("notice_date", False) if _PENALTY.search(near) else None


# Numbers and accounts --------------------------------------------------------------------------------------------


def order_number(text: str) -> Read | None:
    """The order number: sure when the text calls it one, unsure when it only looks like one or there are several."""
    called = list(dict.fromkeys(_plain_numbers(_ORDER, text)))
    if called:
        return Read(called[0], called[0], sure=len(called) == 1)
    bare = [number for number in _plain_numbers(_BARE, text) if not is_id_card(number)]
    return Read(bare[0], bare[0], sure=False) if bare else None


def _plain_numbers(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    for match in pattern.finditer(text):
        start, number = match.start("number"), match["number"].replace(" ", "")
        if not _PHONE.fullmatch(number) and not _OTHER_NUMBER.search(text[max(0, start - 12) : start]):
            yield number


def _amount(text: str) -> Read | None:
    amount = main_amount(text)
    return None if amount is None else Read(amount.value, amount.words, amount.sure)


def _first(pattern: re.Pattern[str], group: str | int = 0) -> _Finder:
    def find(text: str) -> Read | None:
        match = pattern.search(text)
        return None if match is None else Read(match[group], match[0])

    return find


# Words -----------------------------------------------------------------------------------------------------------


def _chosen(text: str, key: str) -> Read | None:
    """The choice that the text's words stand for; the choice that stands first in the file goes first."""
    found = ((value, pattern.search(text)) for value, pattern in WORDS.facts[key].items())
    return next((Read(value, match[0]) for value, match in found if match is not None), None)


def _tried(text: str) -> Read | None:
    found = ((door, pattern.search(text)) for door, pattern in WORDS.tried.items())
    return next((Read(door, match[0]) for door, match in found if match is not None), None)


def _promise(text: str) -> Read | None:
    match = WORDS.promise.found(text)
    return None if match is None else Read(match[0], match[0], sure=False)


def _demand(text: str) -> Read | None:
    match = _DEMAND.search(text)
    return None if match is None else Read(match["wish"], match[0])


_Finder = Callable[[str], Read | None]
_DEMAND = re.compile(f"(?:{WORDS.demand.asked})(?P<wish>{'|'.join(WORDS.demand.wishes)})")
_FINDERS: dict[str, _Finder] = {
    "order_number": order_number,
    "amount": _amount,
    "link": _first(_LINK),
    "other_account": _first(_OTHER_ACCOUNT, "id"),
    "my_account": _first(_MY_ACCOUNT, "id"),
    "demand": _demand,
    "tried": _tried,
    "promise": _promise,
}
