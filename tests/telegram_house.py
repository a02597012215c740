"""What the Telegram channel needs around it in tests: a house in memory, and its listening to run."""

import asyncio
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest

from dialogs.values import Button, Reply

ME = 5
GROUP = -7
NOON = datetime(2026, 9, 30, 4, tzinfo=UTC)
ASKED = Reply("是哪个平台？", (Button("q1:kuaishou", "快手"), Button("q1:douyin", "抖音")))


class House:
    """What the channel needs of a house, in memory: a list, a clock that stands still, a switch for who leads."""

    def __init__(self, *, dies_after=False):
        self.batches, self.leading, self.troubles, self.dies_after = [], True, 0, dies_after
        self._came = asyncio.Event()

    def now(self):
        return NOON

    async def lead(self, role):
        assert role == "telegram"
        if self.leading is None:
            raise OSError("the database is away")
        return self.leading

    async def receive(self, batch):
        if self.troubles:
            self.troubles -= 1
            raise OSError("the disk is full of secrets")
        self.batches.append(list(batch))
        self._came.set()
        if self.dies_after:
            await asyncio.Event().wait()

    @property
    def arrived(self):
        return [one for batch in self.batches for one in batch]

    async def wait(self, count=1):
        async with asyncio.timeout(5):
            while len(self.arrived) < count:
                self._came.clear()
                await self._came.wait()
        return self.arrived

    async def hears(self, double, act, *arguments, **more):
        """The one thing that arrives after somebody does something."""
        before = len(self.arrived)
        act(*arguments, **more)
        *_, last = await self.wait(before + 1)
        assert len(self.arrived) == before + 1
        return last


@asynccontextmanager
async def running(channel, house):
    listening = asyncio.create_task(channel.listen(house))
    try:
        yield
    finally:
        listening.cancel()
        with pytest.raises(asyncio.CancelledError):
            await listening


async def until(true):
    async with asyncio.timeout(5):
        while not true():  # noqa: ASYNC110 - what is waited for has no event
            await asyncio.sleep(0.01)
