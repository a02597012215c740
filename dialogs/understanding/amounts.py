"""Sums of money in a text: ¥368.50, 1.2万, 一万二, 2千6, 145块6毛, 三百多 …, and which of them is the one at stake.

It knows numbers and the words that stand next to money. It does not know what was bought or who owes whom.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

import cn2an

_SCALES = {"百": 100, "千": 1000, "k": 1000, "万": 10000, "w": 10000}

_SUM = re.compile(
    r"""
    (?P<sign>[¥￥]\s?|rmb\s?|人民币\s?)?
    (?:(?<![\dA-Za-z.:/_-])(?P<digits>\d{1,3}(?:,\d{3}){1,3}(?!\d)|\d{1,9})(?P<decimals>\.\d{1,2})?(?![\d.*])
          (?:\s?(?P<scale>[百千万wk])(?P<tail>[1-9]千?)?)?
     | (?<![几数好])(?P<han>[零一二两三四五六七八九十][零一二两三四五六七八九十百千万]{0,8}))
    (?P<more>[多几来余])?
    (?:\s?(?P<unit>元(?![旦素气])|块(?!手)|圆))?(?:(?<=块)(?P<dimes>\d|[一二三四五六七八九])(?![\d万千百个]))?毛?
    """,
    re.VERBOSE | re.IGNORECASE,
)

_MONEY_BEFORE = re.compile(
    r"(?:花|付|款|支付|转|转账|过去|汇|打给\w|充|充值|赏|刷|扣|骗|骗走|骗光|损失|金额|价格|价|额|一共|总共|合计|共|退|交|价值|卖|买|投了|投资|投入|"
    r"垫付|罚|金|礼物|费|赔|偿|收益|卡|给|返|补|欠|借|亏|钱|贷|差|提现|到手|购|差价|押了|存)"
    r"(?:出去|走|掉|进去|过去|光|给\w{1,2})?(?:了|我|他|她|您|到|为|是|：|:|\s|接近|大概|将近|大约|快|差不多|约|整整|小|好几|人民币){0,3}$"
)
_MONEY_AFTER = re.compile("^(?:买的|买了|下的单|拍的|付的|入手|打水漂|就没了|没了|到手|转的|充的)")
_APART = re.compile(r"[\s，。,；;！!]{0,2}")
_TOTAL = re.compile(r"(?:一共|总共|合计|共计|总价|总额|加起来|前后|共|总计)[^，。,；！？]{0,5}$")
_ASIDE_BEFORE = re.compile(
    r"(?:返|领|[只还]差|剩|只肯|只给|只退|只赔|赔|原价|现价|手续费|运费|邮费|再|就能|收费|不给|每个?月|每天|每次|每年|满|平时|别人|提成|门槛|优惠|减|诉求|要求|"
    r"给了?我|退了?我|工资|月薪|积分|红包)[^，。,；！？\s]{0,5}$|一[斤件瓶个盒箱单次天年米套双本节]$"
)
_ASKED_BEFORE = re.compile(r"(?:让|叫|要|喊|催|先)(?:我|他|她|我妈|我爸)?(?:再|先)?(?:交|转|付|打|充|垫付|汇)$")
"""Money that somebody wants is not money that moved: read, and asked about."""

_ASIDE_AFTER = re.compile(
    r"^(?:钱|左右)?\s?(?:就能|就可以|才能|包解|就给|内部|运费|手续费|能解|谁出|一[瓶件斤次天]|一个月|每|的?赔偿)"
)
_COUNTED = re.compile(
    r"^(?:[个粉人条次天字斤克件张瓶号年月日分点岁位只盒箱袋包米码倍家场部级代楼台双套遍份样种名周成折片本支课节寸升度瓦赞步页单笔期集"
    r"枚颗根朵束头首轮回趟粒桶罐床副顶对架棵株串卷星票毫公厘平英pPgG%％~～—/-]|播放|小时|星期|礼拜|工作日|观看|热度|关注|好友|"
    r"万?粉|万?播放|款(?!项)|kg|ml|高清|电视|屏|画质|[:：])"
)
_PUBLIC = frozenset(
    {"110", "119", "120", "12315", "12321", "12345", "12355", "12356", "12377", "96110", "95152", "95188", "10086"}
)
"""Public numbers: never a sum unless 元 follows. So is 400 before 电话."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum in yuan ("368.50", "12000") that a text names from ``start`` to ``end``.

    ``weight`` says how much it looks like the sum at stake: 3 a total, 2 money that moved, 1 money, 0 named in passing.
    ``sure`` is false where it was only rounded (三百多).
    """

    value: str
    words: str
    start: int
    end: int
    weight: int
    sure: bool = True


def read_amounts(text: str) -> tuple[Amount, ...]:
    """Every sum of money in the text, in order; numbers that count anything else are left out."""
    return tuple(amount for match in _SUM.finditer(text) if (amount := _amount(text, match)) is not None)


def read_amount(text: str) -> str | None:
    """The sum an answer names, in yuan, or none: a bare number counts, since money was asked for."""
    amount = main_amount(text) or next(iter(read_amounts(f"花了{text.strip()}元")), None)
    return amount.value if amount is not None else None


def main_amount(text: str) -> Amount | None:
    """The sum at stake: a total before a payment, a payment before a price. Unsure where two of a kind compete."""
    amounts = [amount for amount in read_amounts(text) if amount.weight]
    if not amounts:
        return None
    best = max(amounts, key=lambda amount: amount.weight)
    rivals = {amount.value for amount in amounts if amount.weight == best.weight}
    return best if len(rivals) == 1 else Amount(best.value, best.words, best.start, best.end, best.weight, sure=False)


def _amount(text: str, match: re.Match[str]) -> Amount | None:
    before, after = text[max(0, match.start() - 14) : match.start()], text[match.end() : match.end() + 6]
    if not _is_money(match, text, before, after):
        return None
    value = _value(match)
    if value is None or not 0 < value < 10**9:
        return None
    plain = f"{value:.0f}" if value == value.to_integral_value() else f"{value:.2f}"
    doubt = match["more"] or _ASKED_BEFORE.search(before) or re.match("左右|上下|出头", after)
    sure = not doubt and (match["han"] is not None or not _stands_alone(match, text))
    return Amount(plain, match[0].strip(), match.start(), match.end(), _weight(match, before, after), sure)


def _is_money(match: re.Match[str], text: str, before: str, after: str) -> bool:
    if match["sign"]:
        return True
    spent = _MONEY_BEFORE.search(before) is not None or _MONEY_AFTER.match(after) is not None
    if match["unit"]:
        return spent or match["unit"] != "块" or after[:1] == "钱" or not _few_pieces(match)
    if match["digits"] and (match["digits"] in _PUBLIC or re.match("电话|热线|客服", after)):
        return False
    if _stands_alone(match, text):
        return True
    if _COUNTED.match(after) or (match["more"] and _COUNTED.match(after.lstrip())):
        return False
    long_enough = re.search("[百千万]", match["han"]) if match["han"] else match["scale"] or len(match["digits"]) > 1
    return spent and bool(long_enough)


def _few_pieces(match: re.Match[str]) -> bool:
    """用了3块, 一块投诉: a single digit and 块 may count pieces."""
    return len(match["han"] or match["digits"]) == 1 and not match["dimes"] and not match["decimals"]


def _stands_alone(match: re.Match[str], text: str) -> bool:
    """一万零八百 between two marks is a price: nothing else is said as a round number alone; 588 only may be one."""
    if match["unit"] or match["sign"]:
        return False
    apart = not re.match(r"[^\s，。,；;！!]", text[match.end() : match.end() + 1])
    return (
        apart
        and bool(re.search(r"(?:^|[\s，。,；;！!])$", text[max(0, match.start() - 1) : match.start()]))
        and (
            bool(re.search("[百千万]", match["han"])) and len(match["han"]) > 1
            if match["han"]
            else 2 <= len(match["digits"]) <= 4
        )
    )


def _value(match: re.Match[str]) -> Decimal | None:
    value = _spoken(match["han"]) if match["han"] else _written(match)
    if value is None or not match["dimes"]:
        return value
    return value + Decimal(int(_spoken(match["dimes"]) or 0)) / 10


def _written(match: re.Match[str]) -> Decimal:
    scale = _SCALES.get((match["scale"] or "").lower(), 1)
    tail = int((match["tail"] or "0")[0]) * scale // 10
    return Decimal(match["digits"].replace(",", "") + (match["decimals"] or "")) * scale + tail


def _spoken(words: str) -> Decimal | None:
    try:
        return Decimal(str(cn2an.cn2an(words, "smart")))
    except ValueError:
        return None


def _weight(match: re.Match[str], before: str, after: str) -> int:
    if _TOTAL.search(before):
        return 3
    if _ASIDE_BEFORE.search(before) or _ASIDE_AFTER.match(after):
        return 0
    if match["digits"] == "0" and not _MONEY_BEFORE.search(before):
        return 0
    return 2 if _MONEY_BEFORE.search(before) or _MONEY_AFTER.match(after) else 1
