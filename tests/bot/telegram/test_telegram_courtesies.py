"""Telegram's courtesies: best effort, beside the receiving, never instead of it."""

import asyncio

import pytest
from structlog.testing import capture_logs

from bot.channels.telegram_courtesies import AT_ONCE
from dialogs.values import Button, Reply
from tests.telegram_house import ASKED, GROUP, ME, running, until


async def test_a_pressed_question_shows_the_choice_instead_of_its_buttons(double, channel, house, listening):
    await channel.send(str(ME), ASKED)
    press = double.press(ME, "抖音")
    await until(lambda: double.sent(ME)[0].edited)
    (bubble,) = double.sent(ME)
    assert (bubble.text, bubble.buttons) == ("是哪个平台？\n\n✓ 抖音", ())
    assert [c.parameters["callback_query_id"] for c in double.called("answerCallbackQuery")] == [press]


async def test_a_letter_stays_a_block_to_copy_when_its_button_is_pressed(double, channel, house, listening):
    await channel.send(str(ME), Reply("好了", (Button("q9:sent", "我交了"),), letter="此致"))
    double.press(ME, "我交了")
    await until(lambda: double.sent(ME)[0].edited)
    assert [entity["type"] for entity in double.sent(ME)[0].entities] == ["pre"]


async def test_a_full_message_only_loses_its_keyboard(double, channel, house, listening):
    await channel.send(str(ME), Reply("字" * 4096, (Button("q1:yes", "是"),)))
    double.press(ME, "是")
    await until(lambda: double.sent(ME)[0].edited)
    (bubble,) = double.sent(ME)
    assert (bubble.text, bubble.buttons) == ("字" * 4096, ())


async def test_a_card_keeps_its_buttons(double, channel, house, listening):
    await channel.send(str(ME), Reply("第2件", (Button("chase:2", "去催一催"),)))
    double.press(ME, "去催一催")
    await until(lambda: double.called("answerCallbackQuery"))
    await house.hears(double, double.say, ME, "然后")
    assert double.called("editMessageText") == double.called("editMessageReplyMarkup") == []


async def test_what_fails_in_a_courtesy_stops_nothing(double, channel, house, listening):
    await channel.send(str(ME), ASKED)
    double.fail("answerCallbackQuery", 400, "Bad Request: query is too old and response timeout expired")
    double.fail("editMessageText", 500, "Internal Server Error")
    with capture_logs() as logs:
        double.press(ME, "抖音")
        await until(lambda: double.called("editMessageText"))
        assert (await house.hears(double, double.say, ME, "还在")).said.text == "还在"
        await until(lambda: logs)
    assert logs == [
        {"event": "telegram.courtesy_undone", "method": "editMessageText", "error": "NetworkError", "log_level": "info"}
    ]


async def test_slow_courtesies_hold_up_no_receiving_and_are_dropped_at_the_end(double, channel, house):
    await channel.send(str(ME), Reply("卡片", (Button("chase:2", "催"),)))
    for _ in range(AT_ONCE + 20):
        double.press(ME, "催")
    double.methods["answerCallbackQuery"] = lambda _: asyncio.sleep(60)
    async with running(channel, house):
        await until(lambda: len(double.called("answerCallbackQuery")) == AT_ONCE)
        assert (await house.hears(double, double.say, ME, "快")).said.text == "快"
        assert len(double.called("answerCallbackQuery")) == AT_ONCE


async def test_a_group_is_pointed_to_the_private_chat_at_most_once_an_hour(double, house, listening):
    double.say(GROUP, "大家好")
    double.say(GROUP, "/help@another_bot")
    double.add_to_group(GROUP)
    double.say(GROUP, "/help")
    double.say(GROUP, "@lizhi_test_bot 在吗")
    await house.hears(double, double.say, ME, "私聊")
    (pointer,) = await double.wait_reply(GROUP)
    assert "https://t.me/lizhi_test_bot" in pointer.text
    assert [one.address for one in house.arrived] == [str(ME)]


async def test_nothing_of_a_group_arrives(double, channel, house, listening):
    message = double.say(GROUP, "大家好")
    double.edit(GROUP, message, "大家都好")
    double.unreadable(GROUP)
    await channel.send(str(GROUP), ASKED)
    double.press(GROUP, "抖音")
    assert (await house.hears(double, double.say, ME, "私聊")).address == str(ME)


@pytest.mark.parametrize("words", ["/help", "/help@lizhi_test_bot", "@lizhi_test_bot 在吗"])
async def test_a_group_is_answered_when_it_asks(double, listening, words):
    double.say(GROUP, words)
    await double.wait_reply(GROUP)


async def test_courtesies_are_left_undone_when_too_many_wait(double, channel, house, monkeypatch):
    monkeypatch.setattr("bot.channels.telegram_courtesies.WAITING", 3)
    await channel.send(str(ME), Reply("卡片", (Button("chase:2", "催"),)))
    for _ in range(9):
        double.press(ME, "催")
    double.methods["answerCallbackQuery"] = lambda _: asyncio.sleep(60)
    async with running(channel, house):
        await house.wait(9)
        await until(lambda: double.called("answerCallbackQuery"))
        await asyncio.sleep(0.05)
    assert len(double.called("answerCallbackQuery")) == 3
