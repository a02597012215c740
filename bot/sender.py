"""Empties the outbox: in order per conversation, paced, retried, given up loudly.

Only the sender talks to people. It knows replies and channels, not cases.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

import structlog

from bot.channels import Channel, TryLater, Undeliverable, Unsendable
from bot.pacing import Pacing
from bot.wake import Wake
from storage.outbox import Outgoing
from storage.store import Store

log = structlog.get_logger()

IN_HAND = 4096
"""Replies claimed at a time, those that wait for their turn in the pace included."""

IN_FLIGHT = 256
"""Replies being sent at a time."""

LEASE = timedelta(minutes=2)
"""How long a claimed reply is ours; longer than any pace and time limit of a send."""

IDLE_SECONDS = 0.5

ATTEMPTS = 8
"""After so many failures that are neither the channel's nor the person's, a reply is given up."""


class Sender:
    """Sends until told to stop; what is in flight then is finished and marked."""

    def __init__(
        self, store: Store, channels: Mapping[str, Channel], now: Callable[[], datetime], outbox: Wake, holder: str
    ) -> None:
        self._store, self._channels, self._now = store, channels, now
        self._outbox, self._holder = outbox, holder
        self._pacing = {name: Pacing(channel.pace) for name, channel in channels.items()}
        self._flights = asyncio.Semaphore(IN_FLIGHT)
        self._stopping = asyncio.Event()
        self._sent: list[int] = []

    async def run(self, stopping: asyncio.Event) -> None:
        """Claim, send and mark until ``stopping`` is set."""
        self._stopping = stopping
        in_hand: set[asyncio.Task[None]] = set()
        async with asyncio.TaskGroup() as tasks:
            while not stopping.is_set():
                try:
                    claimed = await self._mark_and_claim(IN_HAND - len(in_hand))
                except Exception as error:
                    log.error("claim_failed", error=type(error).__name__)
                    claimed = []
                for outgoing in claimed:
                    task = tasks.create_task(self._deliver(outgoing))
                    in_hand.add(task)
                    task.add_done_callback(in_hand.discard)
                if not claimed:
                    await self._outbox.wait(IDLE_SECONDS)
        await self._mark()

    async def _mark_and_claim(self, room: int) -> list[Outgoing]:
        await self._mark()
        if room <= 0:
            return []
        return await self._store.claim_replies(self._holder, min(room, 512), LEASE, self._now())

    async def _mark(self) -> None:
        """Mark what is out; if that fails, it is tried again with the next ones."""
        sent, self._sent = self._sent, []
        if not sent:
            return
        try:
            await self._store.mark_sent(sent, self._now())
        except BaseException:
            self._sent = sent + self._sent
            raise

    async def _deliver(self, outgoing: Outgoing) -> None:
        """Send one reply when its turn has come, and say what became of it."""
        try:
            if not await self._turn_comes(outgoing):
                return
            async with self._flights:
                await self._channels[outgoing.channel].send(outgoing.address, outgoing.reply)
            self._sent.append(outgoing.id)
        except TryLater as later:
            await self._try_later(outgoing, later)
        except Undeliverable:
            log.warning("undeliverable", conversation=outgoing.conversation_id)
            await self._store.park(outgoing.conversation_id, self._now())
        except Unsendable as error:
            log.error("given_up", outbox=outgoing.id, why=str(error))
            await self._store.give_up(outgoing.id, self._now())
        except Exception as error:
            await self._failed(outgoing, error)
        self._outbox.set()

    async def _turn_comes(self, outgoing: Outgoing) -> bool:
        """Wait for the channel's pace; false when we are told to stop first (the lease is freed at the next start)."""
        seconds = self._pacing[outgoing.channel].reserve(outgoing.address)
        if seconds <= 0:
            return True
        try:
            async with asyncio.timeout(seconds):
                await self._stopping.wait()
        except TimeoutError:
            return True
        await self._store.put_back(outgoing.id, self._now(), self._now())
        return False

    async def _try_later(self, outgoing: Outgoing, later: TryLater) -> None:
        if later.everywhere:
            self._pacing[outgoing.channel].pause(later.seconds)
        until = self._now() + timedelta(seconds=later.seconds)
        await self._store.put_back(outgoing.id, until, self._now())

    async def _failed(self, outgoing: Outgoing, error: Exception) -> None:
        """Neither the channel nor the person: ours, or the store's."""
        log.error("send_failed", outbox=outgoing.id, error=type(error).__name__, attempt=outgoing.attempts + 1)
        if outgoing.attempts + 1 >= ATTEMPTS:
            await self._store.give_up(outgoing.id, self._now())
        else:
            until = self._now() + timedelta(seconds=2**outgoing.attempts)
            await self._store.put_back(outgoing.id, until, self._now())
