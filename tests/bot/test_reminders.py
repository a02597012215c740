"""The reminder job, over the real store and vault: what is due is queued once, what nobody names is swept."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text
from structlog.testing import capture_logs

from bot.reminders import UNNAMED_FOR, Reminders
from bot.wake import Wake
from dialogs.values import Reminder
from storage.vault import Vault
from tests.process import until
from tests.storage.play import Play

OFTEN = 0.05


@pytest.fixture
def play(store):
    return Play(store)


@pytest.fixture
def vault(tmp_path):
    return Vault((tmp_path / "vault").as_uri())


@asynccontextmanager
async def looking(play, vault, inbox=None):
    stopping = asyncio.Event()
    reminders = Reminders(play.store, vault, lambda: play.now, inbox or Wake(), timedelta(days=180), mailboxes=["web"])
    task = asyncio.create_task(reminders.run(stopping, OFTEN))
    try:
        yield
    finally:
        stopping.set()
        await task


async def due(play):
    return (await play.store.counts())["inbox_waiting"]


async def test_what_fell_due_while_it_was_down_is_queued_at_once_and_only_once(play, vault):
    soon = tuple(Reminder(1, f"r{n}", play.now + timedelta(days=n)) for n in (1, 2))
    await play.files_a_case(reminders=soon)
    play.later(days=9)
    inbox = Wake()
    async with looking(play, vault, inbox):
        await asyncio.wait_for(asyncio.Event.wait(inbox), 10)
        await asyncio.sleep(OFTEN * 6)
    assert await due(play) == 1


async def test_nothing_is_queued_before_its_time_nor_again_when_the_clock_is_set_back(play, vault):
    await play.files_a_case(reminders=(Reminder(1, "r", play.now + timedelta(days=1)),))
    async with looking(play, vault):
        await asyncio.sleep(OFTEN * 4)
        assert await due(play) == 0
        play.later(days=1)
        for hours in (0, -1, 1):
            play.later(hours=hours)
            await asyncio.sleep(OFTEN * 4)
            assert await due(play) == 1


async def test_a_file_that_no_row_names_is_swept_when_it_is_a_day_old(play, vault):
    await play.says("账号被封了", address="someone", channel="web")
    named, orphan = await kept(vault), await kept(vault)
    await play.keeps(named, "someone", "web")
    play.now = datetime.now().astimezone() + UNNAMED_FOR / 2
    async with looking(play, vault):
        await asyncio.sleep(OFTEN * 6)
    assert await names(vault) == {named, orphan}
    play.later(days=1)
    async with looking(play, vault):
        await _gone(vault, orphan)
    assert await names(vault) == {named}


async def kept(vault):
    async def content():
        yield b"a picture"

    return (await vault.keep(content(), limit=100)).name


async def names(vault):
    return {name async for name in vault.names_older_than(datetime.now().astimezone() + timedelta(days=1))}


async def _gone(vault, name):
    for _ in range(200):
        if name not in await names(vault):
            return
        await asyncio.sleep(OFTEN)
    raise AssertionError("never swept")


async def test_a_database_that_is_away_does_not_end_the_looking(play, vault):
    await play.files_a_case(reminders=(Reminder(1, "r", play.now),))
    await _rename(play, "reminders", "elsewhere")
    with capture_logs() as logs:
        async with looking(play, vault):
            await until(lambda: any(line["event"] == "look_failed" for line in logs))
            await _rename(play, "elsewhere", "reminders")
            for _ in range(200):
                if await due(play):
                    break
                await asyncio.sleep(OFTEN)
    assert await due(play) == 1


async def _rename(play, table, name):
    async with play.store.writing() as connection:
        await connection.execute(text(f"ALTER TABLE {table} RENAME TO {name}"))
