"""Accounts that a text names: links, ids, and names of streamers; whose they are, where the words say so.

It knows how accounts are spoken of; not which question asks for one.
"""

from __future__ import annotations

import re

from dialogs.understanding.patterns import Read

_LINK = re.compile(
    r"(?:https?://|(?:v|www|live|m|vm)\.(?:douyin|kuaishou|gifshow)\.com/)[A-Za-z0-9./?=&%_#:~+@-]{2,400}", re.I
)
_ID = r"(?:号|ID|id|账号|帐号|抖音号|快手号|用户名)(?:是|为|叫|:|：|\s){1,3}(?P<id>[A-Za-z0-9][A-Za-z0-9._-]{3,30})"
_OTHER = re.compile(rf"(?:对方|他|她|骗子|主播|那个人|店家|卖家)的?(?:抖音|快手|微信|QQ)?{_ID}")
_MINE = re.compile(rf"(?:我|本人)的?(?:抖音|快手)?{_ID}")
_NOBODYS = re.compile(
    r"(?<![我他她的方播家人])(?:抖音|快手)?(?:(?:抖音|快手|账)号|ID|id)(?=[是为:：\s]{1,3}[A-Za-z0-9])"
)

_CALLED = re.compile(
    r"(?:主播|博主|账号|帐号|网名|昵称|直播间|(?:抖音|快手|这个|那个|有个|一个)号|名字|用户名)(?:的?名字?)?(?:就?[叫是为]|名叫)(?:做|个)?[：:“\"「\s]?"
    r"(?P<name>[^，,。；;！!？?\s”\"」是不在了我他她有天每]{2,14}?)"
    r"(?=[，,。；;！!？?\s”\"」是不在了我他她有天每]|$|造谣|说|发|直?播|卖|教|骂|搬|抄|偷|盗|整|老是)"
    r"|(?:^|[，,\s])(?:名字)?叫(?!人|大家|去|停|做|好|什么|什)(?P<name3>[^，,。；;！!？?\s是不在了我他她有天每]{2,8})(?=$|[，,。；;！!？?\s])"
    r"|[有个]叫[“\"「]?(?P<name2>[^，,。；;！!？?\s”\"」是不在了我他她有天每]{2,12}?)(?=[”\"」]|的(?:账?号|主播|直播|人|博主)|[，,。；\s])"
)
_KIND_OF_PERSON = re.compile("^(?:[男女]|一个|个|谁|什么|啥|假|老|骗|卖|做|真|那种|专门|小姑娘|外地|本地人)")
"""主播是女的, 账号是假的: no names."""

_NOT_MINE = re.compile(
    r"(?<![我的家])(?<!本人)(?:(?<!我)(?<!我的)(?:抖音|快手))?(?:(?<!我抖音)(?<!我快手)(?<!的抖音)(?<!的快手)号|[账帐]号|直播间号?|ID|id)"
    r"(?:是|为|叫|:|：|\s){0,3}(?P<id>[A-Za-z0-9][A-Za-z0-9._-]{4,30})"
)
_HAS_ID = re.compile(
    r"(?<![\dA-Za-z])(?!(?:12\d{3}|110|120|119|96110)(?!\d))(?:[A-Za-z][A-Za-z0-9._-]{2,}|\d{4,}|[A-Za-z\d_-]{5,})"
)
_SAYS_NAME = re.compile("叫|名[字叫称]|昵称|微信|QQ|群|直播间|主播|账号|主页|店|公众号|博主")
_SENTENCE = re.compile(
    "我|你|您|^(?:就是)?[那这]个|个[男女]的|[了吗呢吧]$|[怎咋]|不[会知懂想清到]|没|先|等|再说|时候|昨|今天|前天|早上|上午|下午|晚上|报警|警察|派出所|电话|为什么|什么|啥|干嘛|哪|[?？]|发的$|看到"
)
_GROUP = re.compile("[业家]主?长?群|微信群|QQ群|粉丝群|朋友圈|公众号|评论区")
MAX_NAME = 15
"""Characters of a name that stands alone."""


def link(text: str) -> Read | None:
    """The first link of a text."""
    found = _LINK.search(text)
    return Read(found[0], found[0]) if found else None


def other_account(text: str) -> Read | None:
    """The id that is called the other side's."""
    return _id(_OTHER, text)


def my_account(text: str) -> Read | None:
    """The id that the writer calls their own."""
    return _id(_MINE, text)


def _id(pattern: re.Pattern[str], text: str) -> Read | None:
    found = pattern.search(text)
    return Read(found["id"], found[0]) if found else None


def mine(text: str) -> str:
    """The text with an account that is called nobody's called the writer's own."""
    return _NOBODYS.sub("我的抖音号", text)


def shown_by(text: str) -> Read | None:
    """The account that a story is about, by a link, an id that is nobody's or theirs, or a name: 主播叫夜夜美."""
    if found := link(text) or other_account(text) or _id(_NOT_MINE, text):
        return found
    for called in _CALLED.finditer(text):
        name = called["name"] or called["name2"] or called["name3"]
        if not _KIND_OF_PERSON.search(name):
            return Read(name, called[0])
    return None


def names_one(text: str) -> bool:
    """Whether an answer names an account: a link, an id, or words that are no sentence of something else."""
    if link(text) or _HAS_ID.search(text) or _GROUP.search(text):
        return True
    if _SENTENCE.search(text):
        return _CALLED.search(text) is not None
    return len(text) <= MAX_NAME or _SAYS_NAME.search(text) is not None
