"""Words that weaken a complaint, and how to say it instead.

It reads a person's own words: abuse, threats, absolutes, guesses, legal labels, claims of law without an article. What
somebody else said (in quotation marks, or told as their words) is evidence, and is left alone. It knows no case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;\n”」]*")

_QUOTED = re.compile(r"“[^”]*”|「[^」]*」|\"[^\"]*\"|《[^》]*》")
_TOLD_OF_OTHERS = re.compile(
    r"(?:他|她|它|对方|卖家|商家|店家|主播|客服|有个|有人|那人|那个|那男|那女|男的|女的|网友|骗子|前男友|前女友|前夫|前妻"
    r"|陌生人|评论|私信|账号)[^。！？；]*"
    r"(?:说|骂|威胁|扬言|恐吓|勒索|敲诈|发来|发消息|回复|称|讲|喊|叫|要|会|拿|逼|不给)[^。！？；]*$"
)

_ONLY_A_NAME = ("对方", "商家", "该店铺")
"""What is left of a sentence that did nothing but call names."""

_ABUSE = "骂人的话会让人先看语气，不看事实"
_THREAT = "威胁的话会让这件事被当成要挟，先写事实和请求"
_ABSOLUTE = "说得太满，一处说不准，别处也会被怀疑"
_GUESS = "这是推测，只写看到的、收到的"
_LABEL = "定性要由有权的部门来做，先写对方做了什么"
_LAW = "没有写明哪部法哪一条时，不写“依法”“法定”"
_MULTIPLE = "是否构成欺诈要先有认定，先把事实和金额写清楚"


@dataclass(frozen=True, slots=True)
class Finding:
    """Some words, why they weaken the complaint, and a neutral wording; none means the sentence is better left out."""

    words: str
    why: str
    instead: str | None


@dataclass(frozen=True, slots=True)
class _Rule:
    words: re.Pattern[str]
    why: str
    instead: str | None
    others_may: bool = True
    """Whether it may stand when it is told of others."""
    may_follow: re.Pattern[str] | None = None
    """What it may stand right after."""
    article_may: bool = False
    """Whether it may stand in a sentence that names an article of a law."""

    def allows(self, text: str, place: int) -> bool:
        """Whether its words may stand at this place of the text all the same."""
        before = text[:place]
        return (
            (self.others_may and _TOLD_OF_OTHERS.search(before) is not None)
            or (self.may_follow is not None and self.may_follow.search(before) is not None)
            or (self.article_may and _beside_an_article(text, place))
        )


def _rule(
    words: str,
    why: str,
    instead: str | None,
    *,
    others_may: bool = True,
    may_follow: str = "",
    article_may: bool = False,
) -> _Rule:
    after = re.compile(rf"(?:{may_follow})\Z") if may_follow else None
    return _Rule(re.compile(words, re.IGNORECASE), why, instead, others_may, after, article_may)


_CURSES = (
    "狗日的|王八蛋|龟儿子|龟孙子|鳖孙|杂种|婊子养的|狗东西|狗杂碎|混蛋|人渣|贱人|他妈的|妈的"
    r"|[傻煞沙][逼比叉屌]|(?<![a-z])s\.?b"
)
"""What people call somebody; where it stands before a name or for one, the rest of the sentence is kept."""

_DOUBTED = "疑似|怀疑是|认为是|可能是"
_DONE_TO_ME = "有人|[让遭给]人|被[^，。]{0,4}"
"""被人恶意举报: what stands before a deed that is told and not guessed."""

_RULES = (
    _rule(rf"(?:{_CURSES})(?=平台|客服|商家|卖家|店|公司|软件|主播|审核|快手|抖音)", _ABUSE, ""),
    _rule(rf"(?:你们)?[这那一](?:个|帮|群|伙|些)(?:{_CURSES})(?=[\u4e00-\u9fff])", _ABUSE, "对方"),
    _rule(
        r"[傻煞沙][逼比叉屌]|(?<![a-z])s\.?b(?![a-z])|你?他?妈的|尼玛|[操草艹]你|王八蛋?|混蛋|畜生|脑残|不要脸|无耻|狗东西|狗平台"
        r"|狗日的|龟儿子|龟孙|鳖孙|杂种|婊子|狗杂|贱人|狗屁|操蛋|妈卖批|吃屎|不得好死|断子绝孙"
        r"|垃圾(?:平台|客服|商家|店|公司|软件|玩意)|死全家|去死|滚蛋|人渣|恶心人|缺德|坑爹|丧良心|没良心",
        _ABUSE,
        None,
    ),
    _rule(r"黑心(?:商家|卖家|店家?|老板)", _ABUSE, "商家", others_may=False),
    _rule(r"坑人|坑钱|坑老百姓", _ABUSE, None),
    _rule(
        r"曝光(?!量|率|度|了?我|了?孩子|了?家)|(?:找|联系|告诉)(?:媒体|记者|电视台)|上(?:新闻|热搜)|发到?(?:网上|朋友圈)让大家"
        r"|不(?:赔|退|解封|处理|解决|给)[^。；，]{0,6}[，,]?我?就|后果自负|走着瞧|跟你们?没完|没完没了地?投诉|天天投诉|投诉到底|给?差评"
        r"|找人(?:弄|收拾|举报)|搞死|弄死",
        _THREAT,
        None,
    ),
    _rule(
        r"(?:[退假]一赔[一二三四五六七八九十]|(?:三|十|[2-9]|10)倍(?:的)?赔偿|赔[偿付]?(?:三|十|[2-9]|10)倍)",
        _MULTIPLE,
        None,
    ),
    _rule(r"(?<=我)(?:肯定|绝对|百分之?百|100[%％]|铁定)", _ABSOLUTE, ""),
    _rule(r"(?:肯定|一定|绝对|百分之?百|铁定|明摆着|毫无疑问)(?:就)?是", _ABSOLUTE, "应该是"),
    _rule(r"(?:肯定|绝对|百分之?百|铁定|毫无疑问)(?=没|不|会|有|属于|违)", _ABSOLUTE, ""),
    _rule(r"故意(?:打压|针对|整|刁难|限流|坑)|恶意打压|蓄意|暗箱操作|串通好|背后有人", _GUESS, None),
    _rule("恶意举报", _GUESS, "疑似恶意举报", may_follow=f"{_DOUBTED}|{_DONE_TO_ME}"),
    _rule(r"(?:估计|八成|多半|十有八九|猜)(?:就)?是", _GUESS, "可能是"),
    _rule(r"(?<!不)是(?:一?个|一群|一帮)?(?:大?骗子|诈骗犯?|犯罪|黑店)(?=[^\u4e00-\u9fff]|$)", _LABEL, None),
    _rule(r"(?:[这那](?:个|帮|群|伙|些)?)?(?:诈骗犯|骗子团伙|大?骗子|犯罪分子|罪犯)", _LABEL, "对方", others_may=False),
    _rule(r"奸商|无良(?:商家|卖家|店家?)", _LABEL, "商家", others_may=False),
    _rule(r"黑店|骗子店|诈骗(?:平台|公司|店铺?)", _LABEL, "该店铺", others_may=False),
    _rule(r"依法|法定", _LAW, "", article_may=True),
)


def lint(text: str) -> tuple[Finding, ...]:
    """What would be better said otherwise, in the order of the text."""
    found = [(start, finding) for start, _, finding in _found(text)]
    return tuple(finding for _, finding in sorted(found, key=lambda pair: pair[0]))


def neutral(text: str) -> str:
    """The text in a neutral tone: words replaced, and sentences left out where no wording would do."""
    return "".join(filter(None, map(neutral_sentence, SENTENCE.findall(text))))


def neutral_sentence(sentence: str) -> str | None:
    """One sentence in a neutral tone; none where it is better left out."""
    for start, end, finding in sorted(_found(sentence), key=lambda hit: -hit[0]):
        if finding.instead is None:
            return None
        sentence = sentence[:start] + finding.instead + sentence[end:]
    return None if sentence.strip("。！？!?；;，, \n") in _ONLY_A_NAME else sentence


def _found(text: str) -> Iterator[tuple[int, int, Finding]]:
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    taken: list[tuple[int, int]] = []
    for rule in _RULES:
        for match in rule.words.finditer(text):
            start, end = match.span()
            if _inside(match.start(), quoted) or any(start < e and s < end for s, e in taken):
                continue
            if rule.allows(text, start):
                continue
            taken.append((start, end))
            yield start, end, Finding(match[0], rule.why, rule.instead)


def _inside(place: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)


def _beside_an_article(text: str, place: int) -> bool:
    """Whether the sentence around a place names an article (第…条)."""
    around = text[max(text.rfind("。", 0, place), 0) : (text.find("。", place) + 1) or len(text)]
    return re.search(r"第[〇零一二三四五六七八九十百\d]+条", around) is not None
