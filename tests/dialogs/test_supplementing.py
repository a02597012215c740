"""Adding to a case: what was added is in the text, what was skipped is not asked again."""

from __future__ import annotations

import pytest

from dialogs.status import answers, platform
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
    for label in ("没有了", "没申诉过", "没有"):
        await chat.press(label)
    await chat.press_id("letter:1:service")
    assert chat.last.letter == ""


async def refused(chat: Chat, door: str) -> None:
    await chat.to_the_text(STORY)
    for label in ("我交了", door, "刚刚", "没有编号"):
        await chat.press(label)
    await chat.press_id("answered:1")
    await chat.say("维持原处罚")
    await chat.press_until("没解决")
    await chat.press("没解决")


async def test_after_an_answer_what_is_new_is_asked_first_and_no_appeal_that_is_recorded(chat: Chat):
    await refused(chat, "通知里的申诉入口")
    await chat.press("补充情况")
    assert chat.last.text.startswith("有什么新的材料")
    await chat.say("我找到了拍摄当天的录像")
    assert "申诉过几次" not in chat.last.text and "取不出来的钱" in chat.last.text
    await chat.press("没有")
    told = answers(await chat.case())
    assert told["extra"] == "我找到了拍摄当天的录像" and "appeals_so_far" not in told


@pytest.mark.parametrize(
    "words",
    [
        "平台写错了，是抖音不是快手",
        "平台说错了，是抖音",
        "平台选错了，应该是抖音",
        "平台不对，是抖音",
        "说错了是抖音不是快手",
    ],
)
async def test_the_platform_of_a_case_is_corrected_and_nothing_told_is_lost(chat: Chat, words: str):
    await chat.to_the_text(STORY)
    await chat.say(words)
    assert "· 平台：抖音" in chat.last.text and "抖音账号" in chat.last.letter
    assert platform(await chat.case()) == "douyin" and "我没有" in str(answers(await chat.case())["story"])


async def test_what_was_changed_and_still_stands_in_own_words_is_named(chat: Chat):
    await chat.to_the_text("抖音买的皮鞋质量太差，开胶了，260块，在平台下的单")
    await chat.say("金额说错了 是206不是260")
    assert "还写着“260”" in chat.last.text and "把260改成206" in chat.last.text
    await chat.press("改几个字")
    await chat.say("把260块改成206块")
    assert "260" not in chat.last.letter and "206块" in chat.last.letter
    await chat.say("金额写错了，是208")
    assert "还写着“206”" in chat.last.text and "206块" in chat.last.letter  # their version stays theirs
