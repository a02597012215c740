"""The single facts of a text: order number, amount, dates, how the money left, accounts, links, what is wished for.

Keys and values are those of the playbooks' questions. It knows how facts are worded; not which of them anybody needs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from dialogs.advice import MEDIATORS
from dialogs.clocks import beijing_day, read_deadline
from dialogs.understanding import accounts
from dialogs.understanding.amounts import main_amount
from dialogs.understanding.choices import choices_told
from dialogs.understanding.dates import When, answered_dates, read_date, read_dates, spelt_out
from dialogs.understanding.masking import is_id_card
from dialogs.understanding.patterns import WORDS, Read, first_said

PENALTIES = frozenset({"account_banned", "content_removed", "unfair_treatment", "malicious_ban"})
PURCHASES = frozenset({"goods_quality", "false_advertising", "after_sales", "seller_dispute"})

ATTACKS = frozenset({"harassment", "privacy_leak", "minor_protection"})

ABOUT_CONTENT = frozenset({"illegal_content", "false_information", "copyright"})
"""What is reported here stands somewhere: the account that a story names is where."""

ONLY_IN = {
    "money_sent": ATTACKS | {"fraud", None},
    "threat": ATTACKS | {"fraud", None},
    "renewal": frozenset({"after_sales"}),
    "has_notice": frozenset({"unfair_treatment"}),
    "medical": frozenset({"safety_risk"}),
    "illegal_kind": frozenset({"illegal_content", "safety_risk"}),
    "account_from": frozenset({"account_stolen"}),
    "appeals_left": PENALTIES | {"account_stolen"},
}
"""Facts that mean something else, or nothing, where a story is about other things."""

NO_LOSS = frozenset({"copyright", "illegal_content", "false_information", "harassment", "privacy_leak"})
"""In these, and where nothing is known yet, a sum may be somebody's price or demand, and not the person's loss."""

_ORDER = re.compile(
    r"(?:订单(?!金额)|下单|(?<![快递运物流工理账])单号)(?:编号|号码|号)?[^\d\n]{0,8}"
    r"(?P<number>\d{4}(?: \d{4}){2,4}(?: \d{1,3})?|\d{10,24})(?![\d*])"
)
_BARE = re.compile(r"(?<![\dA-Za-z*/=])(?P<number>\d{15,20})(?![\d*A-Za-z])")
_OTHER_NUMBER = re.compile(r"(?:快递|运单|物流|工单|受理|投诉|案件|通知|卡|账|证|电话|手机)[^\d，。,；]{0,6}$")
_GROUPS = re.compile(r"(?<![\dA-Za-z*])(?!1[3-9]\d{9}(?!\d))\d{4,}(?:[ -]\d{4,})*(?:[ -]\d{1,3})?(?![\d*A-Za-z])")
LONGEST = 24
"""Digits of an order number; two numbers side by side have more."""

_PHONE = re.compile(r"1[3-9]\d{9}")

_RECEIVED = re.compile(
    "签收|(?<![没未])(?<!没有)收到(?!通知|消息|短信|官方|提示|处罚|抖音|快手)|(?<![没未])到货|到的|送到|拿到|收的(?!钱|费)|收货|送达"
)
_NOT_RECEIVED = re.compile("(?:没|没有|未)(?:收到|到货?|发货?|见到|拿到|送到|寄)(?!通知|消息|回复)|不(?:给)?发货")
_NOTICE = re.compile("通知|提示|弹|处罚|收到(?!私信|评论|礼物|钱|客服|回复|退款|货)")
_PENALTY = re.compile("封|禁|删|下架|限流|断|屏蔽|扣|没了|没的|警告|限制")
_PAID = re.compile("买|下的?单|付的?款|拍的|订的|付了")
_USED = re.compile("(?<!没)(?:用|穿|吃|喝|装|试|洗)(?=[的了过就时着才]|$)|坏|烂|裂|发现|拆开")
"""The day on which something was used or broke is not the day on which it came."""

_SENT = re.compile("转|汇|付|打款|扫码")
_CLAUSE = re.compile("[，。,；;！!？?\n]")

_APPEAL = re.compile("申诉|复核|截止|期限")
_NO_DEADLINE = re.compile("没|不理|客服|回复|处理|审核|过期|超过|了[^，。]{0,2}[天次]")
_REASON = re.compile(
    r"(?:理由(?:写的?)?(?:就?是|为|说)?|(?:通知|提示)[^，。,；！？\n没未]{0,3}(?:说|写|称|显示)(?:的|是|着|了|理由|为)*"
    r"|(?:通知|提示|收到)[^。！？\n]{0,16}[，,；\s]就?说(?=我|他|她|视频|作品|内容|账号))[：:\s]?(?:是|说|因为)?(?:我的?|他|她)?"
    r"(?:[“\"‘「](?P<quoted>[^”\"’」\n]{2,30})[”\"’」]|(?P<reason>[^，。,；：:！!？?“”\"‘’\s]{2,30}))"
)
_NO_REASON = re.compile(
    r"^(?:[没不也都还要可让叫只一就换着里的给\d]|永久|什么|啥|五花八门|石沉大海|(?:作品|视频|内容|账号)$)|[个行俩两]字|封|限制|禁|不许|申诉|复核|期限|截止"
    r"|小时|天内|日内|工作日|通知|回复|偷|欠|骂我"
)
"""After 通知说: what states a time or a measure, or tells nothing, is no reason."""
_SUM = (
    r"(?:\d[\d.,]*|[零一二两三四五六七八九十百千万]{2,})(?:[百千万wk][\d一二三四五六七八九]?[百千]?)?[多几来]?[百千万]?[多几]?"
    r"(?:块钱|[块元钱])?"
)
_EARNED = "(?:收益|(?:直播|带货|打赏|音浪)(?:间)?的?收入|余额|货款|佣金)"
_STUCK = re.compile(
    rf"(?P<money>(?<![\d.万千百]){_SUM}的?[^，。,；！？\s\d]{{0,4}}{_EARNED}"
    rf"|(?:直播|带货)?{_EARNED}[^，。,；！？\s\d没]{{0,4}}{_SUM}(?![\d零一二三四五六七八九十百千万天日个年月%]))"
    r"(?![^，。]{0,4}(?:都?没了|被[转盗刷]))"
)
_WROTE = re.compile(
    r"^(?:.{0,16}?(?:写|说|讲|提示|显示)(?:了|的|着|是|明)?[：:]?)?(?:申诉)?(?:的?(?:截止|期限|时限)(?:时间|日期)?)?[是为到：:]*"
)

_SELLER = re.compile("(?:商家|卖家|店家|店铺|老板|仓库|厂家|对方|他们)(?:那边)?(?:就|已经|都|也|是|于|在)*$")
_THEY = re.compile("(?:他|她|那边)(?:就|已经|都|也|是|于|在)*$")
_SENT_BACK = re.compile("寄(?:回|过去|给)|退(?:回|过去|了货)|退货了|退货[^，。]{0,4}寄")
_OF_A_RETURN = re.compile("[^，。,；！？\n]{0,6}(?:签收|收到)(?:了)?(?:的)?(?:我)?(?:的)?(?:退货|退件|退回)")
"""Whose receipt it is: the goods came back to the seller, or to anybody once they are said to be on the way back."""

_SEVERAL = re.compile(
    "(?:[两俩二三四五六2-6]|好?几)个?(?:单|订单|笔)|一[单笔双件个][^。]{1,20}一[单笔双件个]|另外?[一外]?[个单笔](?:订单|单)?"
)
"""More than one order in one message."""

_THEN_NOTICE = re.compile(r"[^，。,；！？\n]{0,8}[，,\s]\s?(?:系统|平台|官方|站内)?(?:通知|提示|收到)")
"""After the day of a ban: its notice is spoken of right after it."""

_KIN = {"returned_date": "received_date"}
"""商家9月20号签收的 is the day on which they got it back."""


def particulars(text: str, at: datetime, scenario: str | None) -> dict[str, Read]:
    """Every fact the text tells, by question key; ``at`` is when it was said, ``scenario`` what it may be about."""
    facts = dict(_dates(text, at, scenario)) | dict(choices_told(text, scenario))
    facts |= {key: read for key, find in _FINDERS.items() if (read := find(text)) is not None}
    facts |= {key: read for key, row in WORDS.facts.items() if (read := first_said(row, text)) is not None}
    if (scenario is None or scenario in NO_LOSS) and "amount" in facts:
        facts["amount"] = replace(facts["amount"], sure=False)
    facts = {key: read for key, read in facts.items() if scenario in ONLY_IN.get(key, (scenario,))}
    if scenario in ABOUT_CONTENT and (shown := accounts.shown_by(text)) is not None:
        facts.setdefault("link", shown)
    if "tried" in facts and not _goes_there(facts["tried"].value, scenario):
        facts.pop("tried")
    if scenario in PENALTIES:
        facts |= _of_a_penalty(text, at, facts)
    if scenario == "after_sales" and "returned_date" in facts:
        facts["progress"] = replace(facts["returned_date"], value="returned")
    if "child" not in facts:
        facts = {key: read for key, read in facts.items() if key not in {"child_age", "minor_kind"}}
    return facts


def _goes_there(door: str, scenario: str | None) -> bool:
    """Whether it was the person who went to this door: penalties are reported by others, shops have their own 客服."""
    if door in MEDIATORS:
        return scenario in PURCHASES | {"minor_protection"}
    if scenario in PENALTIES:
        return door != "report"
    return door == "report" or (door == "service" and scenario not in PURCHASES)


# Dates -----------------------------------------------------------------------------------------------------------


def _dates(text: str, at: datetime, scenario: str | None) -> Iterator[tuple[str, Read]]:
    """Past days, each under the fact that the words around it name; the first one of a kind counts.

    Where several orders are told of, no day stands for all of them.
    """
    several = _SEVERAL.search(text) is not None
    found: dict[str, Read] = {}
    for when, (key, certain) in _meanings(text, read_dates(text, at), scenario):
        if when.day > beijing_day(at):
            continue
        if key not in found:
            found[key] = Read(when.value, when.words, sure=when.sure and certain)
        elif several and found[key].value != when.value:
            found[key] = replace(found[key], sure=False)
    yield from found.items()


def answered_day(key: str, text: str, at: datetime, scenario: str | None) -> str | None:
    """The day that an answer gives to the question ``key``: one called so, else one that is called nothing else."""
    meanings = _meanings(spelt_out(text), answered_dates(text, at), scenario)
    days = [(meaning, when.value) for when, (meaning, _) in meanings]
    own = [day for meaning, day in days if meaning in (key, _KIN.get(key))]
    free = [day for meaning, day in days if meaning == "happened_at" and not (own or _not_yet(key, text))]
    return next(iter(own or free), None if days else read_date(text, at))


def never_came(text: str) -> bool:
    """Whether the goods are said not to have come: 还没收到, 一直不发货."""
    return _NOT_RECEIVED.search(text) is not None


def _not_yet(key: str, text: str) -> bool:
    return key == "received_date" and never_came(text)


def _meanings(text: str, days: Sequence[When], scenario: str | None) -> Iterator[tuple[When, tuple[str, bool]]]:
    """Each day with the fact it belongs to, and whether the words between it and its neighbours say so."""
    ends = [0, *(when.end for when in days)]
    starts = [*(when.start for when in days), len(text)]
    for when, since, until in zip(days, ends, starts[1:], strict=False):
        after = text[when.end : min(when.end + 14, until)]
        before = text[max(since, when.start - 10) : when.start]
        key, certain = _meaning(_CLAUSE.split(before)[-1], _CLAUSE.split(after)[0], scenario)
        if key == "received_date" and scenario in PURCHASES and _by_seller(text, when, until):
            key = "returned_date"
        yield when, (key, certain or (key == "notice_date" and _THEN_NOTICE.match(after) is not None))


def _meaning(before: str, after: str, scenario: str | None) -> tuple[str, bool]:
    """What the words beside a day say it is: first those after it, then those before it."""
    first = min(_named(after, scenario), default=None)
    nearest = first or max(_named(before, scenario), default=None)
    if nearest is None:
        return "happened_at", scenario is not None
    _, key, certain = nearest
    return key, certain


def _by_seller(text: str, when: When, until: int) -> bool:
    """Whether a day of receipt is the other side's: 仓库8号收到货, 8号签收的退货, 寄回去 12号他收到."""
    after, before = text[when.end : min(when.end + 14, until)], text[max(0, when.start - 10) : when.start]
    verb = _RECEIVED.search(after)
    beside = [_CLAUSE.split(before)[-1], after[: verb.start()] if verb else ""]
    goes_back = _SENT_BACK.search(text) is not None
    return (
        any(_SELLER.search(near) or (goes_back and _THEY.search(near)) for near in beside)
        or _OF_A_RETURN.match(after) is not None
    )


def _named(near: str, scenario: str | None) -> list[tuple[int, str, bool]]:
    """What the words near a day call it, each with its place among them.

    A ban's day is not yet the day its notice came: that is sure only when the notice is spoken of.
    """
    if scenario in PENALTIES:
        notices = [(0, "notice_date", True)] if _NOTICE.search(near) else []
        return notices or ([(0, "notice_date", False)] if _PENALTY.search(near) else [])
    named = []
    if scenario is None or scenario in PURCHASES | {"safety_risk"}:
        named += [(match.start(), "received_date", True) for match in _RECEIVED.finditer(near)]
    if scenario in PURCHASES:
        named += [(match.start(), "pay_date", True) for match in _PAID.finditer(near)]
        named += [(match.start(), "found_at", True) for match in _USED.finditer(near)]
    if scenario == "fraud":
        named += [(match.start(), "money_sent_at", True) for match in _SENT.finditer(near)]
    return named


# Penalties -------------------------------------------------------------------------------------------------------


def _of_a_penalty(text: str, at: datetime, facts: Mapping[str, Read]) -> Iterator[tuple[str, Read]]:
    """What the notice states, what became of an appeal, and what lies in the account: in the words that told it."""
    if (deadline := _stated_deadline(text, at)) is not None:
        yield "notice_deadline", deadline
    if (reason := _REASON.search(text)) is not None:
        words = reason["quoted"] or reason["reason"]
        if not _NO_REASON.search(words):
            yield "notice_reason", Read(words, reason[0])
    if (stuck := _STUCK.search(text)) is not None:
        yield "money_stuck", Read(stuck["money"], stuck[0])
    if "tried" in facts and facts["tried"].value == "appeal":
        words = facts["tried"].words
        clause = next((clause for clause in _CLAUSE.split(text) if words in clause), words)
        yield "appeals_so_far", Read(clause.strip(), words)


def _stated_deadline(text: str, at: datetime) -> Read | None:
    """What the notice is said to state of the time for an appeal: 3天内可以申诉."""
    for clause in re.split(r"[，。,；;！!？?\s]", text):
        if (
            _APPEAL.search(clause)
            and not _NO_DEADLINE.search(clause)
            and read_deadline(clause, at, seen=at) is not None
        ):
            return Read(_WROTE.sub("", clause) or clause, clause)
    return None


# Numbers and accounts --------------------------------------------------------------------------------------------


def order_number(text: str) -> Read | None:
    """The order number: sure when the text calls it one, unsure when it only looks like one or there are several."""
    called = list(dict.fromkeys(_plain_numbers(_ORDER, text)))
    bare = [number for number in _plain_numbers(_BARE, text) if not is_id_card(number)]
    if called:
        return Read(called[0], called[0], sure={*called, *bare} == {called[0]})
    return Read(bare[0], bare[0], sure=False) if bare else None


def bare_numbers(text: str) -> Iterator[str]:
    """Every number of an answer that can be one of an order, in groups or not: 6920 1837 4650 1928 374."""
    for match in _GROUPS.finditer(text):
        whole = match[0].replace(" ", "").replace("-", "")
        yield from [whole] if len(whole) <= LONGEST else re.findall(r"\d+", match[0])


def _plain_numbers(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    for match in pattern.finditer(text):
        start, number = match.start("number"), match["number"].replace(" ", "")
        if not _PHONE.fullmatch(number) and not _OTHER_NUMBER.search(text[max(0, start - 12) : start]):
            yield number


def _amount(text: str) -> Read | None:
    amount = main_amount(text)
    return None if amount is None else Read(amount.value, amount.words, amount.sure)


# Words -----------------------------------------------------------------------------------------------------------


def _promise(text: str) -> Read | None:
    match = WORDS.promise.search(text)
    return None if match is None else Read(match[0], match[0], sure=False)


def _demand(text: str) -> Read | None:
    """What is wished for; a question to us (你们能帮我解封吗) wishes for nothing."""
    wishes = (match for match in _DEMAND.finditer(text) if not _TO_US.search(_clause_of(match, text)))
    return next((Read(match["wish"], match[0]) for match in wishes), None)


def _clause_of(match: re.Match[str], text: str) -> str:
    """The clause in which a match begins, its mark included: 能保证解封吗？"""
    ends = [end.end() for end in _CLAUSE.finditer(text)]
    since = max((end for end in ends if end <= match.start()), default=0)
    return text[since : min((end for end in ends if end >= match.end()), default=len(text))]


_Finder = Callable[[str], Read | None]
_TO_US = re.compile("(?:你们?|您|保证|包)[^，。]*(?:[吗么?？]|能不能|会不会|行不行)|(?:能不能|会不会)保证")
_DEMAND = re.compile(f"(?:{WORDS.demand.asked})(?P<wish>{'|'.join(WORDS.demand.wishes)})")
_FINDERS: dict[str, _Finder] = {
    "order_number": order_number,
    "amount": _amount,
    "link": accounts.link,
    "other_account": accounts.other_account,
    "my_account": accounts.my_account,
    "demand": _demand,
    "promise": _promise,
}
