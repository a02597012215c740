"""“我交了”, and a text of the person's own: what is taken for a number, a date, the whole text."""

from __future__ import annotations

import pytest

from dialogs.status import clocks, happened
from dialogs.values import Submitted, Written
from tests.chat import Chat

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
