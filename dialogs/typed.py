"""What people type where a button stands: skipped, done, the second one, thank you, a question back.

It reads short whole messages only, and knows no question and no case.
"""

from __future__ import annotations

import re

SHORT = 20
"""Characters; what is longer says more than that."""

MARKS = " ，。,.、~～！!?？\n"
"""What is left off around a few words. Where a question must not pass for an answer, ``stated`` reads them."""

ANY_MARK = "[，。,、.；;：:~～！!?？\\s]"
"""One of them, as a pattern."""

_DIGITS = "一二三四五六七八九"

_WHAT = "(?:了|是|的|哪[一年月天日个号家里儿]*(?:判?错)?|为什么|什么时候|几[点号月]|多少钱?|具体|叫?(?:什么|啥)|名字?)*"
_UNKNOWN = (
    rf"(?:(?:不(?:太|大)?(?:知道|清楚|晓得|记得)|记不(?:太|大)?[清得]楚?|忘(?:记|掉)?|说不(?:清楚?|上来|好|准)|想不起来){_WHAT}"
    r"|没(?:仔细|注意|怎么|太|细)+看?|没留意|[找看查]不[到见](?:了|的)?)"
)
_DOES_NOT_KNOW = re.compile(
    rf"(?:(?:我|都|也|就|早|现在|已经|是|这个|那个|有点|真|实在)*{_UNKNOWN}(?:了|的|啊|呀|吧|哦|呢)*[，,\s]*)+"
)
_SKIPS = re.compile(
    rf"(?:我|都|就|先|暂时|这个)*(?:跳过|没有?|无|没[写说]|[在见看](?:照片|图片?|截图)[里上中]?面?|{_UNKNOWN})(?:有|了|的|啊|呀|吧|哦|呢)*"
)
_DID_IT = re.compile(
    r"(?:我|都|已经)*(?:[截存拍弄做打]|保存|处理|截图|拍照|录屏)(?:好|完|过|下来)?[了啦咯喽]|(?:都|已经)*[好完][了啦咯喽]|ok|好的?|嗯+|行",
    re.IGNORECASE,
)
_YES = re.compile(
    r"(?:(?:都|全|就)?(?:对|没错|是|好|行|嗯|可以|没问题|正确)(?:的|了|啊|呀|吧)*[，,\s]*)+(?:(?:请|就|快)?(?:把文字)?给我(?:文字|写)?吧?)?"
)
_NO = ("不", "不对", "不是", "不是的", "错了", "没有", "别的", "是别的")
_ORDINAL = re.compile(rf"(?:我?选|就|看)?(?:第|(?<=选))([{_DIGITS}1-9])(?:个|条|项|种)?")
_THANKS = re.compile(
    r"(?:好的?|嗯+|哦+|行|ok|收到|知道了?|明白了?|可以|谢谢|多谢|感谢|辛苦了?|麻烦了|再见|拜拜|您|你|啊|呀|了|啦|哈|，|,|\s)+",
    re.IGNORECASE,
)
_CALLS = re.compile(r"(?:你好|您好|在吗|在不在|有人吗|hi|hello|哈喽|喂)[啊呀吗]?", re.IGNORECASE)
_WORDS = re.compile(r"[\u4e00-\u9fffA-Za-z]{2}")

_ASKS_HOW = re.compile(
    r"[^，。；]{0,8}(?:在哪里?|去哪里?|到哪里?|哪里|怎么|咋)(?:看|找|查|弄|截图?|填|写|复制)(?:啊|呀|呢)?[?？。]*"
    r"|(?:这个?|那个?)?是?(?:啥|什么)意思[?？。]*"
)
_QUESTION = re.compile(
    r"[?？]\s*$|(?:吗|[怎咋]么?办|什么意思|有(?:啥|什么)用|在哪[里儿]?看[^，。；]{0,6}|为什么|行不行?|好不好|可不可以|然后呢|多久|多长时间|要几天)(?:能?好|能行|有结果|啊|呀|呢)*[。\s]*$"
    r"|要不要|了没有?[。\s]*$|是?(?:干|做)(?:嘛|什么|啥)的[。\s]*$|^(?:你们?|您)?(?:为什么|为啥|干嘛|怎么)(?:还|老)?要?(?:问|填|写|知道)|^(?:这个?|那个?|你们?|您)?(?:是不是|能不能|会不会|可不可以)"
)
_GOES_ON = re.compile(
    r"(?:我|现在|没事|没危险|很|挺|是|安全|[的了，,。\s])*(?:继续|接着说?|说投诉|办投诉)(?:投诉|吧)*|(?:我|现在|是|很|挺)*安全的?了?"
)
_AROUND = r"我|想|要|请|先|那|就|还是|帮我|给我"
_BARE = re.compile(rf"(?:{_AROUND})*(?P<bare>.+?)(?:一下|下|吧|呗|嘛|啊|呀)*")


def agrees(text: str) -> bool:
    """Whether it only says yes: 对, 没错。"""
    return _is(_YES, text)


def denies(text: str) -> bool:
    """Whether it only says no: 不是, 是别的。"""
    return unmarked(text) in _NO


def unmarked(text: str) -> str:
    """The words without the marks and spaces around them: 没有 for 没有！."""
    return text.strip(MARKS)


def skips(text: str) -> bool:
    """Whether an answer says only that there is none, or that it is not known: 没有, 不知道, 跳过."""
    return _is(_SKIPS, text) or does_not_know(text)


def does_not_know(text: str) -> bool:
    """Whether an answer says only that it is not known or cannot be found: 忘了哪天了, 看不到了 找不到了."""
    return _is(_DOES_NOT_KNOW, text)


def did_it(text: str) -> bool:
    """Whether an answer says only that it is done: 好了, 存好了."""
    return _is(_DID_IT, text)


def ordinal(text: str) -> int | None:
    """Which of the offered ones is meant by its place, counted from 1: 第二个, 选2."""
    found = _ORDINAL.fullmatch(unmarked(text))
    return number(found[1]) if found else None


def number(words: str) -> int:
    """A number in digits, or one of 一 to 九."""
    return _DIGITS.find(words) + 1 or int(words)


def tells_nothing(text: str) -> bool:
    """Whether no story can be read from a message: a greeting, a picture, a mark, 不知道."""
    return _WORDS.search(text) is None or any(_is(pattern, text) for pattern in (_CALLS, _SKIPS, _THANKS))


def goes_on(text: str) -> bool:
    """Whether somebody says that nothing is wrong, and to go on: 我没事，继续."""
    return _is(_GOES_ON, text)


def asks_how(text: str) -> bool:
    """Whether a message does nothing but ask where something is found, or what is meant."""
    return _ASKS_HOW.fullmatch(text.strip()) is not None


def asks_back(text: str) -> bool:
    """Whether a short message is a question to us and not an answer."""
    return len(text) <= 40 and _QUESTION.search(text.strip()) is not None


def stated(text: str) -> str:
    """The words without the marks around them, and none where they ask: 取消？ cancels nothing."""
    return "" if asks_back(text) else unmarked(text)


def bare(text: str) -> str:
    """A few words without what politeness puts around them: 返回 for 我要返回一下."""
    said = unmarked(text)
    found = _BARE.fullmatch(said) if len(said) <= SHORT else None
    return found["bare"] if found else said


def _is(pattern: re.Pattern[str], text: str) -> bool:
    said = unmarked(text)
    return len(said) <= SHORT and pattern.fullmatch(said) is not None
