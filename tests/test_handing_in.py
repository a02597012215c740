"""“我交了”, and a text of the person's own: what is taken for a number, a date, the whole text."""

from __future__ import annotations

import pytest

from dialogs.status import clocks, exhibits, happened
from dialogs.values import Answered, Submitted, Written
from tests.chat import Chat, picture

BANNED = "快手号昨天被封了，说我搬运，我没有"
POT = "抖音上买的电饭煲坏了，299元，质量问题"


async def to_the_ticket(chat: Chat, story: str = BANNED) -> None:
    await chat.to_the_text(story)
    await chat.press("我交了")
    await chat.press(chat.labels[0])
    await chat.press("刚刚")


async def test_a_notices_time_is_kept_by_the_counter_notice_too(chat: Chat):
    await chat.say("我抖音视频被下架了 说有人投诉我侵权")
    for text in ("昨天", "通知写7天内提交不侵权声明", "标题叫秋天", "截好了", "是，有人投诉侵权", "都是我自己的"):
        await chat.say(text)
    await chat.to_the_text()
    assert [clock.rule for clock in clocks(await chat.case(), "person")] == ["notice"]
    for label in ("我交了", "不侵权声明", "刚刚", "没有编号", "没写，7天后提醒我"):
        await chat.press(label)
    assert clocks(await chat.case(), "person") == ()
    assert not any("还没办的话" in reply.text for reply in await chat.wait_until("2026-10-08 12:00"))


async def test_what_is_handed_in_anew_is_asked_after_on_its_own_day(chat: Chat):
    await chat.to_the_text(BANNED)
    for label in ("我交了", "通知里的申诉入口", "刚刚", "没有编号", "没写，7天后提醒我"):
        await chat.press(label)
    await chat.wait_until("2026-10-05 10:00")
    await chat.press_id("sent:1")
    for label in ("通知里的申诉入口", "刚刚", "没有编号", "没写，7天后提醒我"):
        await chat.press(label)
    assert await chat.wait_until("2026-10-11 20:00") == []
    (told,) = await chat.wait_until("2026-10-12 12:00")
    assert "今天是第7天" in told.text


async def test_another_door_leaves_the_day_of_the_first_one_standing(chat: Chat):
    await chat.to_the_text(BANNED)
    for label in ("我交了", "通知里的申诉入口", "刚刚", "没有编号", "没写，7天后提醒我"):
        await chat.press(label)
    await chat.press_id("sent:1")
    for label in ("App 内客服", "刚刚", "没有编号"):
        await chat.press(label)
    assert "own" in [clock.rule for clock in clocks(await chat.case(), "them")]


@pytest.mark.parametrize(
    ("words", "ticket"),
    [
        ("没给编号，客服说24小时内回复", None),
        ("不给编号", None),
        ("没有给我编号，让我等2天", None),
        ("他们给了个单号 KF20260930-01", "KF20260930-01"),
        ("编号是A12，客服说24小时内回复", "A12"),
        ("客服说 20260930123 就是", "20260930123"),
        ("京市监投（2026）第12345号", "京市监投（2026）第12345号"),
    ],
)
async def test_a_ticket_is_a_number_and_never_a_sentence(chat: Chat, words: str, ticket: str | None):
    await to_the_ticket(chat)
    await chat.say(words)
    if "没写，3天后提醒我" in chat.labels:
        await chat.press("没写，3天后提醒我")
    ((_, sent),) = happened(await chat.case(), Submitted)
    assert sent.ticket == ticket


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("说48小时内回复", "10月2日（周五）10:00"),
        ("3天内", "10月3日（周六）"),
        ("三个工作日", "10月10日（周六）"),
        ("客服说大概一周", "10月7日（周三）"),
        ("下周三", "10月7日（周三）"),
        ("10月8日前答复", "10月8日（周四）"),
    ],
)
async def test_when_they_answer_may_be_said_as_a_period(chat: Chat, words: str, day: str):
    await to_the_ticket(chat)
    await chat.press("没有编号")
    await chat.say(words)
    assert f"页面写的回复时间：{day}" in chat.last.text
    assert [clock.rule for clock in clocks(await chat.case())] == ["page"]


async def test_a_day_to_be_reminded_of_is_nobodys_promise(chat: Chat):
    await to_the_ticket(chat)
    await chat.press("没有编号")
    await chat.say("5天后提醒我")
    assert "提醒的日子：10月5日" in chat.last.text


async def test_a_day_that_has_gone_is_asked_again(chat: Chat):
    await to_the_ticket(chat)
    await chat.press("没有编号")
    await chat.say("9月28号")
    assert "已经过了" in chat.last.text


async def test_the_order_pages_cutoff_is_asked_and_warned_of_before_its_end(chat: Chat):
    await to_the_ticket(chat, POT)
    await chat.press("没有编号")
    assert "订单页现在写的截止" in chat.last.text
    await chat.say("剩2天6小时自动关闭")
    assert "截止：10月2日（周五）16:00" in chat.last.text
    came = await chat.wait_until("2026-10-02 15:00")
    assert came and all("10月2日（周五）16:00" in card.text for card in came)
    (after,) = await chat.wait_until("2026-10-03 10:00")
    assert "有回音了吗" in after.text


async def test_what_the_merchant_has_to_do_by_then_is_no_cutoff_of_the_persons(chat: Chat):
    await to_the_ticket(chat, POT)
    await chat.press("没有编号")
    await chat.say("商家处理中，剩1天12小时")
    assert "页面写的回复时间：10月1日（周四）22:00" in chat.last.text
    assert clocks(await chat.case(), "person") == ()


async def test_the_order_pages_own_deadline_is_counted_from_when_it_was_told(chat: Chat):
    await chat.to_the_text("快手买的羊绒衫退货退款被拒，一直拖着不退钱")
    await chat.press_id("fix:1:page_status")
    await chat.say("商家拒绝，剩2天6小时")
    assert "截止：10月2日（周五）16:00" in chat.last.text
    chat.at = chat.at.replace(month=10, day=1)
    await chat.press_id("fix:1:amount")
    await chat.say("128")
    (cutoff,) = [clock for clock in clocks(await chat.case(), "person") if clock.rule == "cutoff"]
    assert (cutoff.latest.day, cutoff.latest_at.hour) == (2, 16)  # a countdown is not started anew


@pytest.mark.parametrize("wish", ["日期不对，是前天收到的", "把搬运那句删掉", "语气再客气一点"])
async def test_a_wish_to_change_something_is_not_the_whole_text(chat: Chat, wish: str):
    await chat.to_the_text(BANNED)
    given = chat.last.letter
    await chat.press("改几个字")
    await chat.say(wish)
    assert chat.last.letter == "" and chat.labels[:2] == ("改前面说的", "就用这一份")
    await chat.press("改前面说的")
    assert "收到通知的时间" in chat.labels
    assert [text.text for _, text in happened(await chat.case(), Written)] == [given]


async def test_the_whole_text_may_follow_the_wish(chat: Chat):
    await chat.to_the_text(BANNED)
    changed = chat.last.letter.replace("9月29日", "9月28日")
    await chat.press("改几个字")
    await chat.say("日期不对")
    await chat.say(changed)
    assert chat.last.letter == changed and "就用这一份" in chat.last.text


async def test_two_numbers_in_a_sentence_are_asked_about(chat: Chat):
    await to_the_ticket(chat)
    await chat.say("电话13800138000，还有20260930123")
    assert "没有编号" in chat.labels


# What is recorded at once ----------------------------------------------------------------------------------------


async def test_what_was_handed_in_is_recorded_once_place_and_time_are_known(chat: Chat):
    await to_the_ticket(chat)
    assert "记下了：已经交给" in chat.last.text and "受理编号" in chat.last.text
    case = await chat.case()
    assert [sent.ticket for _, sent in happened(case, Submitted)] == [None]
    assert [(clock.rule, clock.latest.day) for clock in clocks(case, "them")] == [("own", 3)]
    (card,) = await chat.wait_until("2026-10-03 12:00")
    assert "有回音了吗" in card.text and "还没办的话" not in card.text


async def test_number_and_reply_date_mend_what_was_recorded(chat: Chat):
    await to_the_ticket(chat)
    await chat.say("KF20260930")
    await chat.say("说48小时内回复")
    case = await chat.case()
    assert [sent.ticket for _, sent in happened(case, Submitted)] == ["KF20260930"]
    assert [clock.rule for clock in clocks(case, "them")] == ["page"]
    await chat.press_id("case:1")
    assert chat.last.text.count("交给「通知里的申诉入口」") == 1


async def test_no_reminder_is_wanted_so_none_is_left_of_the_usual_date(chat: Chat):
    await to_the_ticket(chat)
    await chat.press("没有编号")
    await chat.press("不用提醒")
    assert clocks(await chat.case(), "them") == () and "没有设提醒" in chat.last.text
    assert await chat.wait_until("2026-10-20 12:00") == []


@pytest.mark.parametrize("words", ["没写", "随便", "先跳过", "没有", "你看着办吧", "不知道"])
async def test_no_reply_date_in_words_means_the_usual_one(chat: Chat, words: str):
    await to_the_ticket(chat)
    await chat.press("没有编号")
    await chat.say(words)
    assert "提醒的日子：10月3日" in chat.last.text


@pytest.mark.parametrize("before", [(), ("没有编号",)])
@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("平台回复：经核实维持原处罚", "没解决"),
        ("商家到现在没退", "没解决"),
        ("派出所立案了", "只说在处理"),
        ("让我3天内补充原视频", "要我补材料"),
    ],
)
async def test_an_answer_is_heard_while_the_hand_in_is_still_asked_about(
    chat: Chat, before: tuple[str, ...], words: str, outcome: str
):
    await to_the_ticket(chat)
    for label in before:
        await chat.press(label)
    await chat.say(words)
    assert f"听起来是：{outcome}" in chat.last.text
    await chat.press(outcome)
    assert [said.text for _, said in happened(await chat.case(), Answered)] == [words]
    assert "受理编号" not in chat.last.text and "什么时候回复" not in chat.last.text


async def test_what_they_want_by_a_day_is_the_persons_own_date_and_no_date_of_theirs(chat: Chat):
    await to_the_ticket(chat)
    await chat.press("没有编号")
    await chat.say("客服要我3天内补交原视频")
    await chat.press("要我补材料")
    (mine,) = clocks(await chat.case(), "person")
    assert (mine.rule, mine.latest.day) == ("cutoff", 3) and clocks(await chat.case(), "them") == ()


async def test_another_matter_begins_while_the_number_is_asked(chat: Chat):
    await to_the_ticket(chat)
    await chat.say("我在抖音上买的手机是坏的，开不了机，商家一直不给退款")
    assert chat.last.text.startswith("我听到的：抖音")


@pytest.mark.parametrize(
    ("words", "door"),
    [
        ("在12315网上交的", "12315_complaint"),
        ("交给平台介入了", "after_sales"),
        ("抖音订单里点的售后", "after_sales"),
        ("交给抖音举报了", "report"),
        ("去消协登记的", "consumer_association"),
    ],
)
async def test_a_door_is_called_as_people_call_it(chat: Chat, words: str, door: str):
    await chat.to_the_text(POT)
    await chat.press("我交了")
    await chat.say(words)
    assert "是什么时候" in chat.last.text
    await chat.press("刚刚")
    assert [sent.destination for _, sent in happened(await chat.case(), Submitted)] == [door]


async def test_all_that_one_sentence_tells_of_a_hand_in_is_taken(chat: Chat):
    await chat.to_the_text(POT)
    await chat.say("交了 今天上午在订单页点的平台介入 没给编号 页面写还剩3天2小时")
    case = await chat.case()
    assert [(sent.destination, sent.ticket) for _, sent in happened(case, Submitted)] == [("after_sales", None)]
    assert "记下了：已经交给「订单页售后/平台介入」" in chat.last.text and "10月3日（周六）12:00" in chat.last.text


@pytest.mark.parametrize("words", ["我交了 快手客服 今天上午", "今天上午已经交给快手客服了"])
async def test_where_and_when_need_no_question_once_told(chat: Chat, words: str):
    await chat.to_the_text(BANNED)
    await chat.say(words)
    assert "受理编号" in chat.last.text
    assert [sent.destination for _, sent in happened(await chat.case(), Submitted)] == ["service"]


@pytest.mark.parametrize(
    ("words", "door", "ticket"),
    [
        ("我交了 通知里面 今天上午", "appeal", None),
        ("今天上午已经在通知里的申诉入口交了，没给编号", "appeal", None),
        ("交了 通知里面的申诉 刚交的 编号 KS20261120001", "appeal", "KS20261120001"),
        ("刚才按你写的发给客服了", "service", None),
    ],
)
async def test_handing_in_is_heard_in_one_sentence(chat: Chat, words: str, door: str, ticket: str | None):
    await chat.to_the_text(BANNED)
    await chat.say(words)
    (sent,) = [sent for _, sent in happened(await chat.case(), Submitted)]
    assert (sent.destination, sent.ticket) == (door, ticket)


async def test_the_place_we_named_is_the_door_of_the_newest_text(chat: Chat):
    await chat.to_the_text(BANNED)
    await chat.say("我交了")
    await chat.say("就你说的那个地方")
    await chat.press("刚刚")
    assert [sent.destination for _, sent in happened(await chat.case(), Submitted)] == ["appeal"]


async def test_told_without_the_door_only_the_door_is_asked(chat: Chat):
    await chat.to_the_text(BANNED)
    await chat.press("我交了")
    await chat.say("今天上午交的 没有编号")
    await chat.press("App 内客服")
    assert "记下了：已经交给「App 内客服」" in chat.last.text


@pytest.mark.parametrize("words", ["我交了 抖音未成年人退款 昨天下午", "昨天下午已经在抖音里申请未成年人退款了"])
async def test_what_was_handed_in_opens_no_second_case(chat: Chat, words: str):
    await chat.to_the_text("我家孩子在抖音给主播打赏了3000块钱，才10岁")
    await chat.say(words)
    assert [sent.destination for _, sent in happened(await chat.case(), Submitted)] == ["minor_refund"]
    assert len(await chat.cases()) == 1


async def test_a_period_of_theirs_runs_from_the_latest_moment_of_a_day_and_the_persons_from_its_beginning(chat: Chat):
    await chat.to_the_text(BANNED)
    await chat.press("我交了")
    await chat.press("通知里的申诉入口")
    await chat.press("昨天")
    await chat.press("没有编号")
    await chat.say("说48小时内回复")
    (theirs,) = clocks(await chat.case(), "them")
    assert f"{theirs.latest_at:%m-%d %H:%M}" == "10-01 23:59"


async def test_a_photo_sent_while_a_hand_in_is_asked_belongs_to_that_case(chat: Chat):
    await to_the_ticket(chat)
    await chat.send(picture())
    await chat.press("没有编号")
    await chat.press("没写，3天后提醒我")
    assert "证据1" in chat.last.text and len(exhibits(await chat.case())) == 1


async def test_what_was_made_good_and_sent_back_is_handed_in(chat: Chat):
    await to_the_ticket(chat)
    await chat.press("没有编号")
    await chat.press("没写，3天后提醒我")
    for words in ("我把原视频补交上去了", "补好了交上去了"):
        await chat.say(words)
        assert "交到哪里" in chat.last.text
        await chat.press("先不填了")


async def test_a_door_that_nothing_speaks_for_says_what_it_takes(chat: Chat):
    await chat.to_the_text(POT)
    assert "「12345 政务热线」管的是：" in (await chat.press_id("letter:1:12345:go")).text
    assert "管的是" not in (await chat.press_id("letter:1:12315_complaint:go")).text
