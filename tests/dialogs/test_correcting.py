"""What corrects an answer given before, which one, and what only sounds like it."""

from __future__ import annotations

import pytest

from dialogs.correcting import correction_in
from tests.chat import GIVE_THE_TEXT, Chat

SHOES = "我在抖音买的皮鞋 质量太差 299块 在平台下的单 9月25号收到的 订单号是6932158745123654789"
BANNED = "快手号昨天被封了，说我搬运，我没有"


@pytest.mark.parametrize(
    ("text", "words", "owned"),
    [
        ("我说错了订单号是6932158745123654798", "订单号是6932158745123654798", True),
        ("订单号写错了，是6932158745123654798", "订单号是6932158745123654798", True),
        ("不好意思记错了，金额是299", "金额是299", True),
        ("我搞错了 是昨天", "是昨天", True),
        ("我说错了，是昨天！", "是昨天", True),
        ("26号到的不是25号", "26号到的", False),
        ("不对，是上周五", "是上周五", False),
        ("申诉期限是3天不是7天", "申诉期限是3天", False),
        ("不是昨天，是前天", "是前天", False),
    ],
)
def test_what_is_right_stands_without_what_is_wrong(text: str, words: str, owned: bool):
    found = correction_in(text)
    assert found is not None and (found.words, found.owned) == (words, owned)


@pytest.mark.parametrize("text", [BANNED, "我没说错什么", "他们搞错了，视频是我拍的", "我说错话被封了", "不是", "昨天"])
def test_what_corrects_nothing_of_ours(text: str):
    assert correction_in(text) is None


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("我说错了订单号是6932158745123654798", "订单号：6932158745123654798"),
        ("订单号打错了，应该是6932158745123654798", "订单号：6932158745123654798"),
        ("26号到的不是25号", "签收日期：9月26日"),
        ("不对是上周四", "签收日期：9月24日"),
        ("金额记错了，是199", "金额：199 元"),
        ("说错了是快手不是抖音", "平台：快手"),
    ],
)
async def test_an_answer_is_corrected_at_a_button_and_the_question_stays(chat: Chat, text: str, shown: str):
    asked = await chat.say(SHOES)
    await chat.say(text)
    assert chat.last.text.startswith(f"改好了，{shown}")
    assert chat.last.text.splitlines()[-1] == asked.text.splitlines()[-1]


async def test_an_answer_is_corrected_where_words_would_be_an_answer(chat: Chat):
    await chat.say(SHOES)
    await chat.say("截好了")
    assert "什么毛病" in chat.last.text
    await chat.say("我说错了订单号是6932158745123654798")
    assert "改好了" in chat.last.text and "什么毛病" in chat.last.text


async def test_a_deadline_is_corrected_in_its_own_words(chat: Chat):
    await chat.say(BANNED)
    await chat.say("昨天")
    await chat.say("7天内可以申诉")
    await chat.say("申诉期限是3天不是7天")
    assert chat.last.text.startswith("改好了，通知写的期限：3天")


async def test_going_back_after_a_correction_takes_back_the_last_step_alone(chat: Chat):
    await chat.say(SHOES)
    await chat.say("截好了")
    await chat.say("我说错了订单号是6932158745123654798")
    await chat.say("返回一下")
    assert "截图存好" in chat.last.text
    await chat.say("我要改")
    assert "订单号" in chat.labels


@pytest.mark.parametrize(
    "text", ["视频是我拍的不是搬运的", "不是我拍的，是别人3月2号发的", "他们说错了，3月2号我没发过"]
)
async def test_an_answer_that_denies_something_is_an_answer(chat: Chat, text: str):
    await chat.say(BANNED)
    for label in ("昨天", "没写", "截好了"):
        await chat.press(label)
    await chat.say(text)
    assert "改" not in chat.last.text and "能登录" in chat.last.text


@pytest.mark.parametrize("text", ["我说错了", "不对", "有地方写错了", "我要改", "修改一下"])
async def test_a_mistake_without_what_is_right_is_asked_about(chat: Chat, text: str):
    await chat.say(SHOES)
    await chat.say(text)
    assert chat.last.text == "要改哪一个？" and "订单号" in chat.labels


async def test_what_the_story_told_along_can_be_changed_and_is_asked_first(chat: Chat):
    await chat.say("我替我妈问，她在抖音直播间买的手镯裂了，质量问题，花了680")
    await chat.say("我要改")
    await chat.press("谁在写")
    assert "不改了" in chat.labels
    await chat.press("我自己的事")
    await chat.say("我要改")
    await chat.press("金额")
    await chat.say("690")
    await chat.say("我要改")
    assert "金额" in chat.labels


async def test_an_answer_that_is_changed_from_the_list_is_asked_before_what_is_still_open(chat: Chat):
    await chat.say(SHOES)
    await chat.say("我说错了")
    await chat.press("金额")
    await chat.say("189")
    await chat.say("截好了")
    await chat.press_until(GIVE_THE_TEXT)
    assert "金额：189 元" in chat.last.text
