"""Numbers that are never kept: ID cards, bank cards, verification codes and passwords are blotted out of a text.

A label beside a number decides what it is: after 订单号 or 单号 it stays, after 卡号 or 银行卡 it goes. Without a
label, an ID card is known by its birthday and check digit, a bank card by Luhn's digit with a length and a prefix of
banks; the order numbers of 快手 and 抖音 have neither, so one goes by mistake only where people call it a card.
Mobile numbers stay: people give the number of whoever cheated them. It does not know who wrote the text, or why.
"""

from __future__ import annotations

import re
from datetime import date

MARKS = {
    "id_card": "［身份证号已隐去］",
    "bank_card": "［银行卡号已隐去］",
    "code": "［验证码已隐去］",
    "password": "［密码已隐去］",
}

_PLAIN = str.maketrans("０１２３４５６７８９Ｘｘ：　", "0123456789Xx: ")
_LINK = re.compile(r"https?://[^\s\u4e00-\u9fff]{1,2000}", re.IGNORECASE)

_LABEL = re.compile(
    r"(?P<order>订单|单号|编号|流水|运单|物流|快递|order)"
    r"|(?P<card>卡号|银行卡|储蓄卡|信用卡|借记卡|(?:他|她|我|对方|骗子|这张|这个)的?卡)"
    r"|(?P<account>银行|[农工建中招]行|账户|帐户|户名|(?:打款?|转|汇)[到给])"
    r"|(?P<person>身份证|证件|ID号码)",
    re.IGNORECASE,
)
_NEAR = 16
"""Characters before a number in which a label speaks for it; after it, half as many."""

_LONG = re.compile(
    r"""(?<![\dA-Za-z])(?:
        \d{4}([ -])(?:\d{4}\1){2}\d{1,4}(?:\1\d{1,3})?     # a card in groups of four
      | \d{6}([ -])\d{8}\2\d{3}[\dXx]                      # an ID number in its three parts
      | \d{16,19}
      | 62\d{2}(?:[ -]{0,3}\d){12,15}                      # a card of UnionPay in any groups
      | (?=\d(?:[ -]{0,3}\d){15,18}(?![ -]{0,3}\d))       # 16 to 19 digits in groups, none a number by itself
        \d{4,10}(?:[ -]{1,3}\d{4,13}){0,3}[ -]{1,3}\d{1,13}(?![ -]{0,3}\d)
      | \d{12,19}[Xx]?
    )(?![\dA-Za-z*])""",
    re.VERBOSE,
)
_SAYS = r"(?:是|为|号|:|\s|,|，|就|叫|的|我|都|已经|发来|发给|报给|给|他|她|了|“|\"|「|【|\[)"
_CODE = re.compile(
    rf"(?P<before>(?:验证|校验|动态|短信|激活)(?:码|密码){_SAYS}{{0,8}})(?P<secret>\d{{4,8}})(?![\d年元块岁次天人月多])"
    r"|(?<!\d)(?P<secret2>\d{4,8})(?=\s?[(（]?(?:是|为|这个|，|,)?(?:您的|我的|你的)?(?:验证|校验|动态)码)"
)
_PASSWORD = re.compile(
    rf"(?P<before>(?:密码|口令|pass(?:word|code)|pwd){_SAYS}{{0,8}})(?P<secret>[A-Za-z0-9!@#$%^&*._+-]{{4,32}})(?![年元块岁次天人月多])",
    re.IGNORECASE,
)


def mask(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with a mark in place of each such number, and the kinds found (``id_card``, ``bank_card``, ``code``, …).

    ID numbers of the first generation (15 digits) go only where the text calls them one. Never raises.
    """
    plain = text.translate(_PLAIN)
    links = [match.span() for match in _LINK.finditer(plain)]
    found = [span for span in (*_secrets(plain), *_numbers(plain)) if not _inside(span[0], links)]
    return _blotted(text, sorted(found)), tuple(dict.fromkeys(kind for _, _, kind in sorted(found)))


_Span = tuple[int, int, str]


def _secrets(text: str) -> list[_Span]:
    codes = [(*match.span("secret" if match["secret"] else "secret2"), "code") for match in _CODE.finditer(text)]
    return codes + [(*match.span("secret"), "password") for match in _PASSWORD.finditer(text)]


def _numbers(text: str) -> list[_Span]:
    kinds = [(match, _kind(match[0], _label(text, match))) for match in _LONG.finditer(text)]
    return [(*match.span(), kind) for match, kind in kinds if kind]


def _inside(position: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in spans)


def _blotted(text: str, found: list[_Span]) -> str:
    pieces, done = [], 0
    for start, end, kind in found:
        if start >= done:
            pieces += [text[done:start], MARKS[kind]]
            done = end
    return "".join([*pieces, text[done:]])


def _label(text: str, number: re.Match[str]) -> str:
    """What the nearest label says: the last one before the number, else one right after it."""
    start, end = number.span()
    before = [match.lastgroup for match in _LABEL.finditer(text, max(0, start - _NEAR), start)]
    after = [match.lastgroup for match in _LABEL.finditer(text, end, end + _NEAR // 2)]
    return next((name for name in (*before[-1:], *after[:1]) if name), "")


def _kind(written: str, label: str) -> str:
    number = re.sub("[ -]", "", written).upper()
    if label == "order":
        return ""
    if is_id_card(number) or (label == "person" and len(number) in {15, 18}):
        return "id_card"
    if number.isdecimal() and (label == "card" or _looks_like_a_card(number, label == "account")):
        return "bank_card"
    return ""


def is_id_card(number: str) -> bool:
    """Whether 18 characters are a Chinese ID number: a real birthday, and the check digit of GB 11643."""
    shape = re.fullmatch(r"[1-8][0-9]{16}[0-9X]", number) is not None
    return shape and _is_day(number[6:14]) and _check_digit(number) == number[17]


def _check_digit(number: str) -> str:
    return "10X98765432"[sum(int(digit) * 2 ** (17 - place) for place, digit in enumerate(number[:17])) % 11]


def _is_day(digits: str) -> bool:
    try:
        return 1900 <= date.fromisoformat(digits).year <= 2100
    except ValueError:
        return False


def _looks_like_a_card(number: str, beside_an_account: bool) -> bool:
    """UnionPay cards begin with 62 and have 16 to 19 digits; Visa and Mastercard have 16.

    Beside words of an account a mistyped one goes too.
    """
    unionpay = number.startswith("62") and 16 <= len(number) <= 19
    foreign = len(number) == 16 and re.match("4|5[1-5]", number) is not None
    return (unionpay or foreign) and (beside_an_account or luhn(number))


def luhn(number: str) -> bool:
    """Whether the last digit is the check digit of ISO/IEC 7812-1."""
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(number))]
    return sum(digit - 9 if digit > 9 else digit for digit in doubled) % 10 == 0
