"""A bare number that plainly is a price: 羽绒服298 at the end of a clause, 129的砍骨刀, 八百八.

It knows what a number is otherwise said of: years, sizes, fans, floors, percentages. It does not know what is a sum by
the words around it (``amounts`` does).
"""

from __future__ import annotations

import re

_DEALS = re.compile(
    "买|购|拍[了的下]|下单|付款?|退|货|钱|价|直播间|店|商家|卖家|团购|课|租|修|骗|转账|微信转|提现|扣|赔|小黄车|橱窗|捡|私下拿|海关|税"
)
"""Words of buying and paying; in a message without any, a number alone only may be a price."""

_THING_AFTER = re.compile(
    r"的(?!时候|时间|视频|号|人|老|小|孩|娃|男|女|姑|我|他|她|那|这|新|粉|客人|样子|播放|流量|码|尺|度|版|高铁|内存|配置|[是了，。,\s])"
)
_OF_TWO_DIGITS = re.compile(r"(?:^|[\s，。,；！？个双件条只台瓶盒本套箱支包了花])$")
SIZED = re.compile(r"的[^，。,；！？\s]{0,2}(?:鞋|靴|裤|码|电视|屏|显示器|轮胎|床)")
"""42的鞋, 65的电视: two digits before these may be a size."""

_NO_PRICE = re.compile(
    r"(?:[号栋楼房室座层幢弄位级龄岁年月日点分时秒次名第粉丝赞量数率占含棉毛绒纶纤妈爸奶爷姐哥弟妹叔姨舅婆公娃儿女我你他她人比近超满差只才到至"
    r"从在有高重宽长压围型列寸线路今际]|(?:身高|体重|血[压糖]|播放|点赞|阅读|评论|关注|电话|热线|拨打?|门牌|系列|号|[孩儿娃侄孙]子|学生|老人|QQ|微信|车牌|密码|验证码|尺?码)"
    r"[是为]?\s?|[A-Za-z\d*#:：/@.+~-]\s?)$"
)
"""What a number at the end of a clause belongs to when it is no price: 粉丝2000, 三栋502, 身高170, 腈纶70."""

_DECIMALS = re.compile(r"\.[89]\d?|\.\d[089]")
"""19.9 looks like a price, 12.5 may be anything."""

_FANS = re.compile("粉|播放|关注|点赞|观看|流量|阅读|浏览")
_SHORTENED = re.compile("[百千万][一二三四五六七八九]$")
"""八百八, 一万九: hardly anything but money is said so."""

YEAR = re.compile(r"19[5-7]\d|20(?:0[1-9]|[1-3]\d)")


def is_price(number: re.Match[str], text: str, before: str, after: str) -> bool:
    """Whether a number, a match of ``amounts``, can be nothing but a price where it stands in the text."""
    named = re.search(r"订单\s?$", before) and not number["decimals"]
    if named or _NO_PRICE.search(before) or re.match(r"[ -]\d", after):
        return False
    if number["han"]:
        whole = _SHORTENED.search(number["han"]) or (len(number["han"]) > 1 and _ends_a_clause(after))
        return bool(whole) and not _FANS.search(text)
    if number["tail"]:
        return _ends_a_clause(after) and not _FANS.search(text)
    if number["scale"] or len(number["digits"]) > 5 or YEAR.fullmatch(number["digits"]):
        return False
    if number["decimals"] and (int(number["digits"]) <= 12 or not _DECIMALS.fullmatch(number["decimals"])):
        return False
    return _of_a_thing(number, before, after) or _ends_a_clause(after)


def is_certain(number: re.Match[str], text: str, before: str, after: str) -> bool:
    """Whether such a price need not be asked about: 588 without a word of buying may be something else."""
    alone = re.search(r"(?:^|\W)$", before) is not None
    may_be_an_age = number["han"] is None and len(number["digits"]) == 2 and alone
    dealt = _DEALS.search(text) is not None and not may_be_an_age
    return number["han"] is not None or dealt or _of_a_thing(number, before, after)


def _of_a_thing(number: re.Match[str], before: str, after: str) -> bool:
    """129的砍骨刀: what stands before 的 and a thing is its price."""
    plain = len(number["digits"]) > 2 or (_OF_TWO_DIGITS.search(before) and not SIZED.match(after))
    return bool(plain and _THING_AFTER.match(after))


def _ends_a_clause(after: str) -> bool:
    return re.match(r"[呐啊呀哪哦]|\W|$|[和跟与加]\s?\d", after) is not None
