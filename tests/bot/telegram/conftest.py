"""The double with one person known to it, the channel that talks to it, and a house."""

import pytest

from bot.channels.telegram import Telegram
from tests.telegram_double import TOKEN, TelegramDouble
from tests.telegram_house import ME, NOON, House, running


@pytest.fixture
async def double():
    async with TelegramDouble(clock=NOON.timestamp) as double:
        double.unblock(ME)  # which makes the chat known
        yield double


@pytest.fixture
async def channel(double):
    channel = Telegram(TOKEN, double.url)
    channel.lead_every = 0.03
    yield channel
    await channel.close()


@pytest.fixture
def house():
    return House()


@pytest.fixture
async def listening(channel, house):
    async with running(channel, house):
        yield
