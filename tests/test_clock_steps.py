"""A clock that is set on or back under a running program, and two months with restarts and an outage."""

from __future__ import annotations

import asyncio
import random
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime, timedelta

import pytest

from dialogs.clocks import BEIJING
from dialogs.texts import DUE
from storage.store import Store
from storage.vault import Vault
from tests.chat import START, Chat
from tests.people import TelegramPerson, answers_all, files_a_complaint, hands_in, visitor
from tests.process import Clock, Program, telegram_settings, until
from tests.telegram_double import TelegramDouble
from tests.test_journeys import file_by_buttons

CHAT = 501
LOOKS = 2.0
"""Seconds in which the program looks ten times for what is due."""
RESTARTS = 20
DAYS = 60
OUTAGE = range(13, 16)


def beijing(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=BEIJING)


@asynccontextmanager
async def running(folder):
    """The program, a double of the Bot API, and the one clock of both."""
    clock = Clock(folder / "clock", START)
    async with AsyncExitStack() as stack:
        double = await stack.enter_async_context(TelegramDouble(clock=lambda: clock().timestamp()))
        program = Program(folder / "program", clock, **telegram_settings(double))
        yield clock, double, await stack.enter_async_context(program)


async def test_a_stepped_clock_tells_each_thing_once_in_one_message_and_nothing_at_night(tmp_path):
    async with running(tmp_path) as (clock, double, program), visitor(program.url) as visiting:
        people = [TelegramPerson(double, CHAT), visiting]
        await asyncio.gather(*map(_files_two, people))
        clock.set(beijing("2026-10-20 23:30"))
        await asyncio.sleep(LOOKS)
        assert [_told(person) for person in people] == [[], []]
        clock.set(beijing("2026-10-21 09:01"))
        for person in people:
            both = await person.sees(DUE)
            assert "第1件" in both.text and "第2件" in both.text
        for back_and_on in (-1, 1, -25, 24):
            clock.step(hours=back_and_on)
            await asyncio.sleep(LOOKS / 2)
        assert [len(_told(person)) for person in people] == [1, 1]
        await _still_answers(people)
        assert await program.stop() == 0
        assert '"error"' not in program.logged()


async def _files_two(person):
    await files_a_complaint(person, "号或视频被处罚", "误标、限流、扣分")
    await person.say("/new")
    for label in ("买东西出问题", "快手", "和宣传的不一样"):
        await person.presses_on(await person.asked(), label)
    await answers_all(person)
    await person.presses("我交了")
    await hands_in(person)


def _told(person):
    return [text for text, _ in person.transcript() if DUE in text]


async def _still_answers(people):
    for person in people:
        await person.say("我的投诉")
        await person.sees("先到日子的在前面")


async def test_a_reply_on_its_way_is_not_sent_again_when_the_clock_is_set_on(tmp_path):
    async with running(tmp_path) as (clock, double, program):
        double.limit(latency_ms=1500)
        double.say(CHAT, "/start")
        await until(lambda: double.called("sendMessage"))
        clock.step(days=20)
        await double.wait_reply(CHAT)
        await asyncio.sleep(LOOKS)
        assert len(double.called("sendMessage")) == 1
        assert await program.stop() == 0


@pytest.fixture
def reopen(database_url, master_key):
    async def opened():
        return await Store.open(database_url, master_key)

    return opened


async def test_sixty_days_with_restarts_and_an_outage_tell_what_undisturbed_days_tell(reopen, tmp_path):
    """The outage is over the first date; what fell due in it is told when it is over, and once."""
    chance = random.Random(3)
    store = await reopen()
    chat = Chat(store, Vault((tmp_path / "vault").as_uri()))
    for key in ("unfair_treatment", "content_removed"):
        await chat.say("/new")
        await _hands_in_at_the_service(chat, key)
    restarts = set(chance.sample(range(1, DAYS), RESTARTS))
    told = []
    for day in range(1, DAYS):
        morning = START + timedelta(days=day)
        if day in OUTAGE:
            continue
        if day in restarts or day - 1 in OUTAGE:
            await store.close()
            store = await reopen()
            chat = Chat(store, chat.vault, morning - timedelta(hours=2), said=chat.said, seen=chat.seen)
        came = await chat.wait_until(f"{morning:%Y-%m-%d %H:%M}")
        told += [(f"{morning:%m-%d}", reply.text) for reply in came]
    await store.close()
    assert [day for day, _ in told] == ["10-16", "10-17", "10-24"]
    assert all(text.startswith(DUE) and "第1件" in text and "第2件" in text for _, text in told)


async def _hands_in_at_the_service(chat: Chat, key: str) -> None:
    await file_by_buttons(chat, "kuaishou", key)
    for label in ("没错，给我文字", "我交了", "App 内客服"):
        await chat.press(label)
    await chat.say("今天上午9点")
    await chat.press("没有编号")
