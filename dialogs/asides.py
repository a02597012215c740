"""What is said to us beside the question that stands: a question of the person's own, or thanks.

The few that everybody asks have an answer of their own. It knows no case and no question of ours.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from dialogs import texts, typed

SHORT = 20
"""Characters; who says more is telling something."""

BARE = 12
"""Characters; so few with 多久 in them ask, also without a mark."""

_END = r"(?:啊|呀|呢|哦|嘛|的|了|[?？。，,\s])*"
_YOU = "(?:那|这个?|你们?|您|理直|写这个|办这个|投诉|咨询)*"

_PLAIN = {
    "money": rf"""
        {_YOU}(?:是不是)?(?:要不要|需不需要|用不用|收不收|要|得|需要|收|用|花|有没有)(?:我)?(?:给|交|付|花)?(?:多少)?
        (?:钱|费用?|收费)(?:吗|么|不)?{_END}|{_YOU}是?(?:不?收费|不?收我?的?钱|免费|怎么收费)的?(?:吗|么|不|吧)?{_END}
    """,
    "who": rf"""
        [^没]{{0,4}}(?:真人|机器人|活人|人工(?:客服)?|电脑|AI)(?:吗|么|吧|还是.*)?{_END}|(?:转|找|要)?人工{_END}|你是谁{_END}
    """,
    "next": rf"""
        (?:那|我)?(?:然后|接下来|下一步|后面|现在|该)*(?:呢|[怎咋]么?[办弄搞]|干(?:嘛|什么|啥)|做什么|做啥){_END}
    """,
    "wait": r"""
        (?=.{2})(?:(?:你|您|先|请)?(?:等(?:一?下|一?等|会儿?|一会儿?|我)?|稍等)(?:一?下|一会儿?)?)?[，,。\s]*
        (?:让?我(?:先|现在|这就|回头)?(?:再)?(?:去)?(?:[找看查翻](?:一?[找看查翻]|一?下|一下子)?)(?:看|再说)?)?[啊呀哦哈吧]?
    """,
    "later": r"""
        (?:我|先)?(?:等(?:一?下|会儿?|一会儿?|我)?|晚点儿?|回头|明天|待会儿?|一会儿?|过会儿?)(?:我)?(?:再|就|在)?
        (?:给|发|补|拍|找|说|弄|填|写|搞)(?:出来|过来|一下)?(?:给)?(?:你|您)?[^，。\d]{0,6}
    """,
    "pause": r"""
        (?:我|先|你|这个?|就)*(?:放一?放|放着|搁着|搁一?搁|缓一?缓)(?:吧|啊|呗)?
        (?:[，,\s]*(?:我|先|要|得|还)*[去做干忙][^，。]{0,8})?
    """,
    "thanks": rf"(?:好的?|嗯+|哦+|行|知道了)*[，,\s]*(?:谢谢|多谢|感谢|辛苦|麻烦)(?:你|您|啦|了)*{_END}",
}
"""Sentences that mean this as a whole."""

_SAME = {"later": "wait", "pause": "wait"}
"""What is answered alike."""

_ASKED = {
    "safe": "安不安全|(?<![钱卡号])安全(?:吗|么|不)|(?:会|会不会|不会|别)(?:去)?(?:告诉|跟|泄[露漏]|发给|传)|保密",
    "how_long": "多久(?!了|都)|多长时间|[要得]等?几天|几天(?:能|可以)|(?:什么|啥)时候(?:能|才|可以|会)|等到什么时候",
    "will_it": """
        (?:能|会|可以).{0,6}(?:成|行|有用|成功|[追要退拿]回来?|解封|退)(?:吗|么|不)|有用(?:吗|么)|有没有用|
        (?:能不能|会不会).{0,6}(?:成功?|有用|[追要退拿]回来?|解封)
    """,
}
"""Words that mean this in a question."""


def _compiled(words: Mapping[str, str]) -> dict[str, re.Pattern[str]]:
    return {name: re.compile(pattern, re.VERBOSE) for name, pattern in words.items()}


_WHOLE, _WITHIN = _compiled(_PLAIN), _compiled(_ASKED)

_OF_OTHERS = re.compile(
    "商家|客服|他|她|平台|对方|主播|卖家|店|老板|通知|凭[什啥]|怎么(?:就|叫|算|会|能|可能|没)|哪里?(?:错|违|抄|搬)|难道|(?<!是)不是"
)
"""A question about others, or one that needs no answer (怎么叫搬运), tells something."""

_HOW_TO_ANSWER = re.compile(rf"(?:写|填|发|拍|截|传|抄)(?:了|上|全)?(?:吗|么|不|什么|哪个?|多少|行吗){_END}$")


def answer_to(text: str, *, telling: bool = False) -> str:
    """What to say to a few words that everybody says beside a question of ours; empty for anything else.

    ``telling``: a new complaint is being told, so what comes next is known: the rest of its questions, then the text.
    """
    said = typed.unmarked(text)
    if len(said) > SHORT:
        return ""
    whole = (name for name, words in _WHOLE.items() if words.fullmatch(said))
    asked = len(said) <= BARE or typed.asks_back(text)
    within = (name for name, words in _WITHIN.items() if asked and words.search(said))
    name = next(whole, None) or (next(within, None) if not _OF_OTHERS.search(said) else None)
    if name == "next" and not telling:
        return ""
    return texts.ASIDES[_SAME.get(name, name)] if name else ""


def asks_us(text: str) -> bool:
    """Whether a few words that could be an answer are a question to us: 都要写吗, 这个有必要吗."""
    if len(text.strip()) > SHORT:
        return False
    return bool(_HOW_TO_ANSWER.search(text)) or (typed.asks_back(text) and not _OF_OTHERS.search(text))


def says_nothing(text: str) -> bool:
    """Whether an answer in words is none: thanks, a greeting, 好的, a picture. 锅 and 1800 say something."""
    if typed.skips(text) or re.search(r"\d", text):
        return False
    said = typed.unmarked(text)
    one = re.fullmatch(r"[\u4e00-\u9fff]", said)
    return said in "嗯哦好行有是对在啊喂" if one else typed.tells_nothing(text)
