"""Two matters in one message, and one that is told at length."""

from __future__ import annotations

from datetime import datetime

import pytest

from dialogs.clocks import BEIJING
from dialogs.matters import two_matters
from dialogs.playbook import load
from dialogs.status import answers, platform
from tests.chat import Chat

NOW = datetime(2026, 9, 30, 10, tzinfo=BEIJING)
BOOKS = load()
BOTH = "我有两个事，一个是快手号被禁播了，一个是抖音买的鞋子开胶商家不给换"


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        (BOTH, "快手号被禁播了", "抖音买的鞋子开胶商家不给换"),
        (
            "抖音买的鞋子开胶了商家不退，还有快手号被封了申诉也不过",
            "抖音买的鞋子开胶了商家不退",
            "快手号被封了申诉也不过",
        ),
        (
            "我抖音号昨天被封了，另外我在快手买的手机是坏的商家不退",
            "我抖音号昨天被封了",
            "我在快手买的手机是坏的商家不退",
        ),
        (
            "抖音上买的奶粉娃吃了拉肚子，还有个抖音账号造谣说我离婚了，两个我都要投诉",
            "抖音上买的奶粉娃吃了拉肚子",
            "抖音账号造谣说我离婚了",
        ),
        (
            "我在快手上直播卖橘子，上个月说我违规把我直播权限停了 然后我又在抖音上买了个补光灯三天就不亮了",
            "我在快手上直播卖橘子，上个月说我违规把我直播权限停了",
            "在抖音上买了个补光灯三天就不亮了",
        ),
        ("两件事：一是快手号被封了，二是抖音买的鞋开胶商家不退", "快手号被封了", "抖音买的鞋开胶商家不退"),
        ("1、快手号被封了 2、抖音买的鞋开胶了商家不退", "快手号被封了", "抖音买的鞋开胶了商家不退"),
        ("快手号被封了，抖音买的鞋开胶了，两个都要投诉", "快手号被封了", "抖音买的鞋开胶了"),
        (
            "抖音买了箱苹果烂了一半，还有上个月在抖音买的鞋子开胶了",
            "抖音买了箱苹果烂了一半",
            "上个月在抖音买的鞋子开胶了",
        ),
    ],
)
def test_two_matters_are_told_apart(text: str, first: str, second: str):
    found = two_matters(text, NOW, BOOKS)
    assert found is not None and [matter.words for matter in found] == [first, second]


@pytest.mark.parametrize(
    "text",
    [
        "抖音买的鞋开胶了，客服不理，另外商家还骂我",
        "快手号被封了，申诉两次都没过，然后我又找了客服，还有截图",
        "我妈在快手直播间买的羊毛衫掉毛，还有一股怪味，商家不退，又让我删评价",
        "抖音上有人发视频骂我，快手上也转了同一个视频",
        "我在抖音看到的广告，然后我又在微信上转了钱给他，被骗了三千",
        "两双鞋都开胶了，抖音买的，两个都要退",
        "抖音买的衣服掉色，我又在快手看到同一个衣服便宜一半",
    ],
)
def test_one_matter_that_is_told_at_length_stays_one(text: str):
    assert two_matters(text, NOW, BOOKS) is None


@pytest.mark.parametrize("words", ["先说鞋子", "第二个", "抖音 · 商品质量", "鞋子吧", "先办商家那个"])
async def test_which_comes_first_is_asked_and_the_other_is_offered_afterwards(chat: Chat, words: str):
    await chat.say(BOTH)
    assert chat.labels[:2] == ("快手 · 封号", "抖音 · 商品质量")
    await chat.say(words)
    await chat.to_the_text()
    case = await chat.case()
    assert (platform(case), answers(case)["story"]) == ("douyin", "抖音买的鞋子开胶商家不给换")
    assert "禁播" not in chat.replies[-2].letter and "快手号被禁播了" in chat.last.text
    await chat.press("办这另一件")
    assert "快手 · 封号" in chat.last.text
