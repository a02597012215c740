"""Where the parts meet: what is opened, what is refused, and what ends the whole. The rest is seen from outside."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import aiohttp
import pytest
from pydantic import SecretStr

from bot.app import CannotStart, _channels, opened, serve, system_now
from bot.settings import Settings
from tests.process import until
from tests.storage.play import Play


@pytest.fixture
def settings(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return Settings(data_dir=tmp_path / "data", secret_key_file=tmp_path / "secret.key", web_port=0)


async def test_one_folder_is_opened_once_at_a_time(settings):
    async with opened(settings):
        with pytest.raises(CannotStart, match="already running"):
            async with opened(settings):
                pass
    async with opened(settings) as again:
        assert (await again.store.counts())["persons"] == 0


async def test_the_folder_and_the_key_are_for_us_alone(settings):
    async with opened(settings):
        assert settings.data_dir.stat().st_mode & 0o077 == 0
        assert settings.key_file.stat().st_mode & 0o077 == 0


async def test_it_serves_until_it_is_told_to_stop(settings):
    stopping, said = asyncio.Event(), []
    async with opened(settings) as parts:
        serving = asyncio.create_task(serve(parts, stopping, system_now, said.append))
        await until(lambda: said)
        url = said[0].split()[2]
        async with aiohttp.ClientSession() as http, http.get(f"{url}healthz") as answer:
            assert (answer.status, await answer.json()) == (200, {"database": True})
        stopping.set()
        await asyncio.wait_for(serving, 30)


def test_the_web_is_a_mailbox_and_telegram_is_none(settings):
    token = SecretStr("123456:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw")
    channels = _channels(settings.model_copy(update={"telegram_bot_token": token}), 1)
    assert {name: channel.mailbox for name, channel in channels.items()} == {"web": True, "telegram": False}


async def test_what_a_killed_process_held_is_free_at_the_next_start(settings):
    stopping, said = asyncio.Event(), []
    async with opened(settings) as parts:
        play = Play(parts.store)
        play.now = system_now()
        await play.says("你好", channel="web")
        await play.answers()
        assert len(await parts.store.claim_replies("killed", 9, timedelta(days=1), play.now)) == 1
        serving = asyncio.create_task(serve(parts, stopping, system_now, said.append))
        await asyncio.wait_for(_all_sent(parts.store), 30)
        stopping.set()
        await asyncio.wait_for(serving, 30)


async def _all_sent(store):
    while (await store.counts())["outbox_waiting"]:  # noqa: ASYNC110
        await asyncio.sleep(0.05)
