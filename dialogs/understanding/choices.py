"""The words that stand for one choice of a question: 他说要来砍我 for danger, 电话我挂了 for a scam that is over.

It knows how people say it; not which scenario asks, nor what its buttons are called. What a first message may tell
besides stands in ``words.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from dialogs.understanding.recognising import Read

_NOT = "(?<![没未不别])(?<!没有)(?<!没人)(?<!有人没)"

_SAYINGS: Mapping[str, Mapping[str, str]] = {
    "danger": {
        "yes": rf"""
            {_NOT}(?:[砍捅]|弄死|[搞整打杀]死|杀(?:了|我|人|你)|打断|泼|放火|绑架|刀|棍|堵(?:我|你|门|在|人)|跟踪|尾随|
            蹲(?:我|点|守)|(?:来|到|上|找)[^，。,]{{0,5}}(?:门|我?家|楼下|单位|学校|公司)|今[天晚][^，。,]{{0,3}}就?来|
            (?:说|会)(?:过)?来(?:找|打|弄)|要来|打(?:了|我|人|伤)|动手|威胁|自杀|轻生|割腕|受伤|流血|骨折|住院|昏|
            着火|冒烟|中毒|烧伤|烫伤|有(?:生命|人身)?危险|害怕|怕得)|不安全
        """,
        "no": """
            没(?:有)?(?:什么|啥|人身|生命)?危险|没(?:有)?(?:人)?(?:受伤|出事|大碍)|没(?:什么|啥)?事|不危险|
            (?<!不)安全|不至于|不用担心
        """,
    },
    "still_going": {
        "yes": r"""
            (?:还|正|一直|又)在(?:线|电话|打|催|说|共享|视频|等|发|播|聊|叫|要|给|弄|让)|(?:不要|别|不准|不许|不能|不让我?)挂|
            (?:让|叫|要|喊|催)(?:我|他|她|我妈|我爸)[^，。,]{0,6}(?:转|付|交|充|汇|下载|点|共享|打开|加|扫|发|借|贷)|
            还(?:催|要|让|叫|喊)|一直(?:催|打|发)|没挂
        """,
        "no": """
            挂(?:了|断|掉)|断了|拉黑|联系不上|不回(?:我|消息|了)|不理|跑了|消失|没影|关(?:了|掉)|停了|退出|注销|卸载|
            删(?:了|除)|不在线|没再|结束
        """,
    },
    "reported_police": {
        "yes": """
            (?:110|派出所|警察|公安)[^，。,没不]{0,4}(?:打|报|说|登记|去|来)(?:了|过)|打(?:了|过)110|报(?:了|过|完)|立案
        """,
        "no": "没(?:有)?(?:报|打)|不敢报|还没",
    },
    "progress": {
        "platform_ruled": "平台[^，。,]{0,6}(?:判|支持|驳回|关闭|不给退)|介入[^，。,]{0,4}(?:判|失败|驳回|没用|输)",
        "seller_refused": "(?:商家|卖家|店家|店铺|他们?|老板)[^，。,]{0,5}(?:拒|不[给肯退认让]|不同意)|被(?:商家)?拒",
        "returned": "退了货|货(?:已经)?(?:退|寄)(?:了|回)|寄回去",
        "not_applied": "(?:还没|没有?|未)(?:去)?(?:申请|点|弄|办)",
    },
    "still_logged_in": {
        "no": """
            登(?:录|陆)?不(?:上|进|了|去)|进不去|上不去|(?:无法|不能|没法)登|[被让](?:人|他|它)?[挤顶](?:下|出|掉)|顶下来
        """,
        "yes": "还?能(?:够)?登(?!不)|还?登得(?:上|进)|还能(?:用|上|进)",
    },
    "contact_changed": {
        "both": r"""
            (?:手机号?|电话|绑定)[^，。,没]{0,8}密码[^，。,没]{0,6}[改换]|
            密码[^，。,没]{0,8}(?:手机号?|电话|绑定)[^，。,没]{0,6}[改换]
        """,
        "phone": r"""
            (?:手机号?|电话号?码?|绑定)[^，。,没]{0,6}(?:[改换](?!不)|解绑)|[换改]绑|
            [换改]了?(?:我的?|绑定的?)?(?:手机号|电话)
        """,
        "password": "密码[^，。,没]{0,5}(?:[改换变](?!不)|不对|错误)|[改换]了?(?:我的?)?密码",
        "no": "都?没(?:有)?(?:被)?(?:改|换|变|动)",
    },
    "money_moved": {
        "yes": r"""
            (?<!借)(?:钱|余额|零钱|钻石|[快抖]币|金币|收益)[^，。,没给]{0,6}(?:没了|不见|[转刷花盗提]|少了|清空)|
            (?:刷|盗刷|提|转)走了?[^，。,]{0,6}[\d一二两三四五六七八九十百千万]
        """,
        "borrowed": "借(?:了|走)?[^，。,]{0,4}钱",
        "no": "钱(?:没|还在|都在)|没(?:有)?(?:动|丢|少)(?:过|钱)|没借",
    },
    "gave_code": {
        "code": r"""
            (?<![没不别])(?:给|发|报|告诉|念|输)(?:过|了|给)?[^，。,没]{0,6}验证码|
            验证码[^，。,没不]{0,4}(?:给|发|告诉|报|念|套|骗)
        """,
        "link": r"(?<![没不别])点(?:了|过|开|进)[^，。,]{0,8}(?:链接|网址)|点了个[^，。,]{0,8}链接",
        "no": "(?:没|没有)(?:给|点|发|告诉)",
    },
}

_PATTERNS = {
    key: {choice: re.compile(words, re.VERBOSE) for choice, words in choices.items()}
    for key, choices in _SAYINGS.items()
}

_IN_A_STORY: Mapping[str, tuple[str, ...]] = {
    "account_stolen": ("still_logged_in", "contact_changed", "money_moved", "gave_code"),
    "fraud": ("reported_police",),
}
"""What a first message tells plainly enough, by scenario; the rest counts only as the answer to its question."""


def choice_said(key: str, text: str) -> Read | None:
    """The choice of the question ``key`` that the text's words stand for; of several, the graver one."""
    found = ((choice, pattern.search(text)) for choice, pattern in _PATTERNS.get(key, {}).items())
    return next((Read(choice, match[0]) for choice, match in found if match is not None), None)


def choices_told(text: str, scenario: str | None) -> Iterator[tuple[str, Read]]:
    """Every choice that a message tells in passing, by question key; what was not done is asked about all the same."""
    for key in _IN_A_STORY.get(scenario or "", ()):
        read = choice_said(key, text)
        if read is not None and (read.value != "no" or key == "still_logged_in"):
            yield key, read
