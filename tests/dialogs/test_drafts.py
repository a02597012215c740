"""What was put down is found again, each by its own name."""

from __future__ import annotations

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
