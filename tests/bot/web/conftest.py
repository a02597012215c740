"""The web chat, served on a free port with a house in memory; and people who have opened its page."""

from __future__ import annotations

import httpx
import pytest

from bot.channels.web import Web
from tests.web_house import MAX_FILE_BYTES, MemoryHouse, running


@pytest.fixture
def house():
    return MemoryHouse()


@pytest.fixture
async def url(house):
    async with running(Web(None, MAX_FILE_BYTES, look_every=0.1, ping_every=0.3), house) as url:
        yield url


@pytest.fixture
async def visitor(url):
    """Somebody who has opened the page: ``person0``."""
    async with httpx.AsyncClient(base_url=url) as http:
        await http.get("/")
        yield http


@pytest.fixture
async def stranger(visitor, url):
    """Somebody else who has opened the page: ``person1``."""
    async with httpx.AsyncClient(base_url=url) as http:
        await http.get("/")
        yield http
