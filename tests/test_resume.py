"""Whatever moment the program ends at, the conversation goes on as if it had not: reopened after every message."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from dialogs.values import Case
from storage.store import Store
from storage.vault import Vault
from tests.chat import Chat, picture
from tests.test_journeys import SCENARIOS, file_by_buttons


class Forgetful(Chat):
    """A chat whose program ends after every single thing that was said, and starts again."""

    async def hear(self, said, keys=None):
        replies = await super().hear(said, keys)
        await self.reopen()
        return replies

    async def reopen(self) -> None:
        url, key = self.database
        await self.store.close()
        self.store = await Store.open(url, key)
        self.__post_init__()


@pytest.fixture
async def forgetful(database_url: str, master_key: bytes, tmp_path: Path) -> AsyncIterator[Forgetful]:
    store = await Store.open(database_url, master_key)
    chat = Forgetful(store, Vault((tmp_path / "other-vault").as_uri()), address="forgetful")
    chat.database = (database_url, master_key)
    yield chat
    await chat.store.close()


async def through(chat: Chat, key: str) -> Case:
    """A whole complaint, with a photo, to the clock."""
    await file_by_buttons(chat, "kuaishou", key)
    await chat.press("没错，给我文字")
    await chat.press("加截图和照片")
    await chat.send(picture())
    await chat.press("发完了")
    await chat.press("我交了")
    for label in (chat.labels[0], "刚刚", "没有编号", "没写，3天后提醒我"):
        if label in chat.labels or label == chat.labels[0]:
            await chat.press(label)
    return await chat.case()


def unmarked(case: Case) -> Case:
    """The case without the random names of its files."""
    return replace(case, events=tuple(replace(event, what=_unmarked(event.what)) for event in case.events))


def _unmarked(what):
    return replace(what, file=replace(what.file, id="")) if hasattr(what, "file") else what


@pytest.mark.parametrize("key", ["account_banned", "goods_quality", "fraud", SCENARIOS[-1]])
async def test_ended_after_every_message_the_case_is_the_same(chat: Chat, forgetful: Forgetful, key: str):
    expected, found = await through(chat, key), await through(forgetful, key)
    assert unmarked(found) == unmarked(expected)
    assert [reply.text for reply in forgetful.replies] == [reply.text for reply in chat.replies]
