"""What an answer of theirs means, read off the words that tell or quote it: the one table of outcomes.

It only guesses: what is made of it is asked of the person, or typed by them where it was asked. It knows no case.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from dialogs import typed

FOR_A_PLATFORM: Mapping[str, str] = {"accepted": "waiting", "declined": "refused"}
"""Only an office first decides whether it takes a dispute; from anybody else the same words say less, or more."""

_SENT_BACK = r"(?:退(?:款|钱|回)?(?:给我)?(?:到账)?|赔(?:款|付|钱)?|补发|换货)"

_ACTS = r"(?:处理|答复|回复|反馈|联系|审核|复核)"

_WORDS: Mapping[str, re.Pattern[str]] = {
    outcome: re.compile(words)
    for outcome, words in {
        "declined": r"(?:不|未|(?<!还)没)(?:予|有|给)?(?:受理|立案)",
        "refused": r"[没未](?:能|有|给)?(?:解决|通过|过(?!来|去|期|几)|用|调成)|维持|驳回|拒绝?了?(?!收)|"
        r"不(?:通过|予|给|同意|支持|行|成立|能给)|"
        rf"调解?不成|终止|无法(?:恢复|解[封除]|退|支持|受理|通过)|(?:没有?|未发现|不)违规|"
        rf"(?:到现在|一直|还是|还)(?:都)?没(?:有|给)?{_SENT_BACK}",
        "material": r"(?:补[充交传提]?|再|重新|提供|上传|提交|交)[^，,。；]{0,8}"
        r"(?:材料|证据|证明|说明|资料|素材|原[片件视]|视频|截图|凭证|照片)",
        "settled": r"(?<![没未不有])解决了|(?:没事|搞定|弄好|处理好)了|(?:恢复|解[封除]|撤销)(?:正常)?了|"
        r"已(?:经)?(?:为您|给[我您]|帮[我您])?(?:恢复|解[封除]|撤销|退[款回钱])|(?<![没未不])通过了?|"
        rf"(?<![不没])(?:(?:钱|款).{{0,4}})?{_SENT_BACK}[^，,。；还]{{0,2}}了|到账了|申诉成功",
        "accepted": r"(?<![不没未予有给])(?:受理|立案)了?",
        "waiting": r"在(?:处理|办|查|看|审|核|排)|处理中|审核中|(?:[让叫]我|再|慢慢|耐心)等|[还也]?没有?说|"
        r"还没有?(?:受理|立案)|已?收到(?:了|您)|"
        rf"(?:将|会|尽快)[^，,。；]{{0,14}}{_ACTS}|内[^，,。；]{{0,6}}(?:{_ACTS}|退)",
    }.items()
}
"""Outcome → the words for it; where words stand for several, the one that stands first here."""

_OTHERWISE = re.compile(r"(?:否则|不然|如[有对]|若)[^。；\n]*")
"""What would follow, or what may be done if one does not agree, says nothing of what was decided."""

_THEY = (
    r"(?:他们|平台|客服|官方|商家|卖家|店家|对方|系统|审核|工作人员|小二|人家|"
    r"12315|12377|消协|法院|派出所|警察|快手|抖音)"
)
_LATELY = (
    r"(?:[又也还就都]|刚刚?|刚才|今天|昨天|昨晚|早上|上午|下午|晚上|现在|终于|已经|后来|然后|结果|到现在|一直|[，,\s])*"
)
_SPOKEN = re.compile(
    rf"{_LATELY}(?:{_THEY}(?:那边|这边|平台|客服|人员|审核|官方|{_LATELY})*"
    r"(?:[说判回驳拒让叫要]|通知|告诉|告知|同意|答复|维持|不|没|未|给|受理|立案|调解|终止|解|恢复|补|退|赔)"
    r"|[让叫要]我|说(?!错|明|是?我)|回复?了?[，,\s]*说|.{0,8}(?:回复|通知|答复|短信|私信|公告)[：:]|平台回复"
    r"|尊敬的|您的|您好[，,].{0,12}(?:您的|收到)|已(?:经)?为您|经(?:复核|核实|审核|查))"
)
"""How words begin in which it is they who speak or decided."""

_VERDICT = re.compile(
    r"(?:(?:终于|刚刚?|刚才|今天|昨天|已经|申诉|投诉|举报|账?号|钱|款|那个?|我的?|又|也|都|就|还是|被|锅|件|给我?|给|全部?)*)"
    r"(?:驳回|拒绝?|没过|没通过|未通过|不通过|维持原判|解[封除]|恢复|退[款钱]?|通过|解决|搞定|不予?受理|立案|到账)(?:到账)?(?:了钱)?(?:了)?"
    r"(?:[，,\s]*(?:谢谢|多谢|太好了)(?:你|您)?)?"
)
"""A short sentence that tells nothing but how it ended: 申诉被驳回了, 退钱了."""


def outcome_in(text: str, among: Collection[str] = tuple(_WORDS)) -> str | None:
    """The outcome that words stand for, of those that there can be; none where they stand for none."""
    said = _OTHERWISE.sub("", text)
    found = (key for key, words in _WORDS.items() if words.search(said))
    meant = next(found, None)
    return meant if meant is None or meant in among else FOR_A_PLATFORM.get(meant)


def is_answer(text: str) -> bool:
    """Whether words plainly are an answer of theirs, quoted or told: it says that they spoke, and how it came out."""
    said = typed.unmarked(text)
    if typed.asks_back(text) or outcome_in(said) is None:
        return False
    return _SPOKEN.match(said) is not None or (len(said) <= typed.SHORT and _VERDICT.fullmatch(said) is not None)
