"""What is said while a question stands and is not for it: of a case, of what was recorded, or a question to us."""

from __future__ import annotations

import pytest

from dialogs.status import answers, exhibits, latest, stage, tried
from dialogs.values import Answered, Submitted
from tests.chat import Chat, picture

BANNED = "快手号昨天下午三点收到通知被封了，说我搬运，我没有"
COAT = "抖音买的羽绒服跑毛 399块 11月14号收到的 商家不理我"


async def being_handed_in(chat: Chat) -> None:
    await chat.to_the_text(BANNED)
    await chat.press("我交了")
    await chat.press("通知里的申诉入口")
    await chat.press("刚刚")


@pytest.mark.parametrize("words", ["羽绒服商家同意退了", "羽绒服的商家同意退了"])
async def test_news_of_a_case_do_not_land_in_the_complaint_that_is_being_told(chat: Chat, words: str):
    await chat.to_the_text(COAT)
    await chat.say(f"另外{BANNED}")
    await chat.say(words)
    answer = latest(await chat.case(1), Answered)
    assert answer is not None and "同意退" in answer[1].text


async def test_a_sum_of_a_case_is_changed_there_while_another_is_being_told(chat: Chat):
    await chat.to_the_text(COAT)
    await chat.say(f"另外{BANNED}")
    await chat.say("羽绒服的金额写错了，是499不是399")
    assert str(answers(await chat.case(1))["amount"]).startswith("499")


async def test_evidence_of_the_complaint_being_told_is_not_taken_by_another(chat: Chat):
    await chat.to_the_text(COAT)
    await chat.say(f"另外{BANNED}")
    await chat.send(picture("green"))
    await chat.say("第一件交了 编号是 KF20261120")
    await chat.press("App 内客服")
    await chat.press("刚刚")
    assert exhibits(await chat.case(1)) == ()
    assert len((await chat.desk()).person.tray) == 1


@pytest.mark.parametrize("words", ["快手说那个视频没问题", "说我申诉没通过"])
async def test_an_answer_at_the_question_for_the_number_is_an_answer(chat: Chat, words: str):
    await being_handed_in(chat)
    await chat.say(words)
    answer = latest(await chat.case(), Answered)
    assert answer is not None and answer[1].text == words


async def test_after_a_day_the_question_for_the_number_takes_nothing_else(chat: Chat):
    await being_handed_in(chat)
    await chat.wait_until("2026-10-02T09:00")
    await chat.say("那个视频我今天看还在上面呢")
    assert "是新的事" in chat.labels


@pytest.mark.parametrize("words", ["你们是抖音的吗", "你是快手客服吗"])
async def test_we_are_no_platform_also_in_the_middle_of_a_question_and_as_first_words(chat: Chat, words: str):
    await chat.say(words)
    assert chat.last.text.startswith("不是。") and (await chat.desk()).person.drafts == ()
    await chat.say(BANNED)
    await chat.say(words)
    assert chat.last.text.startswith("不是。")


async def test_what_was_handed_in_again_is_heard_while_their_answer_is_unconfirmed(chat: Chat):
    await being_handed_in(chat)
    await chat.press("没有编号")
    await chat.press("没写，3天后提醒我")
    await chat.say("让我3天内补充原视频")
    await chat.wait_until("2026-09-30T15:00")
    await chat.say("他们说维持原判")
    assert "没解决" in chat.labels
    await chat.say("我交了")
    assert "通知里的申诉入口" in chat.labels


async def test_a_promise_told_beside_the_number_is_the_clock(chat: Chat):
    await chat.to_the_text(BANNED)
    await chat.press("我交了")
    await chat.press("App 内客服")
    await chat.press("刚刚")
    await chat.say("没编号 客服说3天内答复")
    assert "10月3日" in chat.last.text and "service" in tried(await chat.case())


async def test_no_day_told_beside_no_number_is_the_usual_one(chat: Chat):
    await being_handed_in(chat)
    await chat.say("没编号 没写几天")
    assert "提醒的日子" in chat.last.text
    assert latest(await chat.case(), Submitted) is not None


REFUND = "抖音买的鞋子开胶退货了 139块 商家9月8号就签收了 到现在没退钱"


async def test_a_refund_that_was_late_before_does_not_make_them_late_with_what_was_handed_in_today(chat: Chat):
    await chat.to_the_text(REFUND)
    await chat.press("我交了")
    await chat.press(chat.labels[0])
    await chat.press("刚刚")
    await chat.say("没编号 没写几天")
    case = await chat.case()
    assert stage(case, chat.at) == "waiting"
    await chat.press("看这件投诉")
    assert "商家退款" in chat.last.text and "已过" in chat.last.text
    assert await chat.wait_until("2026-10-02T20:00") == []
    assert len(await chat.wait_until("2026-10-03T12:00")) == 1


async def test_a_matter_of_another_platform_told_while_a_case_is_added_to_begins_its_own_complaint(chat: Chat):
    await chat.to_the_text("快手号昨天被封了，说我搬运，我没有")
    await chat.press_id("more:1")
    await chat.say("抖音直播间买的羊毛衫299，收到是化纤的，商家不给退，9月12号到的")
    assert "抖音" in "".join(reply.text for reply in chat.replies[-2:])
    assert "money_stuck" not in answers(await chat.case()) and "appeals_so_far" not in answers(await chat.case())


async def test_what_is_added_to_a_case_may_name_its_platform(chat: Chat):
    await chat.to_the_text("快手号昨天被封了，说我搬运，我没有")
    await chat.press_id("more:1")
    await chat.press("没申诉过")
    await chat.say("快手的余额里还有3000块直播收入取不出来")
    (draft,) = (await chat.desk()).person.drafts
    assert draft.case == 1 and "3000" in draft.answers["money_stuck"]
