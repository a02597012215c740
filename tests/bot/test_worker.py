"""The worker, over the real store and the real turns: what raises, what cannot be saved, who is not held up by it."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager

import pytest
from sqlalchemy import insert, text
from structlog.testing import capture_logs

from bot.wake import Wake
from bot.worker import Worker
from dialogs import texts
from dialogs.values import Arrived, Said
from storage.tables import cases
from tests.chat import RULES
from tests.process import until
from tests.storage.play import Play

WORDS = "这句话不能出现在日志里"


@pytest.fixture
def play(store):
    return Play(store)


@asynccontextmanager
async def working(play):
    stopping, inbox = asyncio.Event(), Wake()
    worker = Worker(play.store, RULES, lambda: play.now, inbox, Wake())
    task = asyncio.create_task(worker.run(stopping))
    try:
        yield worker
    finally:
        stopping.set()
        inbox.set()
        await task


async def told(play, address):
    return [mail.reply.text for mail in await play.store.mail("telegram", address, 0)]


async def answered(play):
    for _ in range(600):
        if not (await play.store.counts())["inbox_waiting"]:
            return
        await asyncio.sleep(0.05)
    raise AssertionError("somebody still waits")


def broken(play, address):
    """No channel sends this: an errand's outcome without the outcome."""
    return Arrived("telegram", address, "broken:1", Said("errand", play.now, text=WORDS))


async def test_a_turn_that_raises_is_set_aside_and_the_person_told_once(play):
    await play.store.receive([broken(play, "1")], play.now)
    await play.says("/help", address="1")
    await play.says("/help", address="2")
    with capture_logs() as logs:
        async with working(play):
            await answered(play)
    assert (await told(play, "1"))[0] == texts.FAILED
    assert (await told(play, "1"))[1:] == await told(play, "2") != []
    assert (await play.store.counts())["inbox_failed"] == 1
    [failed] = [line for line in logs if line["event"] == "turn_failed"]
    assert failed["inbox"] == 1 and failed["where"][-1].startswith("turn.py:")
    assert WORDS not in str(logs)


async def test_after_a_mend_retry_has_it_answered(play):
    await play.store.receive([broken(play, "1")], play.now)
    async with working(play) as worker:
        await answered(play)
        assert await play.store.retry_failed() == 1
        await answered(play)
        assert await worker.answer(64) == 0
    assert await told(play, "1") == [texts.FAILED] * 2


async def test_what_cannot_be_saved_holds_up_nobody(play):
    """A row that should not be there makes the first person's next turn fail at its commit, each time."""
    for address in ("1", "2", "3"):
        await play.says("/start", address=address)
    async with working(play):
        await answered(play)
        async with play.store.writing() as connection:
            await connection.execute(insert(cases).values(person_id=1, number=1, opened_at=play.now))
        for press in ("q1.shopping", "q2.kuaishou", "q3.goods_quality"):
            await press_all(play, press)
        await skip_until_told(play, "第1件")
    assert texts.FAILED in await told(play, "1")
    assert texts.FAILED not in await told(play, "2") + await told(play, "3")
    assert any("第1件" in reply for reply in await told(play, "3"))


async def press_all(play, button):
    """Everybody at once, the one with the row first."""
    play.later(seconds=1)
    press = [Arrived("telegram", a, f"cb:{button}", Said("button", play.now, button=button)) for a in ("1", "2", "3")]
    await play.store.receive(press, play.now)
    await answered(play)


async def skip_until_told(play, words):
    """Everybody skips on until the second person was told so."""
    for _ in range(30):
        if any(words in reply for reply in await told(play, "2")):
            return
        await skip_all(play)
    raise AssertionError(f"nothing was said of {words}")


async def skip_all(play):
    mails = await play.store.mail("telegram", "2", 0)
    ids = [button.id for button in mails[-1].reply.buttons]
    await press_all(play, next((id for id in ids if id.endswith((".skip", ".yes"))), ids[0]))


async def test_a_database_that_is_away_is_waited_for(play):
    await play.says("/help")
    async with play.store.writing() as connection:
        await connection.execute(text("ALTER TABLE outbox RENAME TO elsewhere"))
    with capture_logs() as logs:
        async with working(play):
            await until(lambda: any(line["event"] == "turn_not_saved" for line in logs))
            async with play.store.writing() as connection:
                await connection.execute(text("ALTER TABLE elsewhere RENAME TO outbox"))
            await answered(play)
    assert await told(play, "100") != []
    assert (await play.store.counts())["inbox_failed"] == 0
