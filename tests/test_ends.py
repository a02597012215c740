"""What ends does not speak again: closed and forgotten cases, cancelled drafts and the photographs sent for them."""

from __future__ import annotations

from dataclasses import replace

from dialogs.status import exhibits, happened
from dialogs.turn import take_turn
from dialogs.values import Chased, Desk, Draft, Outcome, Person, Piece, Said, SentFile, Submitted
from tests.chat import RULES, START, Chat, picture

STORY = "我快手号昨天被封了，说我搬运，我没有"
OTHER = "在抖音买的手机是坏的，商家不退款，订单号 6921234567890123456"


async def to_the_letter(chat: Chat, story: str = STORY) -> None:
    await chat.say(story)
    for _ in range(12):
        if "没错，给我文字" in chat.labels:
            break
        if any(label in chat.labels for label in ("今天", "昨天")) or len(chat.labels) > 2:
            await chat.press(chat.labels[0])
        else:
            await chat.say("说我搬运")
    await chat.press("没错，给我文字")


async def test_an_open_question_about_a_case_ends_with_the_case(chat: Chat):
    await to_the_letter(chat)
    await chat.press_id("sent:1")
    await chat.press_id("drop:1")
    await chat.say("刚刚")
    await chat.say("没有编号")
    assert list(happened(await chat.case(), Submitted)) == []


def test_a_draft_of_a_case_that_was_forgotten_holds_nobody_up():
    person = Person(
        drafts=(Draft("collecting", 1),),
        set_aside=(Draft("submitting", 1),),
        tray=(Piece(1, SentFile(ref="a"), case=1),),
    )
    for said in (Said("text", START, STORY), Said("button", START, button="resume:0"), Said("text", START, "/start")):
        turn = take_turn(Desk(person, "web"), replace(said, id="1"), RULES, START)
        assert turn.replies
        assert all(draft.case is None for draft in turn.person.drafts)


async def test_photographs_of_a_cancelled_complaint_are_no_evidence_of_the_next_one(chat: Chat):
    await chat.say(STORY)
    await chat.send(picture("red"))
    await chat.say("取消")
    resume = next(button.id for reply in chat.replies for button in reply.buttons if button.label == "接着刚才的")
    await to_the_letter(chat, "我抖音号昨天被封了，说我搬运，我没有")
    assert exhibits(await chat.case()) == ()
    await chat.press_id(resume)
    for _ in range(12):
        if "没错，给我文字" in chat.labels:
            break
        await chat.press(chat.labels[0]) if len(chat.labels) > 2 else await chat.say("说我搬运")
    await chat.press("没错，给我文字")
    assert len(exhibits(await chat.case(2))) == 1


async def test_a_late_photograph_takes_only_itself_to_its_case(chat: Chat):
    """Another one, sent meanwhile for another complaint, is not its companion."""
    await chat.say(STORY)
    await chat.hear(Said("files", chat.at, files=(SentFile(ref="a", name="1.jpg"),)))
    await to_the_letter_from_here(chat)
    await chat.say("/new")
    await chat.send(picture("blue"))
    kept, _ = await chat.house.keep("1.png", stream(picture("red")))
    await chat.hear(Said("errand", chat.at, outcome=Outcome("fetch", "fetch:1", kept)))
    assert [exhibit.file.id for exhibit in exhibits(await chat.case())] == [kept.stored.id]


async def to_the_letter_from_here(chat: Chat) -> None:
    for _ in range(12):
        if "没错，给我文字" in chat.labels:
            break
        await chat.press(chat.labels[0]) if len(chat.labels) > 2 else await chat.say("说我搬运")
    await chat.press("没错，给我文字")


async def test_a_chase_pressed_twice_is_one_chase(chat: Chat):
    await to_the_letter(chat)
    await chat.press_id("sent:1")
    for label in ("App 内客服", "刚刚", "没有编号"):
        await chat.press(label)
    await chat.wait_until("2026-10-14 09:00")
    await chat.press_id("chase:1")
    await chat.press_id("chase:1")
    assert len(list(happened(await chat.case(), Chased))) == 1


async def stream(content: bytes):
    yield content


async def test_of_two_complaints_that_were_put_down_each_keeps_its_own_pictures(chat: Chat):
    await chat.say(STORY)
    await chat.send(picture("red"))
    await chat.say("取消")
    await chat.say("抖音买的手机是坏的，开不了机，商家不退款")
    await chat.send(picture("blue"))
    await chat.say("新的投诉")
    assert any("放下了" in reply.text for reply in chat.replies)
    await chat.say("接着刚才的")
    await chat.to_the_text()
    assert [exhibit.number for exhibit in exhibits(await chat.case())] == [1]
    assert (await chat.case()).events[0].what.scenario == "goods_quality"
    await chat.say("我的投诉")
    await chat.press("接着刚才的")
    await chat.to_the_text()
    assert [exhibit.number for exhibit in exhibits(await chat.case(2))] == [1]


async def test_who_takes_up_another_complaint_puts_down_the_one_being_told(chat: Chat):
    await chat.say(STORY)
    await chat.say("取消")
    await chat.say("抖音买的手机是坏的，开不了机，商家不退款")
    await chat.send(picture("blue"))
    await chat.say("接着刚才的")
    await chat.to_the_text()
    assert exhibits(await chat.case()) == ()
    await chat.say("接着刚才的")
    await chat.to_the_text()
    assert len(exhibits(await chat.case(2))) == 1
