"""Every scenario on both platforms, from the first press to the clock, through the real store on both databases."""

from __future__ import annotations

import pytest

from dialogs.status import answers, exhibits, happened, scenario, stage
from dialogs.values import ClockTold, Opened, Submitted, Written
from tests.chat import PLAYBOOKS, Chat, picture

SCENARIOS = tuple(PLAYBOOKS["generic"].scenarios)
WAYS = ("skip", "!back", "!edit")
NO_PICTURES = ("illegal_content",)
"""Scenarios whose pictures are never collected."""


async def answer_all(chat: Chat) -> int:
    """Answer whatever is asked until the review card; how many questions that took."""
    for asked in range(20):
        if "没错，给我文字" in chat.labels:
            return asked
        choices = [b.label for b in chat.last.buttons if b.id.partition(".")[2] not in WAYS]
        if choices:
            await chat.press(choices[0])
        elif "订单号" in chat.last.text:
            await chat.say("6920 1837 4650 1928 374")
        elif "账号" in chat.last.text or "链接" in chat.last.text:
            await chat.say("夜猫子小美 abc888")
        elif "多少钱" in chat.last.text or "一共多少" in chat.last.text:
            await chat.say("368.5")
        else:
            await chat.say("直播间里说的和我收到的不一样")
    raise AssertionError(f"never ends: {chat.last.text}")


async def file_by_buttons(chat: Chat, platform: str, key: str) -> int:
    """Choose the platform and the scenario by buttons, and answer what is asked."""
    book = PLAYBOOKS[platform]
    await chat.say("/start")
    await chat.press(book.groups[book.scenarios[key].groups[0]])
    await chat.press(book.name)
    if not is_alone(platform, key):
        await chat.press(book.scenarios[key].button)
    return await answer_all(chat)


def is_alone(platform: str, key: str) -> bool:
    """Whether a scenario is the only one of its kind, so that the kind's button says it all."""
    book = PLAYBOOKS[platform]
    return len(book.in_group(book.scenarios[key].groups[0])) == 1


@pytest.mark.parametrize("platform", ["kuaishou", "douyin"])
@pytest.mark.parametrize("key", SCENARIOS)
async def test_every_scenario_reaches_a_complete_case_with_a_text_and_a_date(chat: Chat, platform: str, key: str):
    asked = await file_by_buttons(chat, platform, key)
    cards = sum(
        row.kind == "do" for k in PLAYBOOKS[platform].scenarios[key].ask if (row := PLAYBOOKS[platform].questions[k])
    )
    assert asked - cards <= 3 + is_alone(platform, key)  # the platform and the scenario are two of the five
    await chat.press("没错，给我文字")
    assert chat.last.letter
    await chat.press("加截图和照片")
    if key in NO_PICTURES:
        assert "我不收，也不留" in chat.last.text
    else:
        await chat.send(picture("red"), picture("green"), picture("blue"))
        await chat.press("发完了")
        assert any("证据1–3" in reply.text for reply in chat.replies[-2:])
    await chat.press("我交了")
    await chat.press(chat.labels[0])
    await chat.press("刚刚")
    await chat.say("TS-20260930-7")
    if "没写，3天后提醒我" in chat.labels:
        await chat.press("没写，3天后提醒我")
    case = await chat.case()
    kinds = [type(event.what) for event in case.events]
    assert kinds.count(Opened) == 1
    assert [exhibit.number for exhibit in exhibits(case)] == ([] if key in NO_PICTURES else [1, 2, 3])
    assert (scenario(case), answers(case)["platform"]) == (key, platform)
    (submitted,) = (sent for _, sent in happened(case, Submitted))
    written = [event.what for event in case.events if isinstance(event.what, Written)]
    assert submitted.text == written[-1].text
    assert (submitted.ticket, submitted.exhibits) == ("TS-20260930-7", written[-1].exhibits)
    assert stage(case, chat.at) == "waiting"
    assert kinds.count(ClockTold) >= 1


async def test_the_platform_is_chased_the_day_after_its_window_closes(chat: Chat):
    await file_by_buttons(chat, "kuaishou", "unfair_treatment")
    await chat.press("没错，给我文字")
    await chat.press("我交了")
    await chat.press("App 内客服")
    await chat.press("刚刚")
    await chat.press("没有编号")
    assert "10月10日" in chat.last.text and "10月13日" in chat.last.text
    assert await chat.wait_until("2026-10-14 08:00") == []
    (card,) = await chat.wait_until("2026-10-14 09:00")
    assert tuple(button.label for button in card.buttons) == ("去催一催", "已经回复了", "不追了")
    assert card.text.splitlines()[0] == "理直：有一件事到日子了"
    await chat.press("去催一催")
    assert "第14天" in chat.last.letter
    assert "逾期" not in chat.last.letter and "超时" not in chat.last.letter


async def test_an_urgent_case_is_counted_in_hours_and_asks_for_the_hour(chat: Chat):
    await file_by_buttons(chat, "douyin", "fraud")
    await chat.press("没错，给我文字")
    await chat.press("我交了")
    await chat.press("App 内客服")
    await chat.say("今天")
    assert "几点" in chat.last.text
    await chat.say("今天上午9点")
    await chat.press("没有编号")
    assert "10月1日" in chat.last.text and "09:00" in chat.last.text


async def test_a_time_to_come_is_questioned(chat: Chat):
    await file_by_buttons(chat, "kuaishou", "unfair_treatment")
    await chat.press("没错，给我文字")
    await chat.press("我交了")
    await chat.press("App 内客服")
    await chat.say("明天下午3点")
    assert "还没到" in chat.last.text


async def test_the_three_exits_of_the_card(chat: Chat):
    await file_by_buttons(chat, "kuaishou", "unfair_treatment")
    await chat.press("没错，给我文字")
    for label in ("我交了", "App 内客服", "刚刚", "没有编号"):
        await chat.press(label)
    await chat.wait_until("2026-10-14 09:00")
    await chat.press("已经回复了")
    await chat.say("您好，您的反馈已转交专员处理，请耐心等待")
    await chat.press("只说在处理")
    assert stage(await chat.case(), chat.at) == "chase"  # an acknowledgement never closes a clock
    await chat.press("不追了")
    assert stage(await chat.case(), chat.at) == "closed"
    assert await chat.wait_until("2026-11-14 09:00") == []
    await chat.press("又想追了")
    assert stage(await chat.case(), chat.at) == "chase"


async def test_the_list_is_sorted_by_what_is_due_next(chat: Chat):
    for key in ("unfair_treatment", "goods_quality"):
        await chat.say("/new")
        await chat.press(PLAYBOOKS["kuaishou"].groups[PLAYBOOKS["kuaishou"].scenarios[key].groups[0]])
        await chat.press("快手")
        await chat.press(PLAYBOOKS["kuaishou"].scenarios[key].button)
        await answer_all(chat)
        await chat.press("没错，给我文字")
    await chat.say("我的投诉")
    assert chat.last.text.index("第1件") < chat.last.text.index("第2件")
    await chat.press_id("sent:1")
    for label in ("App 内客服", "刚刚", "没有编号"):
        await chat.press(label)
    await chat.say("我的投诉")
    assert chat.last.text.index("第2件") < chat.last.text.index("第1件")
