"""What follows when they have answered: more material, a promise, a refusal, an office that takes a dispute or not."""

from __future__ import annotations

import pytest

from dialogs import texts
from dialogs.clocks import span_text
from dialogs.status import clocks, happened, stage
from dialogs.values import Answered
from tests.chat import Chat, picture

BANNED = "快手号昨天被封了，说我搬运，我没有"
BAG = "抖音直播间368.5买的包底下有破洞，质量太差了，客服不理"


async def to_the_appeal(chat: Chat, *then: str) -> None:
    """A ban, handed in at the appeal; asked again after three days unless ``then`` says otherwise."""
    await chat.to_the_text(BANNED)
    for label in ("我交了", "通知里的申诉入口", "刚刚", "没有编号"):
        await chat.press(label)
    for words in then or ("没写，3天后提醒我",):
        await chat.say(words)


async def to_the_office(chat: Chat, door: str, name: str) -> None:
    await chat.to_the_text(BAG)
    await chat.press_id(f"letter:1:{door}:go")
    for label in ("我交了", name, "刚刚", "没有编号"):
        await chat.press(label)
    if "没写，3天后提醒我" in chat.labels:
        await chat.press("没写，3天后提醒我")


async def answered(chat: Chat, *words: str) -> None:
    await chat.press_id("answered:1")
    for said in words:
        await chat.say(said)


async def test_a_promise_in_their_words_is_the_date_that_stands(chat: Chat):
    await to_the_appeal(chat)
    await chat.wait_until("2026-10-03 10:00")
    await answered(chat, "我们会在48小时内为您复核", "只说在处理")
    assert "10月5日（周一）10:00" in chat.last.text
    (clock,) = clocks(await chat.case())
    assert (clock.rule, clock.binds) == ("page", "them")


@pytest.mark.parametrize("words", ["说下周三给答复", "平台说10月7号前处理完"])
async def test_a_promise_in_the_persons_words_is_one_too(chat: Chat, words: str):
    await to_the_appeal(chat)
    await answered(chat, words, "还在处理")
    assert "10月7日" in chat.last.text


async def test_still_at_it_keeps_a_date_that_is_to_come(chat: Chat):
    await to_the_appeal(chat)
    before = clocks(await chat.case())
    await answered(chat, "还在处理")
    assert "原来的日子不变" in chat.last.text
    assert clocks(await chat.case()) == before


async def test_still_at_it_sets_a_new_date_where_the_old_one_has_passed(chat: Chat):
    await to_the_appeal(chat)
    await chat.wait_until("2026-10-03 10:00")
    await answered(chat, "只说在处理")
    assert "原来的日子" not in chat.last.text and "10月10日" in chat.last.text  # three working days
    card = await chat.wait_until("2026-10-10 10:00")
    assert len(card) == 1 and "有回音了吗" in card[0].text


async def test_still_at_it_promises_no_reminder_where_none_was_wanted(chat: Chat):
    await to_the_appeal(chat, "不用提醒")
    await answered(chat, "只说在处理")
    assert "没有设提醒" in chat.last.text and "我再来问您" not in chat.last.text


@pytest.mark.parametrize("words", ["要我补材料", "他们让我补充证据", "叫我再补点截图"])
async def test_asked_for_material_it_is_the_persons_move_at_the_same_door(chat: Chat, words: str):
    await to_the_appeal(chat)
    await answered(chat, "请您补充提供作品原始文件，我们会在48小时内为您复核", words)
    assert "补材料" in chat.last.text and "我又交了" in chat.labels
    assert stage(await chat.case(), chat.at) == "answered"
    await chat.press("加新的截图")
    await chat.send(picture())
    await chat.press("发完了")
    await chat.press("看文字")
    assert "申诉入口" in chat.last.text and "本次补充：证据1。" in chat.last.letter


async def test_what_a_refusal_gives_the_person_to_do_by_a_date_is_counted_down(chat: Chat):
    await to_the_appeal(chat)
    await answered(chat, "申诉未通过，如有异议请在3天内再次申诉", "没解决")
    assert "截止：10月2日（周五）" in chat.last.text
    (clock,) = clocks(await chat.case(), "person")
    assert clock.rule == "cutoff"
    for label in ("我又交了", "通知里的申诉入口", "刚刚", "没有编号", "没写，3天后提醒我"):
        await chat.press(label) if label != "我又交了" else await chat.press_id("sent:1")
    assert clocks(await chat.case(), "person") == ()


@pytest.mark.parametrize("words", ["没解决", "还是没解决", "没解决呢"])
async def test_an_outcome_is_no_quotation(chat: Chat, words: str):
    await to_the_appeal(chat)
    await answered(chat, words)
    assert "还有下一步" in chat.last.text  # nothing is asked twice
    await chat.press("看下一步的文字")
    assert "问题没有解决" in chat.last.letter and f"“{words}”" not in chat.last.letter


async def test_an_office_says_first_whether_it_takes_a_dispute(chat: Chat):
    await to_the_office(chat, "consumer_association", "消费者协会（消协）")
    await answered(chat, "不属于我们受理范围，不予受理")
    assert chat.labels[:2] == ("不受理", "是别的")
    await chat.press("是别的")
    assert chat.labels[:2] == ("受理了", "不受理")
    await chat.press("不受理")
    await chat.press_id("letter:1:12315_complaint")
    assert "第十六条" not in chat.last.text  # nothing that 12315 would have to refuse
    await chat.press("现在就去")
    assert "未予受理，收到的答复是：“不属于我们受理范围" in chat.last.letter


async def test_60_days_run_from_the_day_of_acceptance_which_is_asked(chat: Chat):
    await to_the_office(chat, "12315_complaint", "12315 投诉")
    chat.at = chat.at.replace(month=10, day=16)
    await answered(chat, "受理了", "9月20日")
    assert "还早" in chat.last.text
    await chat.say("10月12日")
    (clock,) = clocks(await chat.case(), "them")
    assert (clock.rule, span_text(clock)) == ("12315_mediation", "12月11日（周五）")
    await chat.press_id("letter:1:court")
    assert "等那边有结果" in chat.last.text
    await chat.press_id("letter:1:court:go")
    assert "对方已于2026年10月12日受理，截至2026年10月16日尚无结果" in chat.last.letter


async def test_after_a_mediation_that_failed_the_next_door_is_a_court_and_not_12315_again(chat: Chat):
    await to_the_office(chat, "12315_complaint", "12315 投诉")
    await answered(chat, "受理了", "今天")
    await answered(chat, "双方分歧大，终止调解", "没解决")
    await chat.press("看下一步的文字")
    assert "人民法院" in chat.last.text and chat.last.letter
    await chat.press_id("letter:1:12315_complaint")
    assert "第十六条" in chat.last.text and chat.last.letter == ""


async def test_a_second_appeal_with_nothing_new_is_asked_what_is_new(chat: Chat):
    await chat.say(BANNED)
    await chat.press("今天")
    await chat.to_the_text("通知写7天内申诉")
    assert chat.last.letter  # the first one is never held back
    for label in ("我交了", "通知里的申诉入口", "刚刚", "没有编号", "没写，3天后提醒我"):
        await chat.press(label)
    await answered(chat, "维持原处罚", "没解决")
    await chat.press_id("letter:1:appeal")
    assert "有什么新的" in chat.last.text and chat.last.letter == ""
    await chat.press("没有新的，就这样交")
    assert "“维持原处罚”" in chat.last.letter
    await chat.press_id("photos:1")
    await chat.send(picture())
    await chat.press("发完了")
    await chat.press_id("letter:1:appeal")
    assert "本次补充：证据1。" in chat.last.letter


async def test_where_no_period_is_known_a_second_appeal_is_handed_over_with_a_word(chat: Chat):
    await to_the_appeal(chat)
    await answered(chat, "维持原处罚", "没解决")
    await chat.press_id("letter:1:appeal")
    assert chat.last.letter and chat.last.text.splitlines()[-1].startswith("和上次交的比，还没有新的内容")


async def test_what_is_added_after_a_refusal_goes_to_the_same_door_or_the_next(chat: Chat):
    await to_the_appeal(chat)
    await answered(chat, "维持原处罚", "没解决")
    await chat.press("补充情况")
    assert "有什么新的材料" in chat.last.text
    await chat.say("我找到了拍摄当天的录像")
    await chat.press_until("看下一步的文字", prefer=("没有",))
    assert chat.labels[:2] == ("再交：通知里的申诉入口", "看下一步的文字")
    await chat.press("再交：通知里的申诉入口")
    assert chat.last.letter and "还没有新的内容" not in chat.last.text


async def test_a_later_door_comes_with_its_reason_and_what_to_have_at_hand(chat: Chat):
    await chat.to_the_text(BANNED)
    first = chat.replies[-2].text
    assert "· 要准备：处罚通知全文；账号 ID" in first
    await chat.press_id("letter:1:email")
    lines = chat.last.text.splitlines()
    assert lines[1].startswith("材料多、需要留痕的") and any(line.startswith("· 要准备：") for line in lines)
    assert any(line.startswith("在这里不要：") for line in lines)
    await chat.press_id("letter:1:email")
    assert "要准备" not in chat.last.text and "材料多" not in chat.last.text


async def test_an_acceptance_is_kept_with_its_day(chat: Chat):
    await to_the_office(chat, "12315_complaint", "12315 投诉")
    await answered(chat, "您的投诉已受理", "受理了", "没写")
    ((_, said),) = happened(await chat.case(), Answered)
    assert (said.text, said.outcome, said.on) == ("您的投诉已受理", "accepted", None)


# What is the person's to do, and where to go next ----------------------------------------------------------------


async def test_no_answer_of_theirs_takes_away_a_date_that_is_the_persons(chat: Chat):
    await chat.to_the_text(BAG)
    await chat.press("我交了")
    await chat.say("今天上午在订单页点的平台介入 没给编号 页面写还剩2天6小时自动关闭")
    await answered(chat, "商家说补发一个新的", "没解决")
    assert "截止：10月2日（周五）16:00" in chat.last.text
    assert [clock.rule for clock in clocks(await chat.case(), "person")] == ["cutoff"]
    assert await chat.wait_until("2026-10-02 15:00")


async def test_at_an_office_that_decides_all_of_it_nobody_is_chased_at_the_door_before(chat: Chat):
    await chat.to_the_text(BAG)
    await chat.press("我交了")
    await chat.say("今天上午在订单页点的平台介入 没给编号 说48小时内处理")
    await chat.press_id("letter:1:12315_complaint:go")
    await chat.press_id("sent:1")
    await chat.say("刚刚在12315交的，没给编号")
    assert [clock.rule for clock in clocks(await chat.case(), "them")] == ["12315_accept"]
    assert await chat.wait_until("2026-10-06 12:00") == []


async def test_a_card_names_the_door_that_its_date_is_of(chat: Chat):
    await to_the_appeal(chat)
    await chat.press_id("sent:1")
    await chat.say("刚刚交给客服的，没给编号")
    (card,) = await chat.wait_until("2026-10-03 12:00")
    assert "通知里的申诉入口" in card.text and "客服" not in card.text
    assert "去催一催" not in [button.label for button in card.buttons]


async def test_after_12315_did_not_take_it_a_platform_that_has_ruled_is_not_the_next_door(chat: Chat):
    await chat.say(BAG)
    await chat.press("在平台下的单")
    await chat.press_until("平台判过了", prefer=("先跳过", "没有", "截好了"))
    await chat.press("平台判过了")
    await chat.to_the_text()
    assert "12315 投诉" in chat.last.text
    await chat.press("我交了")
    await chat.say("刚刚在12315交的，没给编号")
    await answered(chat, "不予受理 公司填错了", "不受理")
    await chat.press("看下一步的文字")
    assert "订单页售后" not in chat.replies[-1].text.splitlines()[0]


async def test_first_advice_and_first_text_are_of_the_same_door(chat: Chat):
    await chat.to_the_text(BANNED)
    advice, letter = chat.replies[-2].text, chat.replies[-1].text
    first = next(line for line in advice.splitlines() if line.startswith("①"))
    assert first.removeprefix("① ").split("。")[0] in letter.splitlines()[0]


async def test_an_answer_that_is_too_long_is_said_to_be_so_and_not_cut(chat: Chat):
    await to_the_appeal(chat)
    await answered(chat, "维持原处罚。" * 400)
    assert chat.last.text.startswith(texts.TOO_LONG) and not list(happened(await chat.case(), Answered))


async def test_whatever_promises_to_come_back_says_that_a_closed_page_cannot_be_called(chat: Chat):
    await to_the_appeal(chat)
    await answered(chat, "只说在处理")
    assert texts.WEB_CANNOT_CALL in chat.last.text
    await chat.press_id("chase:1")
    assert texts.WEB_CANNOT_CALL in chat.last.text


# Reminders and data by their words -------------------------------------------------------------------------------


async def test_reminders_that_are_stopped_name_the_dates_that_pass_in_silence_and_the_way_back(chat: Chat):
    await chat.say(BANNED)
    await chat.press("今天")
    await chat.to_the_text("通知写7天内申诉")
    await chat.say("停止提醒")
    assert "通知里写的期限：10月6日" in chat.last.text and chat.labels[0] == "打开提醒"
    await chat.say("恢复提醒")
    assert chat.last.text == texts.REMINDERS_ON
    await chat.press_id("mute:1")
    assert "通知里写的期限：10月6日" in chat.last.text


@pytest.mark.parametrize("words", ["删除我的全部资料", "删除我的资料"])
async def test_deleting_may_be_typed_and_is_asked_twice(chat: Chat, words: str):
    await chat.to_the_text(BANNED)
    await chat.say(words)
    assert chat.last.text == texts.FORGET_SURE
