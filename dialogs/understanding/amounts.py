"""Sums of money in a text: ¥368.50, 1.2万, 一万二, 2千6, 145块6毛, 三百多 …, and which of them is the one at stake.

It knows numbers and the words that stand next to money. It does not know what was bought or who owes whom.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

import cn2an

from dialogs.understanding.meant import meant
from dialogs.understanding.prices import SIZED, YEAR, is_certain, is_price

_SCALES = {"百": 100, "千": 1000, "k": 1000, "万": 10000, "w": 10000}

_SUM = re.compile(
    r"""
    (?P<sign>[¥￥]\s?|rmb\s?|人民币\s?)?
    (?:(?<![\dA-Za-z.:/_-])(?P<digits>\d{1,3}(?:,\d{3}){1,3}(?!\d)|\d{1,9})(?P<decimals>\.\d{1,2})?(?![\d.*])
          (?:\s?(?P<scale>[百千万wk])(?P<tail>[1-9一二三四五六七八九](?:(?<=[万w].)千|(?<=千.)百)?)?)?
     | (?<![几数好])(?P<han>[零一二两俩三四五六七八九十][零一二两三四五六七八九十百千万]{0,8}))
    (?P<more>[多几来余])?
    (?:\s?(?P<unit>元(?![旦素气])|块(?!手)|圆|蚊))?(?:(?<=块)(?P<dimes>\d|[一二三四五六七八九])(?![\d万千百个斤件台瓶盒只套双条张本份次年月天饼单]))?毛?
    """,
    re.VERBOSE | re.IGNORECASE,
)

_FEE = "押金|定金|订金|保证金|货款|尾款|本金|工本费|启动费|"
_FEE += r"(?:[材高会服务安上运邮学手][\u4e00-\u9fff]{1,2}|关|邮|运|学)[费税]"
"""What money is paid as: named before its sum or after it."""

_MONEY_BEFORE = re.compile(
    r"(?:花|付|款|支付|转|转账|过去|汇|打给\w|充|冲|充值|赏|刷|扣|骗|骗走|骗光|损失|金额|价格|价|额|一共|总共|拢共|合计|共|退|交|缴|掏|价值|卖|买|投|"
    r"投了|投资|投入|垫|垫付|罚|金|礼物|费|赔|偿|收益|卡|卡里|给|返|补|欠|借|亏|钱|贷|差|提现|到手|购|差价|押了|存|划|提|坑|搭|弄走|卷走|拿走|没了|少了|那笔|拍的|报的|租的|"
    rf"{_FEE})"
    r"(?:出去|走|掉|进去|过去|光|给\w{1,2})?"
    r"(?:了|的|那|双|我|他|她|您|到|为|是|咗|：|:|\s|接近|大概|将近|大约|快|差不多|约|整整|小|好几|人民币){0,3}$"
)
_MONEY_AFTER = re.compile(
    rf"^(?:买的|买了|下的单|拍的|付的|入手|打水漂|就?没得?了|没结|一分[不没]|亏|不翼而飞|到手|转的|充的|原路退|"
    rf"[也就都全]{{0,2}}(?:被|让|叫|给)[^，。,；！？]{{0,10}}(?:骗|转|刷|划|提|坑|卷)|[的个]?(?:{_FEE})|的[^，。,；！？\s]{{0,3}}(?:收益|货款|余额))"
)
_TOTAL = re.compile(r"(?:一共|总共|拢共|合计|合起来|共计|总价|总额|加起来|前后|共|总计)[^，。,；！？]{0,5}$")
_ASIDE_BEFORE = re.compile(
    r"(?:返|领|[只还]差|剩|只肯|只给|只退|只赔|赔|(?:原|现|划线|标|吊牌|市场|官方|日常)价|平时卖|手续费|运费|邮费|再|就能|收费|不给|每天|每次|满|平时|别人|提成|门槛|优惠|"
    r"减|诉求|要求|给了?我|退了?我|工资|月薪|律师费?|检测费|鉴定费|官司|诉讼费?|寄回去|退休金|养老金|低保|积分|红包|送)[^，。,；！？\s]{0,5}$|(?:每个?[月年季周期]|月付)[^，。,；！？\s]{0,10}$|一[斤件瓶个盒箱单次天年米套双本节条号](?:号)?(?:给|要|收)?$"
)
_BILL_BEFORE = re.compile(
    "(?:医院|诊所|卫生院|缝了?.{0,3}针|看病|看医生|挂号|点滴|吊[瓶针水]|拍片|医药费|医疗费|药费|住院)[^，。；！？]{0,8}$"
    "|(?:判|只肯|只愿意?|只同意|只答应|最多)[^，。；！？]{0,4}[退赔给补]?[了我]?$"
)
"""What treatment cost, and what the other side offers, is no price."""

_ASKED_BEFORE = re.compile(
    rf"(?:(?:(?:让|叫|要|喊|催|求|先|必须|得)(?:我们?|他|她|俺|大家|我妈|我爸)?(?:每人|再|先|赶紧)?"
    rf"(?:交|转|付|打|充|垫付?|汇|缴|凑|补|掏|拿|投|上|给)|再(?:交|转|付|打|充|垫|汇|缴|凑|补|投|上)|要|收|说给)(?:他|她|个|{_FEE})?|"
    rf"[开要报]价|要[^，。,]{{0,3}}(?:{_FEE}))\s?$"
)
"""Money that somebody wants is not money that moved: read, and asked about."""

_AROUND = 200
"""Characters around a number that say what it may be; more would take too long in a text full of numbers."""

_THEN_PAID = re.compile(r"(?<![再又没要])(?:交|转|付|打|充|垫|汇|缴|投)(?:完|了过去|过去了)")

_ASIDE_AFTER = re.compile(
    r"^(?:钱|左右)?\s?(?:试[用看]|加急|就能|就可以|才能|(?:当天|当场|马上|立马|保证?)(?:解|恢复|追|退)|能(?:加急|解|追|帮|弄|办|搞|恢复)|包[解过赔恢]|就给|内部|运费|手续费|能解|谁出|一[瓶件斤次天]|一个月|每|的?赔偿|[包帮]|送)"
)
_COUNTED = re.compile(
    r"^(?:[个粉人条次天字斤克件张瓶号年月日分点岁位只盒箱袋包米码倍家场部级代楼台双套遍份样种名周成折片本支课节寸升度瓦赞步页单笔期集"
    r"枚颗根朵束头首轮回趟粒桶罐床副顶对架棵株串卷星票毫厘平英pPgG%％~～—/*×xX+=-]|公[斤里分升克]|钻|[京快抖金][豆币]|播放|小时|星期|礼拜|工作日|观看|热度|关注|好友|"
    r"\s?万?粉|\s?万?播放|款(?!项)|kg|ml|高清|电视|屏|画质|用户|网友|的?(?:内存|配置|存储)|[:：])"
)
_COUNTS = re.compile(r"(?:[扣降减升]成|播[了放]?|销|粉丝?|赞|流量|显示|播放卡)(?:了|到|过|有|卡|才|就|只)?\s?$")
NO_PRICE = -1
"""What a bill of a doctor weighs, and an offer: neither is the sum at stake, nor do they make it doubtful."""

TOTAL = 3
"""What a sum weighs that is called the total."""

_PUBLIC = frozenset(
    {"110", "119", "120", "122", "12315", "12321", "12345", "12355", "12356", "12377", "96110", "95152", "95188"}
    | {"12306", "1688", "4399", "5173", "7881", "10000", "10010", "10086", "985", "211", "996"}
)
"""Public numbers and figures of speech: never a sum unless 元 follows. So is 400 before 电话."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum in yuan ("368.50", "12000") that a text names from ``start`` to ``end``.

    ``weight`` says how much it looks like the sum at stake: 3 a total, 2 money that moved, 1 money, 0 named in passing,
    -1 no price at all.
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
    """The sum at stake: a total before a payment, a payment before a price.

    A price that is also named in passing (原价1999) is not at stake. Among several sums only a single total is sure.
    """
    every = [amount for amount in meant(text, read_amounts(text)) if amount.weight > NO_PRICE]
    aside = {amount.value for amount in every if not amount.weight}
    amounts = [amount for amount in every if amount.weight > (amount.value in aside)]
    if not amounts:
        return None
    best = max(amounts, key=lambda amount: amount.weight)
    rivals = {amount.value for amount in every if best.weight < TOTAL or amount.weight == TOTAL}
    return best if len(rivals) == 1 else replace(best, sure=False)


def _amount(text: str, match: re.Match[str]) -> Amount | None:
    before, after = text[max(0, match.start() - 14) : match.start()], text[match.end() : match.end() + 14]
    if not _is_money(match, text, before, after):
        return None
    value = _value(match)
    if value is None or not 0 < value < 10**9:
        return None
    plain = f"{value:.0f}" if value == value.to_integral_value() else f"{value:.2f}"
    asked = _ASKED_BEFORE.search(before) and not _THEN_PAID.search(text, match.end(), match.end() + _AROUND)
    doubt = match["more"] or asked or re.match("左右|上下|出头", after)
    named = match["unit"] or match["sign"] or match["scale"] or _is_spent(before, after)
    sure = not doubt and bool(named or is_certain(match, _around(text, match), before, after))
    return Amount(plain, match[0].strip(), match.start(), match.end(), _weight(match, before, after), sure)


def _is_money(match: re.Match[str], text: str, before: str, after: str) -> bool:
    if match["sign"]:
        return True
    spent = _is_spent(before, after)
    if match["unit"]:
        pieces = _few_pieces(match) and (not spent or match["han"] == "一")
        return match["unit"] != "块" or after[:1] == "钱" or not pieces
    if _no_sum(match, after) or _COUNTS.search(before):
        return False
    long_enough = re.search("[百千万]", match["han"]) if match["han"] else match["scale"] or len(match["digits"]) > 1
    return bool(long_enough) and (spent or is_price(match, _around(text, match), before, after))


def _around(text: str, match: re.Match[str]) -> str:
    return text[max(0, match.start() - _AROUND) : match.end() + _AROUND]


def _is_spent(before: str, after: str) -> bool:
    return _MONEY_BEFORE.search(before) is not None or _MONEY_AFTER.match(after) is not None


def _few_pieces(match: re.Match[str]) -> bool:
    """用了3块, 一块投诉: a single digit and 块 may count pieces."""
    return len(match["han"] or match["digits"]) == 1 and not match["dimes"] and not match["decimals"]


def _no_sum(match: re.Match[str], after: str) -> bool:
    """What counts something else, is a public number, a year or a size."""
    if _COUNTED.match(after) or (match["more"] and _COUNTED.match(after.lstrip())):
        return True
    if match["han"]:
        return False
    public = match["digits"] in _PUBLIC or re.match("电话|热线|客服", after)
    year = YEAR.fullmatch(match["digits"]) and after[:1] in tuple("的款年")
    return bool(public or year or (len(match["digits"]) == 2 and SIZED.match(after)))


def _value(match: re.Match[str]) -> Decimal | None:
    value = _spoken(match["han"]) if match["han"] else _written(match)
    if value is None or not match["dimes"]:
        return value
    return value + Decimal(int(_spoken(match["dimes"]) or 0)) / 10


def _written(match: re.Match[str]) -> Decimal:
    scale = _SCALES.get((match["scale"] or "").lower(), 1)
    tail = int(_spoken((match["tail"] or "零")[0]) or 0) * scale // 10
    return Decimal(match["digits"].replace(",", "") + (match["decimals"] or "")) * scale + tail


def _spoken(words: str) -> Decimal | None:
    try:
        return Decimal(str(cn2an.cn2an(words.replace("俩", "两"), "smart")))
    except ValueError:
        return None


def _weight(match: re.Match[str], before: str, after: str) -> int:
    if _TOTAL.search(before):
        return TOTAL
    if _BILL_BEFORE.search(before):
        return NO_PRICE
    if _ASIDE_BEFORE.search(before) or _ASIDE_AFTER.match(after):
        return 0
    if match["digits"] == "0" and not _MONEY_BEFORE.search(before):
        return 0
    return 2 if _is_spent(before, after) else 1
