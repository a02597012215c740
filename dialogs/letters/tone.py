"""Words that weaken a complaint, and how to say it instead.

It reads a person's own words: abuse, threats, absolutes, guesses, legal labels, claims of law without an article. What
somebody else said (in quotation marks, or told as their words) is evidence, and is left alone. Where no wording would
do, the clause goes and the rest of the sentence stays. It knows no case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;\n”」]*")

_QUOTED = re.compile(r"“[^”]*”|「[^」]*」|\"[^\"]*\"|《[^》]*》")
_BREAK = re.compile(r"[，。！？；;!?\n]|,(?!\d)|(?<=[\u4e00-\u9fff])[ \t\u3000]+(?=[\u4e00-\u9fff])")
"""Between two clauses."""
_SAYING = "说(?!实话|真的|白了|到底)|骂|威胁|要挟|扬言|恐吓|勒索|敲诈|回复|称|讲|喊"
_TOLD_OF_OTHERS = re.compile(
    r"(?:他|她|它|对方|卖家|商家|店家|主播|客服|有个|有人|那人|那个|那男|那女|男的|女的|网友|骗子|前男友|前女友|前夫|前妻"
    r"|陌生人|评论|私信|账号).*(?:发来|发消息|叫|要|会|拿|逼|不给).*$"
    rf"|(?<!我)(?<!我们)(?<!我[就要也还只])(?:{_SAYING}).*$"
)
"""What others say or do, before a place in the same clause; the person's own saying is none of it."""
_QUOTING = re.compile(r"(?<!我)(?:说|骂|喊|回复|称|讲)(?:过|了|道)?[：:\s]*$")
"""Others speak in the next clause."""
_THREATENED = re.compile(r"(?<!我)(?<!我们)(?:威胁|要挟|扬言|恐吓|勒索|敲诈|逼)")
_MY_TURN = re.compile(r"我们?(?:就|要|会|去|想|只能|只好|天天)|你们")
_IF_I_DO_NOT = re.compile(
    r"不(?:给钱|给(?!退|赔|换|修|解|处|我|个)|转|打(?:钱|款)|汇|付|交|听话|复合|加|见面)[^退赔]*$"
)
"""A condition that is put to the person: whoever says it threatens them."""

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
    """Some words, why they weaken the complaint, and a neutral wording; none means the clause is better left out."""

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
            (self.others_may and _told_of_others(before))
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


_MOTHER = (
    r"[你尼]妈的|(?<=[我你真太这那都就又])他妈的|(?<![\u4e00-\u9fff])他妈的"
    r"(?!(?:抖音|快手|直播)?(?:账?号|视频|作品|手机|微信|电话|照片|名字|身份证|店|钱|卡|订单))"
    r"|(?<![\u4e00-\u9fff])妈的|(?<=[真太这都又])妈的"
)
"""The curse; 我妈的号, 她妈的视频 is what a mother has."""
_CURSES = (
    "狗日的|王八蛋|龟儿子|龟孙子|鳖孙|杂种|婊子养的|狗东西|狗杂碎|混蛋|人渣|贱人"
    r"|[傻煞沙][逼比叉屌]|(?<![a-z])s\.?b"
)
"""What people call somebody; where it stands before a name or for one, the rest of the sentence is kept."""

_DOUBTED = "疑似|怀疑是?|认为是|可能是?"
_DONE_TO_ME = "有人|[让遭给]人|被[^，。]{0,4}"
"""被人恶意举报: what stands before a deed that is told and not guessed."""

_RULES = (
    _rule(_MOTHER, _ABUSE, ""),
    _rule(rf"(?:{_CURSES})(?=平台|客服|商家|卖家|店|公司|软件|主播|审核|快手|抖音)", _ABUSE, ""),
    _rule(rf"(?:你们)?[这那一](?:个|帮|群|伙|些)(?:{_CURSES})(?=[\u4e00-\u9fff])", _ABUSE, "对方"),
    _rule(
        r"[傻煞沙][逼比叉屌]|(?<![a-z])s\.?b(?![a-z])|尼玛|[操草艹]你|王八蛋?|混蛋|畜生|脑残|不要脸|无耻|狗东西|狗平台"
        r"|狗日的|龟儿子|龟孙|鳖孙|杂种|婊子|狗杂|贱人|狗屁|操蛋|妈卖批|吃屎|不得好死|断子绝孙"
        r"|垃圾(?:平台|客服|商家|店|公司|软件|玩意)|死全家|去死|滚蛋|人渣|恶心人|缺德|坑爹|丧良心|没良心",
        _ABUSE,
        None,
    ),
    _rule(r"黑心(?:商家|卖家|店家?|老板)", _ABUSE, "商家", others_may=False),
    _rule(r"坑人|坑钱|坑老百姓", _ABUSE, None),
    _rule(
        r"曝光(?!量|率|度|了?我|了?孩子|了?家|[了过])|(?:找|联系|告诉)(?:媒体|记者|电视台)(?![了过]|曝光我)"
        r"|(?:让|给|等着|就|要)(?:你们?|他们?|平台|商家)?上(?:新闻|热搜)|发到?(?:网上|朋友圈)让大家"
        r"|后果自负|走着瞧|跟你们?没完|没完没了地?投诉|天天投诉(?!我)|投诉到底|就(?:天天)?给?(?:你们?|他们?)?差评"
        r"|找人(?:弄|收拾|举报)(?!我|死我)|(?<!想)[搞弄]死(?!我|人)",
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
    _rule(r"(?:雇|买|请|找)(?:了|来)?(?:一?[批群帮])?水军", _GUESS, "疑似{}", may_follow=_DOUBTED),
    _rule(r"(?:估计|八成|多半|十有八九|猜)(?:就)?是", _GUESS, "可能是"),
    _rule(r"(?<!不)是(?:一?个|一群|一帮)?(?:大?骗子|诈骗犯?|犯罪|黑店)(?=[^\u4e00-\u9fff]|$)", _LABEL, None),
    _rule(
        r"(?:[这那](?:个|帮|群|伙|些)?)?(?:诈骗犯|骗子团伙|大?骗子|犯罪分子|罪犯)",
        _LABEL,
        "对方",
        others_may=False,
        may_follow="说[^，。]{0,8}是(?:一?个|大)?",
    ),
    _rule(r"奸商|无良(?:商家|卖家|店家?)", _LABEL, "商家", others_may=False),
    _rule(r"黑店|骗子店|诈骗(?:平台|公司|店铺?)", _LABEL, "该店铺", others_may=False),
    _rule(r"依法|法定", _LAW, "", article_may=True),
)


def lint(text: str) -> tuple[Finding, ...]:
    """What would be better said otherwise, in the order of the text."""
    found = [(start, finding) for start, _, finding in _found(text)]
    return tuple(finding for _, finding in sorted(found, key=lambda pair: pair[0]))


def neutral(text: str) -> str:
    """The text in a neutral tone: words replaced, and clauses left out where no wording would do."""
    return "".join(softened(sentence)[0] for sentence in SENTENCE.findall(text))


def softened(sentence: str, *, labels: bool = False) -> tuple[str, tuple[str, ...]]:
    """One sentence in a neutral tone, empty where nothing of it may stand, and the clauses that were left out.

    ``labels``: what somebody is called (骗子) may stand.
    """
    hits = [hit for hit in _found(sentence) if not (labels and hit[2].why == _LABEL)]
    kept, dropped, gone_before = "", [], False
    for start, end in reversed(_clauses(sentence)):
        within = sorted((hit for hit in hits if start <= hit[0] < end), key=lambda hit: -hit[0])
        clause = sentence[start:end]
        gone = any(finding.instead is None for _, _, finding in within) or (gone_before and _is_condition(clause))
        if gone:
            dropped.append(_bare(clause))
        else:
            for place, until, finding in within:
                clause = clause[: place - start] + (finding.instead or "") + clause[until - start :]
            kept = clause + kept
        gone_before = gone and any(finding.why == _THREAT for _, _, finding in within)
    if dropped and kept:
        stop = re.search(r"[。！？!?；;\n”」]*$", sentence)
        kept = _TAIL.sub("", kept) + (stop[0] if stop else "")
    only_a_name = any(finding.why == _LABEL and finding.words == _bare(sentence) for _, _, finding in _found(sentence))
    if not _bare(kept) or _bare(kept) in _ONLY_A_NAME or only_a_name:
        return "", () if labels and only_a_name else (_bare(sentence),)
    return kept, tuple(reversed(dropped))


_TAIL = re.compile(r"[，,。！？!?；;\s]+$")
_CONDITION = re.compile(r"(?:你们?|平台|官方|要是|如果|若|再)*(?:要是|如果|若|再|你们)+不.{0,8}")


def _is_condition(clause: str) -> bool:
    """Whether a clause says no more than when a threat would be carried out."""
    return _CONDITION.fullmatch(_bare(clause)) is not None


def _bare(text: str) -> str:
    return text.strip("。！？!?；;，, \n")


def _clauses(sentence: str) -> list[tuple[int, int]]:
    """Where its clauses begin and end, each with the stop that follows; what is quoted is not cut."""
    quoted = [match.span() for match in _QUOTED.finditer(sentence)]
    ends = [match.end() for match in _BREAK.finditer(sentence) if not _inside(match.start(), quoted)]
    places = [0, *ends, len(sentence)]
    return [(start, end) for start, end in pairwise(places) if start < end]


def _told_of_others(before: str) -> bool:
    """Whether the words that follow are somebody else's: their saying excuses the clause they speak in.

    A threat that was put to the person goes on until the person says what they will do.
    """
    *earlier, own = _BREAK.split(before)
    mine = _MY_TURN.search(own) is not None
    if _TOLD_OF_OTHERS.search(own) and not re.search("你们", own):
        return True
    if earlier and _QUOTING.search(earlier[-1]):
        return True
    return not mine and (_IF_I_DO_NOT.search(own) is not None or any(map(_THREATENED.search, earlier)))


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
            instead = rule.instead.replace("{}", match[0]) if rule.instead else rule.instead
            yield start, end, Finding(match[0], rule.why, instead)


def _inside(place: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)


def _beside_an_article(text: str, place: int) -> bool:
    """Whether the sentence around a place names an article (第…条)."""
    around = text[max(text.rfind("。", 0, place), 0) : (text.find("。", place) + 1) or len(text)]
    return re.search(r"第[〇零一二三四五六七八九十百\d]+条", around) is not None
