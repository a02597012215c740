"""What people tell at a question besides its answer, or instead of it, and what becomes of it."""

from __future__ import annotations

from datetime import date

import pytest

from dialogs import texts
from dialogs.status import answers, clocks
from tests.chat import GIVE_THE_TEXT, Chat

BANNED = "快手号被封了，说我搬运，我没有"
POT = "抖音买的锅坏了，378块，质量问题"
SCREEN = "抖音客服打电话来说我开了直播会员要扣钱 现在让我共享屏幕"


# Danger, and a scam in progress ----------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["有啊", "有危险", "他说要来砍我"])
async def test_danger_in_own_words_is_danger_and_110_comes_first(chat: Chat, words: str):
    await chat.say("抖音上有个男的天天私信骂我骚扰我")
    await chat.say(words)
    assert chat.last.text.startswith("先顾人：现在就打110")
    await chat.to_the_text()
    assert answers(await chat.case())["danger"] == "yes"


async def test_no_danger_may_be_said_in_a_sentence(chat: Chat):
    await chat.say("抖音上有个男的天天私信骂我骚扰我")
    await chat.say("没有危险")
    assert "对方的账号" in chat.last.text and "110" not in chat.last.text


async def test_what_a_cheated_person_tells_is_kept_whatever_was_asked(chat: Chat):
    await chat.say(SCREEN)
    await chat.say("我已经转了5000")
    assert "也记下了" in chat.last.text and "5000 元" in chat.last.text and "还在线吗" in chat.last.text
    await chat.say("110打了")
    assert "报警了吗：报了" in chat.last.text and texts.PRESS_ONE not in chat.last.text
    await chat.say("电话我挂了")
    assert "转出去了吗" not in chat.last.text  # told already
    await chat.to_the_text()
    told = answers(await chat.case())
    assert (told["still_going"], told["money_sent"], told["total"]) == ("no", "yes", "5000 元")
    assert told["reported_police"] == "yes"


@pytest.mark.parametrize("words", ["是，还在进行", "他让我不要挂"])
async def test_while_the_scam_goes_on_what_to_do_comes_before_any_question(chat: Chat, words: str):
    await chat.say(SCREEN)
    await chat.say(words)
    assert "马上挂断、关掉共享屏幕、断网" in chat.last.text and chat.labels[0] == "已经做了"
    await chat.press("已经做了")
    assert "转出去了吗" in chat.last.text


# Questions to us, thanks, another matter -------------------------------------------------------------------------


async def test_what_is_asked_of_us_never_stands_in_a_letter(chat: Chat):
    await chat.say(BANNED)
    for words in ("昨天", "没写", "截好了"):
        await chat.say(words)
    for words in ("你是真人吗", "这个要不要钱", "多久能好", "然后呢", "谢谢你了", "都要写吗"):
        reply = await chat.say(words)
        assert "写的理由是什么" in reply.text and not reply.text.startswith("通知上")
    await chat.say("说我搬运别人作品")
    await chat.to_the_text()
    assert "通知写明的理由是：搬运别人作品。" in chat.last.letter


async def test_a_question_that_needs_no_answer_is_a_reason(chat: Chat):
    await chat.say(BANNED)
    for words in ("昨天", "没写", "截好了", "没写理由", "能登录没人动过", "我自己拍的怎么叫搬运？"):
        await chat.say(words)
    await chat.to_the_text()
    assert "理由是：我自己拍的怎么叫搬运？" in chat.last.letter


async def test_another_matter_is_kept_for_later_and_begins_the_next_complaint(chat: Chat):
    await chat.say("我发的视频在抖音被下架了 说我侵权音乐 昨天收到的通知 说7天内可以申诉")
    await chat.say("对了还有个事 我上个月在抖音买的杯子是坏的 裂了")
    assert chat.last.text.startswith(texts.ANOTHER_MATTER) and "哪条作品" in chat.last.text
    await chat.to_the_text()
    assert "杯子" not in chat.replies[-2].letter and "杯子" in chat.last.text
    await chat.press_id("case:1")
    await chat.press("办这另一件")
    assert "商品质量" in chat.last.text
    assert len(await chat.cases()) == 1


async def test_we_are_not_taken_for_a_platform(chat: Chat):
    await chat.say("我被骗了")
    for words in ("我交了", "多久能好", "还没回"):
        await chat.say(words)
        assert "是哪个平台上的事" in chat.last.text
    await chat.say("得物")
    assert "是哪个平台上的事" not in chat.last.text


# Days and numbers ------------------------------------------------------------------------------------------------


async def test_a_day_that_is_denied_does_not_move_the_deadline(chat: Chat):
    await chat.say(BANNED)
    await chat.say("不是昨天，是前天")
    await chat.say("通知写72小时内申诉")
    await chat.to_the_text()
    assert answers(await chat.case())["notice_date"] == "2026-09-28"


async def test_goods_that_never_came_are_not_received(chat: Chat):
    await chat.say(POT)
    await chat.press("在平台下的单")
    await chat.say("10天前付的款 还没收到")
    assert "要改成按「卖家纠纷」办吗" in chat.last.text
    await chat.press("返回上一步")
    await chat.say("昨天我问了客服 客服说是9月20号收到的")
    await chat.to_the_text()
    assert answers(await chat.case())["received_date"] == "2026-09-20"


async def test_goods_that_never_came_are_a_dispute_if_the_person_agrees(chat: Chat):
    await chat.say(POT)
    await chat.press("在平台下的单")
    await chat.say("10天前付的款 还没收到")
    await chat.press("那就按这个办")
    await chat.to_the_text()
    case = await chat.case()
    assert (answers(case)["scenario"], answers(case)["pay_date"]) == ("seller_dispute", "2026-09-20")
    assert "签收" not in chat.last.letter


async def test_an_order_number_is_one_number_of_the_sentence(chat: Chat):
    await chat.say("抖音退货了一直不给退钱")
    await chat.press("在平台下的单")
    await chat.say("6932158745123654789 还有一个 6932158745123654790")
    assert chat.last.text.startswith(texts.ONE_ORDER_NUMBER)
    await chat.say("我电话13812345678")
    assert "没有就点「没有」" in chat.last.text and "没有" in chat.labels
    await chat.say("我买了2个 订单号6932158745123654")
    await chat.to_the_text()
    assert answers(await chat.case())["order_number"] == "6932158745123654"


async def test_handed_in_just_now_is_understood(chat: Chat):
    await chat.say(BANNED)
    await chat.to_the_text()
    for words in ("我交了", "App 内客服", "刚刚交的"):
        await chat.say(words)
    assert "受理编号" in chat.last.text


# What the notice says of time ------------------------------------------------------------------------------------


async def test_a_deadline_in_the_story_is_not_asked_and_not_lost(chat: Chat):
    await chat.say("抖音号被封了 昨天下午3点收到的通知 说3天内可以申诉 过期不能申诉")
    assert "3天内可以申诉" in chat.last.text and "申诉截止" not in chat.last.text
    await chat.to_the_text()
    (clock,) = clocks(await chat.case(), "person")
    assert clock.rule == "notice" and "通知里写的期限：10月1日" in chat.replies[-2].text


@pytest.mark.parametrize("words", ["好像是写了要尽快申诉", "可以申诉两次"])
async def test_a_deadline_that_nobody_can_read_means_today(chat: Chat, words: str):
    await chat.say(BANNED)
    await chat.say("昨天")
    await chat.say(words)
    await chat.to_the_text()
    assert texts.NOTICE_UNCLEAR in chat.replies[-2].text


@pytest.mark.parametrize("words", ["只能申诉一次 3天", "限1次申诉，10/05前"])
async def test_a_single_try_is_said_on_top_beside_the_deadline(chat: Chat, words: str):
    await chat.say(BANNED)
    await chat.say("昨天")
    await chat.say(words)
    await chat.to_the_text()
    first = chat.replies[-2].text
    assert "通知里写的期限" in first and first.index(texts.NOTICE_ONCE) < first.index(texts.GO_FIRST)


async def test_a_day_named_from_today_counts_from_when_it_was_told_and_not_from_the_first_day(chat: Chat):
    await chat.say(BANNED)
    await chat.say("昨天")
    await chat.say("没写")
    await chat.to_the_text()
    await chat.wait_until("2026-10-03T10:00")
    await chat.say("改前面说的")
    await chat.press("通知写的期限")
    await chat.say("截止到后天下午6点")
    (clock,) = clocks(await chat.case(), "person")
    assert f"{clock.latest_at:%m-%d %H}" == "10-05 18"


@pytest.mark.parametrize("words", ["没有吧我记不清", "没得写 就说永久", "没写期限"])
async def test_no_deadline_in_other_words_is_no_deadline(chat: Chat, words: str):
    await chat.say(BANNED)
    await chat.say("昨天")
    await chat.say(words)
    await chat.to_the_text()
    assert answers(await chat.case())["notice_deadline"] is None
    assert texts.NOTICE_SILENT in chat.replies[-2].text


async def test_a_deadline_without_its_day_is_counted_from_the_telling_and_says_so(chat: Chat):
    await chat.say(BANNED)
    await chat.press("找不到")
    await chat.say("通知写3天内申诉")
    await chat.to_the_text()
    assert texts.NOTICE_UNDATED.format(end="10月2日（周五）") in chat.replies[-2].text
    (clock,) = clocks(await chat.case(), "person")
    assert "可能更早" in clock.why
    chat.at = chat.at.replace(month=10, day=1)
    await chat.press_id("fix:1:notice_reason")
    await chat.say("说我搬运")
    assert clocks(await chat.case(), "person") == (clock,)  # it does not wander with the days


async def test_a_deadline_that_names_a_day_needs_no_day_of_receipt(chat: Chat):
    await chat.say(BANNED)
    await chat.press("找不到")
    await chat.say("10月5日24点前申诉")
    await chat.to_the_text()
    assert "通知里写的期限：10月5日" in chat.replies[-2].text


# The card, and what was told of a theft --------------------------------------------------------------------------


async def test_what_the_story_told_besides_stands_on_the_card_and_can_be_changed(chat: Chat):
    await chat.say("替我妈问的 她在抖音买的羽绒服破了好几个洞 质量太差 商家不退")
    await chat.press_until(GIVE_THE_TEXT)
    assert "谁在写：替父母写" in chat.last.text
    await chat.press("有要改的")
    await chat.press("谁在写")
    await chat.press("我自己的事")
    assert "谁在写" not in chat.last.text
    await chat.press(GIVE_THE_TEXT)
    assert answers(await chat.case())["guardian"] == "self"
    assert "代" not in chat.last.letter


async def test_a_stolen_account_is_not_asked_what_was_told(chat: Chat):
    await chat.say("我快手号被人盗了 昨晚上手机号都给我换绑了 他拿我的号跟我亲戚借钱 我现在登不上")
    assert "登不上了 · 手机号被换了 · 有人拿号借钱" in chat.last.text and "先把号保住" in chat.last.text


async def test_a_complaint_that_is_finished_days_later_counts_from_when_it_was_told(chat: Chat):
    await chat.say("快手号昨天下午3点收到通知被封了，说我搬运，我没有")
    await chat.say("还剩2天")
    await chat.wait_until("2026-10-04T10:00")
    await chat.to_the_text()
    (clock,) = [clock for clock in clocks(await chat.case()) if clock.rule == "notice"]
    assert clock.latest == date(2026, 10, 1)
    assert "以上为2026年9月30日所述" in chat.last.letter and "10月4日所述" not in chat.last.letter
