"""What people type instead of pressing, beside the question, or without having anything to say."""

from __future__ import annotations

import pytest

from dialogs.status import answers, stage
from dialogs.values import Submitted
from tests.chat import Chat

BANNED = "快手号昨天被封了，说我搬运，我没有"
SHOES = "快手买的鞋开胶了，客服不理"


@pytest.mark.parametrize("text", ["没有", "不知道", "跳过", "没", "找不到", "记不清了", "没有！"])
async def test_a_skip_that_was_typed_skips(chat: Chat, text: str):
    await chat.say(BANNED)
    await chat.say(text)
    assert "申诉截止" in chat.last.text


async def test_a_mark_at_the_end_changes_no_label_and_no_word(chat: Chat):
    await chat.say(BANNED)
    for text, asked in (("昨天！", "申诉截止"), ("返回！", "哪天"), ("昨天~", "申诉截止")):
        await chat.say(text)
        assert asked in chat.last.text


async def test_a_word_that_is_asked_about_is_not_done(chat: Chat):
    await chat.say(BANNED)
    await chat.say("取消？")
    assert "哪天" in chat.last.text


async def test_an_empty_answer_never_stands_in_a_letter(chat: Chat):
    await chat.say(BANNED)
    for text in ("没有", "没写", "好了", "不知道"):
        await chat.say(text)
    assert "还能登录吗" in chat.last.text
    await chat.say("没人动过")
    await chat.say("说不清")
    await chat.press("没错，给我文字")
    assert "期限或次数" not in chat.last.letter and "不知道" not in chat.last.letter
    told = answers(await chat.case())
    assert (told["notice_deadline"], told["notice_reason"], told["account_access"]) == (None, None, "fine")


async def test_no_is_an_answer_where_no_is_a_choice(chat: Chat):
    await chat.say("我儿子9岁拿我手机在快手给主播刷礼物刷了3800块")
    assert "危险" in chat.last.text
    await chat.say("没有")
    for _ in range(6):
        if "没错，给我文字" in chat.labels:
            break
        await chat.say("跳过")
    await chat.press("没错，给我文字")
    assert answers(await chat.case())["danger"] == "no"


async def test_the_second_one_is_the_second_button(chat: Chat):
    await chat.say(SHOES)
    await chat.say("第二个")
    assert "要改成按「诈骗」办吗" in chat.last.text
    await chat.say("第二个")
    assert "签收" in chat.last.text


async def test_a_part_of_a_label_that_fits_two_is_asked_again(chat: Chat):
    await chat.say(BANNED)
    for text in ("昨天", "没写", "截好了", "没写理由", "登录"):
        await chat.say(text)
    assert "请点下面的一个按钮" in chat.last.text


async def test_words_that_fit_no_button_twice_are_kept_and_the_question_goes_by(chat: Chat):
    await chat.say(BANNED)
    for text in ("昨天", "没写", "截好了"):
        await chat.say(text)
    await chat.press_until("能登录，没人动过", prefer=("没写理由",))
    await chat.say("时好时坏的 就是提现不行")
    assert "照原话记在补充里" in chat.last.text and "请点下面的一个按钮" in chat.last.text
    await chat.say("看视频没问题 就是提不了现")
    assert "照原话记在补充里" in chat.last.text and "哪里判错了" in chat.last.text
    await chat.to_the_text()
    told = answers(await chat.case())
    assert (told["account_access"], told["extra"]) == (None, "时好时坏的 就是提现不行\n看视频没问题 就是提不了现")
    assert "提不了现" in chat.last.letter


async def test_a_few_words_that_fit_no_button_are_asked_about_again(chat: Chat):
    await chat.say(BANNED)
    for text in ("昨天", "没写", "截好了", "没写理由", "嗯不好说", "啥呀"):
        await chat.say(text)
    assert "还能登录吗" in chat.last.text


async def test_an_answer_in_a_sentence_and_what_stands_beside_it(chat: Chat):
    await chat.say(SHOES)
    await chat.say("在平台下的单")
    await chat.say("9月20签收的，订单号 6920 1837 4650 1928 374，花了368块")
    assert "也记下了" in chat.last.text and "6920183746501928374" in chat.last.text
    for _ in range(6):
        if "没错，给我文字" in chat.labels:
            break
        await chat.say("跳过")
    assert "订单号：6920183746501928374" in chat.last.text and "368" in chat.last.text
    assert "签收日期：9月20日" in chat.last.text


async def test_a_question_about_the_question_is_no_answer_in_words_either(chat: Chat):
    await chat.say(BANNED)
    await chat.say("昨天")
    await chat.say("在哪里看？")
    assert "点「没写」" in chat.last.text and "申诉截止" in chat.last.text


@pytest.mark.parametrize("text", ["👍", "？？？", "不知道"])
async def test_what_tells_nothing_is_asked_for_in_other_words(chat: Chat, text: str):
    await chat.say("/new")
    await chat.say(text)
    assert "一句话就行" in chat.last.text and "发生了什么事" in chat.last.text


async def test_a_greeting_is_greeted(chat: Chat):
    await chat.say("你好")
    assert chat.last.text.startswith("我是理直") and "发生了什么事" in chat.last.text


async def test_no_platform_is_called_thank_you(chat: Chat):
    await chat.say("我被骗了")
    await chat.say("谢谢")
    assert "是哪个平台上的事" in chat.last.text


async def handed_in(chat: Chat) -> None:
    await chat.to_the_text(BANNED)
    await chat.say("我交了")
    for text in ("客服", "刚刚", "没有"):
        await chat.say(text)


async def test_the_labels_of_a_card_can_be_typed(chat: Chat):
    await handed_in(chat)
    submitted = [event.what for event in (await chat.case()).events if isinstance(event.what, Submitted)]
    assert [(what.destination, what.ticket) for what in submitted] == [("service", None)]
    await chat.say("已经回复了")
    assert "他们怎么说的" in chat.last.text
    await chat.say("维持处罚")
    await chat.say("没解决")
    assert stage(await chat.case(), chat.at) == "answered"
    await chat.say("第一件")
    assert chat.last.text.startswith("第1件")
    assert len(await chat.cases()) == 1


async def test_a_label_that_fits_two_cases_asks_which(chat: Chat):
    for _ in range(2):
        await handed_in(chat)
    await chat.say("已经回复了")
    assert chat.last.text == "是哪一件？" and len(chat.last.buttons) == 2
    await chat.press(chat.labels[1])
    assert "他们怎么说的" in chat.last.text


async def test_thanks_begin_no_complaint(chat: Chat):
    await handed_in(chat)
    await chat.say("谢谢")
    assert chat.labels == ("看我的投诉", "新的投诉")
    await chat.say("我的投诉")
    assert "第2件" not in chat.last.text and "接着刚才" not in chat.last.text


async def test_the_beginning_of_a_label_that_says_there_is_none_is_that_label(chat: Chat):
    await chat.to_the_text(BANNED)
    for label in ("我交了", "通知里的申诉入口", "刚刚", "没有编号"):
        await chat.press(label)
    await chat.say("没写")
    assert "10月3日" in chat.last.text


async def test_words_are_no_ticket(chat: Chat):
    await handed_in(chat)
    await chat.press_id("sent:1")
    await chat.say("客服")
    await chat.say("刚刚")
    await chat.say("昨天下午")
    assert "数字或字母" in chat.last.text
    await chat.say("没有")
    assert "记下了：已经交给「App 内客服」" in chat.last.text


async def test_the_first_question_about_a_case_has_a_way_out(chat: Chat):
    await handed_in(chat)
    await chat.press_id("sent:1")
    await chat.press("先不填了")
    assert chat.last.text.startswith("第1件")
    await chat.say("谢谢")
    assert "看我的投诉" in chat.labels
