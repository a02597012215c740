"""The house over the real store and vault: whose an uploaded file is, and when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.house import House
from bot.wake import Wake
from dialogs.values import Arrived, Said
from storage.vault import Vault
from tests.chat import picture

NOW = datetime(2026, 10, 1, 9, tzinfo=UTC)


@pytest.fixture
def vault(tmp_path):
    return Vault((tmp_path / "vault").as_uri())


@pytest.fixture
def house(store, vault):
    return House(store, vault, lambda: NOW, Wake(), holder="test", max_bytes=2**20)


async def content():
    yield picture()


async def upload(house, id="web:1"):
    """As the page sends a file: it is sealed, then it arrives; the name of the sealed object."""
    file, keys = await house.keep("截图.png", content())
    await house.receive([Arrived("web", "abc", id, Said("files", NOW, files=(file,)))], keys)
    return file.stored.id


async def test_an_uploaded_file_is_opened_by_its_sender(house):
    name = await upload(house)
    stored, stream = await house.open_file("web", "abc", name)
    assert (stored.id, b"".join([piece async for piece in stream])) == (name, picture())


async def test_an_upload_that_is_sent_again_leaves_an_object_that_the_sweep_finds(house, store, vault):
    first, again = await upload(house), await upload(house)
    assert await _names(vault) == {first, again}
    assert await store.unnamed([first, again]) == {again}
    assert await house.open_file("web", "abc", again) is None


async def test_a_file_that_was_sealed_and_never_arrived_is_nobodys(house, store, vault):
    await house.keep("截图.png", content())
    assert await store.unnamed(await _names(vault)) == await _names(vault) != set()


async def _names(vault):
    return {name async for name in vault.names_older_than(datetime.now(UTC) + timedelta(days=1))}
