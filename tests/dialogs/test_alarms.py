"""What comes before any form, and for whom."""

from __future__ import annotations

import pytest

from dialogs.status import exhibits
from dialogs.values import Said
from tests.chat import Chat, picture

PRESSED = "我12岁 抖音上有个人让我拍没穿衣服的照片发给他 不发就找人打我"


async def test_a_child_in_danger_hears_both_what_danger_and_what_being_alone_call_for(chat: Chat):
    await chat.say(PRESSED)
    assert "110" in chat.last.text and "信得过的大人" in chat.last.text and "不要发照片" in chat.last.text
    assert chat.labels == ("我现在安全，接着说投诉",)


async def test_pictures_of_a_child_that_is_pressed_are_neither_taken_nor_kept(chat: Chat):
    await chat.say(PRESSED)
    (told,) = await chat.send(picture())
    assert "我不收，也不留" in told.text and [button.label for button in told.buttons] == ["接着说投诉"]
    assert (await chat.store.counts())["errands_waiting"] == 1  # to remove what was sealed on its way
    await chat.press("接着说投诉")
    await chat.to_the_text()
    await chat.press("加截图和照片")
    assert "我不收，也不留" in chat.last.text
    assert exhibits(await chat.case()) == ()


@pytest.mark.parametrize("text", ["我不敢", "我好害怕", "不敢说"])
async def test_a_child_that_is_afraid_is_not_sent_back_to_the_buttons(chat: Chat, text: str):
    await chat.say(PRESSED)
    await chat.press("我现在安全，接着说投诉")
    await chat.say(text)
    assert "信得过的大人" in chat.last.text and chat.labels[0].endswith("接着说投诉")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("抖音直播间买的面膜质量太差，用了脸都烂了", "先就医"),
        ("快手买的面霜是假货，用了皮肤起泡", "先就医"),
        ("我妈在快手直播间被骗了，转账2000，主播让她把二甲双胍都停了", "医生开的药别停"),
        ("抖音主播卖的保健品是虚假宣传，说能治糖尿病", "医生开的药别停"),
        ("快手直播间买的药是假货，吃了没效果", "医生开的药别停"),
    ],
)
async def test_health_comes_first_in_one_line_and_the_complaint_goes_on(chat: Chat, text: str, line: str):
    await chat.say(text)
    assert any(line in reply.text and not reply.buttons for reply in chat.replies[:-1])
    assert chat.last.buttons
    before = len(chat.replies)
    await chat.say(text)
    assert not any(line in reply.text and not reply.buttons for reply in chat.replies[before:])  # said once


@pytest.mark.parametrize(
    "text", ["抖音买的手机屏幕烂了", "快手买的药箱坏了", "抖音买的起泡胶是假货", "快手买的农药过期了"]
)
async def test_goods_that_only_sound_like_health_bring_no_such_line(chat: Chat, text: str):
    await chat.say(text)
    assert not any(reply.text.startswith("先说一句") for reply in chat.replies)


async def test_a_business_that_was_punished_and_one_that_is_slandered_are_sent_to_different_doors(chat: Chat):
    await chat.say("我抖音小店橱窗被封了，货款取不出")
    assert "通知里的申诉" in chat.replies[0].text and "侵权通知" not in chat.replies[0].text
    await chat.say("/new")
    before = len(chat.replies)
    await chat.say("抖音上有人造谣说我家店卖地沟油")
    told = "".join(reply.text for reply in chat.replies[before:-1])
    assert "App 内举报" in told and "侵权通知" in told and "申诉" not in told


async def test_an_adult_who_regrets_a_gift_is_sent_to_the_service_and_told_nothing_that_nobody_said(chat: Chat):
    await chat.say("我在抖音给主播打赏了两万，现在后悔了，能退吗")
    assert "App 内客服" in chat.last.text and "12315" not in chat.last.text and "不支持" not in chat.last.text


async def test_a_known_scam_is_named_with_what_is_known_of_it(chat: Chat):
    await chat.say("我在抖音被骗了，听说输错密码能锁住对方账户，有个网警说能帮我追回来")
    told = "".join(reply.text for reply in chat.replies)
    assert "输错密码能锁住对方账户”没有用" in told and "第二次诈骗" in told


@pytest.mark.parametrize(
    "text",
    [
        "钱退回来了 但是少了20块",
        "我后悔买他家东西了 真想退",
        "官方说证据不够，让我重新提交",
        "对方删了 但是要我给他道歉",
        "我给客服打电话他说不归他管",
        "商家打电话骂我",
        "客服电话一直占线",
        "刚刚",
    ],
)
async def test_news_of_an_open_case_raises_no_alarm(chat: Chat, text: str):
    await chat.to_the_text("抖音买的皮鞋质量太差，开胶了，商家不退")
    before = len(chat.replies)
    await chat.say(text)
    (told,) = chat.replies[before:]
    assert "第1件" in told.text and chat.labels[-1] == "是新的事"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("骗子让我共享屏幕才给退款", "不要共享屏幕"),
        ("他还在催我转账，说不转就冻结我的钱", "不要再转钱"),
        ("抖音客服电话是多少", "验证助手"),
        ("我给主播打赏了两万，现在后悔了", "成年人自己打赏"),
    ],
)
async def test_an_alarm_in_plain_words_is_heeded_with_a_case_open_too(chat: Chat, text: str, line: str):
    await chat.to_the_text("抖音买的皮鞋质量太差，开胶了，商家不退")
    before = len(chat.replies)
    await chat.say(text)
    assert any(line in reply.text for reply in chat.replies[before:])


@pytest.mark.parametrize("text", ["上初一了", "13", "9岁", "孩子才上小学四年级"])
async def test_a_guardian_who_tells_the_childs_age_is_not_spoken_to_as_a_child(chat: Chat, text: str):
    await chat.say("我儿子拿我手机在快手给主播刷礼物刷了3800")
    while "8到17岁" not in chat.labels:
        await chat.press("我是孩子监护人" if "我是孩子监护人" in chat.labels else chat.labels[1])
    await chat.say(text)
    assert "谢谢你告诉我" not in chat.last.text and "8到17岁" not in chat.labels


async def test_who_asks_for_a_hotline_hears_how_a_caller_is_checked(chat: Chat):
    await chat.say("抖音总部电话多少")
    assert "验证助手" in chat.last.text and "不会要您装别的软件" in chat.last.text


DESPAIR = "我不想活了，活着没意思"


@pytest.mark.parametrize("front", ["", "抖音有人骂我", "我女儿在抖音被同学打了，视频到处传"])
async def test_despair_is_heard_under_a_picture_too(chat: Chat, front: str):
    if front:
        await chat.say(front)
    await chat.send(picture(), caption=DESPAIR)
    assert "12356" in chat.last.text and "我现在安全，接着说投诉" in chat.labels


async def test_despair_is_heard_under_a_picture_that_is_added_to_a_case(chat: Chat):
    await chat.to_the_text("快手号昨天被封了，说我搬运，我没有")
    await chat.press("加截图和照片")
    await chat.send(picture(), caption="他让我转账的聊天记录")
    assert "110" not in "".join(reply.text for reply in chat.replies[-1:])
    await chat.send(picture("blue"), caption=DESPAIR)
    assert "12356" in chat.last.text


async def test_despair_is_heard_in_a_message_that_is_edited(chat: Chat):
    await chat.say("快手号昨天被封了，说我搬运，我没有")
    await chat.hear(Said("edited", chat.at, DESPAIR, edits=f"test:{chat.said}"))
    assert "12356" in chat.last.text
