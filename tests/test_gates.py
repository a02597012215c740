"""Who is writing, what is not for us, and where one door closes another."""

from __future__ import annotations

from dialogs.status import answers, platform, scenario
from tests.chat import Chat
from tests.test_flows import to_the_text

BAG = "抖音直播间368.5买的包底下有破洞，质量太差了，客服不理"


async def test_after_the_consumer_association_12315_warns_hard(chat: Chat):
    await to_the_text(chat, BAG)
    await chat.press_id("letter:1:consumer_association:go")
    for label in ("我交了", "消费者协会（消协）", "刚刚", "没有编号", "没写，7天后提醒我"):
        await chat.press(label)
    await chat.press_id("letter:1:12315_complaint")
    assert "第十六条" in chat.last.text and chat.last.letter == ""
    await chat.press("先不去")
    assert "第1件" in chat.last.text


async def test_a_ban_is_never_sent_to_12315_or_12377_first(chat: Chat):
    await to_the_text(chat, "快手号昨天被封了，说我搬运，我没有")
    offered = [button.id for reply in chat.replies for button in reply.buttons if button.id.startswith("letter:")]
    assert not any("12315" in button or "12377" in button for button in offered)


async def test_who_writes_for_a_parent_says_so_in_the_text(chat: Chat):
    await to_the_text(chat, "我替我妈问，她在抖音直播间买的手镯裂了，质量问题，花了680")
    assert answers(await chat.case())["guardian"] == "parent_helper"
    assert "代" in chat.last.letter


async def test_a_guardian_is_asked_for_no_contact_of_the_child(chat: Chat):
    await chat.say("我儿子10岁，用我手机在快手给主播刷了3800")
    asked = ""
    while "没错，给我文字" not in chat.labels:
        asked += chat.last.text
        await (chat.press(chat.labels[0]) if len(chat.labels) > 2 else chat.say("主播叫小甜，上周六"))
    assert not any(word in asked for word in ("孩子电话", "孩子手机号", "孩子身份证", "学校"))


async def test_another_platform_gets_a_case_of_its_own_name(chat: Chat):
    await to_the_text(chat, "小红书把我账号封了，说我引流")
    case = await chat.case()
    assert (platform(case), scenario(case)) == ("other", "account_banned")
    assert "小红书" in chat.last.letter


async def test_a_platform_that_is_only_a_file_files_a_whole_case(chat: Chat):
    await to_the_text(chat, "B站把我账号封了，说我引流")
    await chat.press_id("fix:1")
    assert platform(await chat.case()) in ("bilibili", "other")
    await chat.say("/new")
    await chat.press("号或视频被处罚")
    await chat.press("哔哩哔哩")
    await chat.press("封号、禁言、禁播")
    while "没错，给我文字" not in chat.labels:
        await chat.press(chat.labels[0])
    await chat.press("没错，给我文字")
    assert platform(await chat.case(2)) == "bilibili" and "哔哩哔哩" in chat.last.letter


async def test_an_adult_who_regrets_a_gift_hears_it_before_any_form(chat: Chat):
    await chat.say("我在抖音给主播打赏了两万，现在后悔了，能退吗")
    assert "成年人" in chat.last.text
    assert chat.labels == ("接着说投诉",)


async def test_a_card_number_never_reaches_the_letter(chat: Chat):
    await to_the_text(chat, "抖音上买的包是坏的，退款没到，我的银行卡号是6222021234567890128")
    told = "".join(reply.text + reply.letter for reply in chat.replies)
    assert "6222021234567890128" not in told and "银行卡号" in told
