"""Who is writing, what is not for us, and where one door closes another."""

from __future__ import annotations

import pytest

from dialogs.status import answers, clocks, platform, scenario
from tests.chat import GIVE_THE_TEXT, Chat

BAG = "抖音直播间368.5买的包底下有破洞，质量太差了，客服不理"


async def test_after_the_consumer_association_12315_warns_hard(chat: Chat):
    await chat.to_the_text(BAG)
    await chat.press_id("letter:1:consumer_association:go")
    for label in ("我交了", "消费者协会（消协）", "刚刚", "没有编号", "没写，7天后提醒我"):
        await chat.press(label)
    await chat.press_id("letter:1:12315_complaint")
    assert "第十六条" in chat.last.text and chat.last.letter == ""
    await chat.press("先不去")
    assert "第1件" in chat.last.text


async def test_a_ban_is_never_sent_to_12315_or_12377_first(chat: Chat):
    await chat.to_the_text("快手号昨天被封了，说我搬运，我没有")
    offered = [button.id for reply in chat.replies for button in reply.buttons if button.id.startswith("letter:")]
    assert not any("12315" in button or "12377" in button for button in offered)


async def test_who_writes_for_a_parent_says_so_in_the_text(chat: Chat):
    await chat.to_the_text("我替我妈问，她在抖音直播间买的手镯裂了，质量问题，花了680")
    assert answers(await chat.case())["guardian"] == "parent_helper"
    assert "代" in chat.last.letter


async def test_a_guardian_is_asked_for_no_contact_of_the_child(chat: Chat):
    await chat.say("我儿子10岁，用我手机在快手给主播刷了3800")
    await chat.press_until(GIVE_THE_TEXT)
    asked = "".join(reply.text for reply in chat.replies)
    assert not any(word in asked for word in ("孩子电话", "孩子手机号", "孩子身份证", "学校"))


async def test_another_platform_gets_a_case_of_its_own_name(chat: Chat):
    await chat.to_the_text("小红书把我账号封了，说我引流")
    case = await chat.case()
    assert (platform(case), scenario(case)) == ("other", "account_banned")
    assert "小红书" in chat.last.letter


async def test_a_platform_that_is_only_a_file_files_a_whole_case(chat: Chat):
    await chat.to_the_text("B站把我账号封了，说我引流")
    await chat.press_id("fix:1")
    assert platform(await chat.case()) in ("bilibili", "other")
    await chat.say("/new")
    await chat.press("号或视频被处罚")
    await chat.press("哔哩哔哩")
    await chat.press("封号、禁言、禁播")
    await chat.to_the_text()
    assert platform(await chat.case(2)) == "bilibili" and "哔哩哔哩" in chat.last.letter


async def test_an_adult_who_regrets_a_gift_hears_it_before_any_form(chat: Chat):
    await chat.say("我在抖音给主播打赏了两万，现在后悔了，能退吗")
    assert "成年人" in chat.last.text
    assert chat.labels == ("不是这个意思，接着办",)


@pytest.mark.parametrize(
    "story",
    [
        "我抖音号前几天被人登了，发了一堆卖茶叶的广告，等我拿回来号已经被禁言30天了",
        "快手号被盗了，骗子用我的号发广告，我找回来了可是号被封了",
        "抖音号被盗，盗号的人乱发东西，现在号拿回来了但是被限流了",
    ],
)
async def test_a_stolen_account_that_was_punished_is_appealed_for_within_the_notices_time(chat: Chat, story: str):
    await chat.say(story)
    assert "号被处罚了 · 还能登录" in chat.last.text or "还能登录 · 号被处罚了" in chat.last.text
    for text in ("密码被改了", "没有", "已经做了", "昨天", "7天内可以申诉"):
        await chat.say(text)
    await chat.to_the_text()
    assert "给「通知里的申诉入口」的文字" in chat.last.text
    assert "请求：撤销被盗期间的处罚" in chat.last.letter and "冻结" not in chat.last.letter
    assert [clock.rule for clock in clocks(await chat.case(), "person")] == ["notice"]


async def test_an_account_that_is_back_is_not_to_be_frozen(chat: Chat):
    await chat.say("快手号被盗了，骗子改了我的密码，我已经找回来了")
    await chat.to_the_text()
    await chat.press_id("letter:1:account_recovery:go")
    assert "账号安全：" in chat.last.letter and "冻结" not in chat.last.letter


async def test_what_was_bought_and_burnt_leads_to_12315_whatever_words_are_unlucky(chat: Chat):
    await chat.say("抖音买的充电宝烧起来了")
    await chat.say("手烫了 起泡 没大碍")
    await chat.to_the_text()
    told = answers(await chat.case())
    assert (told["danger"], told["risk_where"]) == ("yes", "goods")
    offered = [button.id for reply in chat.replies for button in reply.buttons]
    assert any("12315_report" in button for button in offered)


async def test_a_card_number_never_reaches_the_letter(chat: Chat):
    await chat.to_the_text("抖音上买的包是坏的，退款没到，我的银行卡号是6222021234567890128")
    told = "".join(reply.text + reply.letter for reply in chat.replies)
    assert "6222021234567890128" not in told and "银行卡号" in told
