"""A person's own words, made ready for a letter: whole sentences, lightly cleaned, in a neutral tone.

Greetings, cries for help and questions to the assistant go; nothing is added and nothing is reworded beyond what
``tone`` replaces. It knows no case and no destination.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dialogs.letters.tone import SENTENCE, softened

_ASIDE = re.compile(
    r"^(?:你好|您好|在吗|在不在|有人吗|请问|救命|救救我|求助|求求.*|谢谢.{0,4}|麻烦.{0,3}|哎|唉|啊|呜+)$"
    r"|怎么办|咋办|咋整|怎么搞|怎么弄|咋弄|怎么(?:投诉|举报|申诉)|如何(?:投诉|举报|申诉)|帮我(?:写|投诉|举报|申诉|看)|帮帮我"
    r"|(?:能|可以)(?:退|要回来?|解封|恢复|投诉|追回).{0,4}吗|^不知道$|是(?:干嘛|干啥|干什么|做什么)的$|能不能(?:帮|投诉)|可以投诉吗|有(?:什么|啥|没有)办法|求解|凭什么|凭啥|气死|气人"
)
_NAME_FOLLOWS = "(?<![叫号])(?<!名字|昵称|[户网姓]名|店名|信名|主播)(?<!收款人)"
_SPOKEN_BREAK = re.compile(
    rf"(?:(?<=[\u4e00-\u9fff]){_NAME_FOLLOWS}|(?<=\d)(?![ \t\u3000]+[元块毛万千百个件笔次份单号年月日天点分秒岁]))"
    r"[ \t\u3000]+(?=[\u4e00-\u9fff])"
)
"""A space that stands for a comma; not the one between a number and its unit, nor the one before a name."""
_CLEANING = (
    (re.compile(r"[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u200d]|\[[\u4e00-\u9fff]{1,4}\]"), ""),
    (re.compile(r"【"), "「"),
    (re.compile(r"】"), "」"),
    (re.compile(r"_{2,}|＿{2,}"), ""),
    (re.compile(r"(?<![A-Za-z0-9])[xX×]{2,}(?![A-Za-z0-9])"), "某"),
    (re.compile(r"[。.]{2,}|…+|~+|～+"), "，"),
    (re.compile(r"[!！]+"), "。"),
    (re.compile(r"[?？]+"), "？"),
    (re.compile(r"(?<=[\u4e00-\u9fff]),"), "，"),
    (re.compile(r"[，,]{2,}"), "，"),
)
CLAUSE = re.compile(r"(?<=[，,；、])|(?=(?:并且|同时|而且|[也还并]要?|再)(?:想|希望|请|要求|举报|查处|退))")
"""Between two clauses, also where no comma stands."""
_AND = re.compile(r"^(?:并且|同时|而且|[也还并再](?=要|想|请|退|举))")
"""What joined a clause to one that is gone."""
_LINK = re.compile(r"https?://[\x21-\x7e]+")
_HELD = re.compile("[\ue000-\uf8ff]")
_RELATIVE = re.compile(
    r"[今昨前]天|[今昨]晚|今早|刚才|刚刚|这两天|前几天|上周|上个?月|上星期|这周|这个月|目前|现在|到现在|至今"
)


@dataclass(frozen=True, slots=True)
class Words:
    """The sentences that may stand in a letter, and what was left out of them, as it was written."""

    kept: tuple[str, ...]
    dropped: tuple[str, ...] = ()


def cleaned(text: str, *, labels: bool = False) -> Words:
    """The person's words as sentences fit for a letter, each ending in its stop (a link ends without one).

    ``labels``: what somebody is called (骗子) may stand.
    """
    links = _LINK.findall(text)
    held = iter(map(chr, range(0xE000, 0xE000 + len(links))))
    kept, dropped = [], []
    for written in SENTENCE.findall(_light(_LINK.sub(lambda _: next(held), _HELD.sub("", text)))):
        sentence = _without_asides(written)
        said, gone = softened(sentence, labels=labels)
        dropped += [_restored(clause, links) for clause in gone if clause]
        if said := said.strip("，, "):
            kept.append(_restored(said if _HELD.match(said[-1]) else said + _stop(written), links))
    return Words(tuple(kept), tuple(dropped))


def without(sentences: Sequence[str], unwanted: re.Pattern[str]) -> list[str]:
    """The sentences without the clauses that match, and without those of which nothing is left."""
    return [left for sentence in sentences if (left := _without(sentence, unwanted))]


def _without(sentence: str, unwanted: re.Pattern[str]) -> str:
    if not unwanted.search(sentence):
        return sentence
    kept = [clause for clause in CLAUSE.split(sentence.strip("。！？!?")) if clause and not unwanted.search(clause)]
    left = _AND.sub("", "".join(kept)).strip("，、；")
    return left + "。" if left else ""


def is_relative(text: str) -> bool:
    """Whether the words count from the day they were said (昨天, 上周, 现在)."""
    return _RELATIVE.search(text) is not None


def ends_in_link(text: str) -> bool:
    """Whether nothing may follow on the same line, or it would be read as part of the link."""
    return re.search(r"https?://[\x21-\x7e]+$", text) is not None


def _light(text: str) -> str:
    """The text without what is no word: pictures, blanks, repeated stops; spaces between clauses become commas."""
    for pattern, instead in _CLEANING:
        text = pattern.sub(instead, text)
    return _SPOKEN_BREAK.sub("，", text.strip())


def _without_asides(sentence: str) -> str:
    """The sentence without what was said to the assistant, and without its stop."""
    clauses = re.split(r"，|,(?!\d)", sentence.strip("。！？!?；;，, \n"))
    return "，".join(clause for clause in map(str.strip, clauses) if clause and not _ASIDE.search(clause))


def _stop(written: str) -> str:
    return "？" if written.rstrip("”」\n ").endswith("？") else "。"


def _restored(text: str, links: list[str]) -> str:
    return _HELD.sub(lambda held: links[ord(held[0]) - 0xE000], text)
