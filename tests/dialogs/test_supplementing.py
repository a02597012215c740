"""Adding to a case: what was added is in the text, what was skipped is not asked again."""

from __future__ import annotations

from tests.chat import Chat

STORY = "快手号昨天被封了，说我搬运，我没有"


async def test_what_was_skipped_is_not_asked_again(chat: Chat):
    await chat.to_the_text(STORY)
    assert "补充情况（还有2题）" in chat.labels
    await chat.press("补充情况…")
    for label in ("没申诉过", "没有", "没有了"):
        await chat.press(label)
    assert chat.last.text == "没有新的补充。"
    await chat.press("看文字")
    assert "补充情况" in chat.labels
    await chat.press("补充情况")
    assert chat.last.text == "还有什么要补充的吗？一句话就行。"


async def test_what_was_added_is_in_the_text_that_follows(chat: Chat):
    await chat.to_the_text(STORY)
    await chat.press("补充情况…")
    await chat.press("没申诉过")
    await chat.press("没有")
    await chat.say("我找到了拍摄当天的监控录像")
    assert "补充情况：我找到了拍摄当天的监控录像。" in chat.last.letter
    assert "补充情况" in chat.labels


async def test_skipping_alone_is_nothing_new_for_a_second_appeal(chat: Chat):
    await chat.to_the_text(STORY)
    for label in ("我交了", "App 内客服", "刚刚", "没有编号"):
        await chat.press(label)
    await chat.press("已经回复了")
    await chat.press("说不清，先跳过")
    await chat.press("没解决")
    await chat.press("补充情况")
    for label in ("没申诉过", "没有", "没有了"):
        await chat.press(label)
    await chat.press_id("letter:1:service")
    assert chat.last.letter == ""
