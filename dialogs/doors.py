"""Which door words name as people call it, and whether they tell only that something was handed in there.

It knows what doors are called; which of them there are, and what is done at one, is known to the playbooks.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from dialogs import typed

_CALLED: Mapping[str, str] = {
    "12315_report": "12315[^，。]{0,6}举报|举报[^，。]{0,6}12315",
    "12315_complaint": "12315|工商|市场监[管督]局?",
    "consumer_association": "消协|消费者协会|消委会?",
    "12377": "12377|网信办?",
    "12345": "12345",
    "antifraud_96110": "96110|反诈(?:中心|专线)?",
    "police_110": "110|报(?:了|过)?[警案]|派出所|公安",
    "court": "法院|起诉",
    "bank": "银行",
    "minor_refund": "未成年人?(?:退款|退费)",
    "after_sales": "(?:平台|官方|小二|客服)介入|介入|售后|订单(?:详情)?页?",
    "account_recovery": "账?号?找回|冻结账号",
    "counter_notice": "不侵权声明|反通知",
    "infringement_notice": "侵权投诉|侵权",
    "personal_info_request": "个人信息",
    "appeal": "申诉",
    "email": "邮箱|邮件",
    "hotline": "热线|(?:客服)?电话|打了?客服",
    "report": "举报",
    "service": "客服",
}
"""Door → its names; where words name several, the one that stands first here."""

_DOOR = "|".join(_CALLED.values())
_DAY = (
    r"(?:刚刚?|刚才|(?:大前|前|昨|今|当)[天日晚早]|上?个?(?:周|星期)[一二三四五六日天]|(?:\d+|[一二三四五六七八九十]+)月(?:\d+|[一二三四五六七八九十]+)[日号]?|\d+[日号])?"
    r"(?:早上|上午|中午|下午|傍晚|晚上|夜里|早些时候)?(?:(?:\d+|[一二三四五六七八九十]+)(?:点|:|：)(?:\d+分?|半)?)?"
)
_HANDED = "[补上]?交|提交|递交?|补|申请|投诉|点|打|发|写|填|报|寄|转"
_NO_NUMBER = r"(?:也?没|未|不)有?(?:给|发|收到|看到|提供|写)?(?:我|受理|什么)*(?:编号|单号|号)"
_AROUND = (
    "我|把[^，。,]{1,8}?(?=补?交|提交|发|传)|已经?|都|也|就|又|再|重新|先|把|在|给|到|从|用|里|上|去|的|了|过|完|好|是|那|这|个|人工|官方|平台|网|页面?|入口|手机|"
    "应用|那边|自己|改|按|app|快手|抖音|小红书|材料|证据|文字|申诉书|它|他们|回去"
)
_BESIDE = re.compile(
    r"(?:页面?|上面|订单页?|客服|平台|他们)?(?:上)?(?:写着?|显示|说是?|告诉我).+|(?:还剩|剩余?|倒计时).+", re.DOTALL
)
"""What they said of time, up to the end of the words."""
_NUMBERED = r"(?:编号|单号|受理号)[是为：:\s]*[A-Za-z0-9_-]+"
_ONLY = re.compile(
    rf"(?=.*(?:{_HANDED}|{_DOOR}))(?=.*[了过的])"
    rf"(?:{_NO_NUMBER}|{_NUMBERED}|{_DOOR}|{_HANDED}|{_AROUND}|[，,。、\s]|{_DAY})+",
    re.IGNORECASE,
)
_NOT_YET = re.compile(rf"(?:还?没|不|未|别|怎么|要|想|能|会)(?:有|去|再)?(?:{_HANDED}|{_DOOR})")

SHORT = 45
"""Characters up to which a sentence tells only that."""


def door_named(text: str, doors: Collection[str]) -> str | None:
    """The door that words name, of those there are; none where they name none."""
    return next((key for key, names in _CALLED.items() if key in doors and re.search(names, text)), None)


def told_beside(text: str) -> str:
    """What a page or somebody says of time, in words that tell where something was handed in: 页面写还剩3天2小时."""
    found = _BESIDE.search(text)
    return found[0] if found else ""


def handed_in(text: str) -> bool:
    """Whether a sentence tells that something was handed in, with a door or a day, and nothing else."""
    said = typed.unmarked(text)
    if len(said) > SHORT or typed.asks_back(text) or _NOT_YET.search(re.sub(_NO_NUMBER, "", said)):
        return False
    return _ONLY.fullmatch(_BESIDE.sub("", said)) is not None
