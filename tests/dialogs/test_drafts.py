"""What was put down is found again, each by its own name."""

from __future__ import annotations

import pytest

from tests.chat import Chat


async def test_of_several_that_were_put_down_the_one_that_is_named_goes_on(chat: Chat):
    await chat.say("快手号昨天被封了，说我搬运，我没有")
    await chat.say("新投诉")
    await chat.say("抖音买的皮鞋质量太差 开胶了")
    await chat.say("新投诉")
    await chat.say("我的投诉")
    assert {"接着：快手 · 封号", "接着：抖音 · 商品质量"} <= {*chat.labels}
    await chat.press("接着：快手 · 封号")
    assert "通知是哪天" in chat.last.text
    await chat.say("取消")
    await chat.say("我的投诉")
    await chat.press("接着：抖音 · 商品质量")
    assert "钱是怎么付的" in chat.last.text


async def test_a_story_that_is_not_told_anew_after_all_keeps_everything_told_since(chat: Chat):
    await chat.say("快手号昨天被封了，说我搬运，我没有")
    await chat.press_until("没错，给我文字")
    await chat.say("我还要求恢复我的粉丝数")
    before = chat.last.text.splitlines()[-6:]
    await chat.press("有要改的")
    await chat.press("经过")
    await chat.press("不改了")
    assert chat.last.text.splitlines()[-6:] == before


@pytest.mark.parametrize("again", ["我交了", "已经回复了"])
async def test_pressed_twice_is_recorded_once(chat: Chat, again: str):
    await chat.to_the_text("快手号昨天被封了，说我搬运，我没有")
    for label in ("我交了", "通知里的申诉入口", "刚刚"):
        await chat.press(label)
    if again == "已经回复了":
        await chat.press("没有编号")
        await chat.press("没写，3天后提醒我")
        await chat.press_id("answered:1")
        await chat.say("客服说维持原处罚")
    kinds = [type(event.what) for event in (await chat.case()).events]
    await chat.press_id("sent:1" if again == "我交了" else "answered:1")
    assert [type(event.what) for event in (await chat.case()).events] == kinds


@pytest.mark.parametrize("yes", ["没错。", "对！", "是的"])
async def test_the_review_hears_yes_with_its_mark(chat: Chat, yes: str):
    await chat.say("快手号昨天被封了，说我搬运，我没有")
    await chat.press_until("没错，给我文字")
    await chat.say(yes)
    assert chat.last.letter
