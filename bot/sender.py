"""Empties the outbox: in order per conversation, paced, retried, given up loudly.

Only the sender talks to people. It knows replies and channels, not cases.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

import structlog

from bot import metrics
from bot.channels import Channel, Pace, TryLater, Undeliverable, Unsendable
from bot.pacing import Pacing
from bot.wake import Wake
from storage.outbox import Outgoing
from storage.store import Store

log = structlog.get_logger()

IN_HAND = 4096
"""Replies claimed at a time at most, those that wait for their turn in the pace included."""

AT_ONCE = 512
"""Replies claimed in one statement."""

IN_FLIGHT = 256
"""Replies being sent at a time."""

LEASE = timedelta(minutes=2)
"""How long a claimed reply is ours: no more are claimed than can leave in half of it."""

IDLE_SECONDS = 0.5

ATTEMPTS = 8
"""After so many failures that are neither the channel's nor the person's, a reply is given up.

A channel that asks to be tried later is no failure, however long it is away.
"""


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
        self._room = min(IN_HAND, *(_leaving_in_time(channel.pace) for channel in channels.values()))
        self._sent: list[int] = []
        self._ours: set[int] = set()

    async def run(self, stopping: asyncio.Event) -> None:
        """Claim, send and mark until ``stopping`` is set."""
        self._stopping = stopping
        in_hand: set[asyncio.Task[None]] = set()
        async with asyncio.TaskGroup() as tasks:
            while not stopping.is_set():
                try:
                    claimed = await self._mark_and_claim(self._room - len(in_hand))
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
        claimed = await self._store.claim_replies(
            self._holder, min(room, AT_ONCE), LEASE, self._now(), channels=tuple(self._channels)
        )
        return [outgoing for outgoing in claimed if self._is_new(outgoing)]

    def _is_new(self, outgoing: Outgoing) -> bool:
        """Whether we do not hold it already: a clock that was set on ends leases of what is just being sent."""
        if outgoing.id in self._ours:
            return False
        self._ours.add(outgoing.id)
        return True

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
        self._ours.difference_update(sent)

    async def _deliver(self, outgoing: Outgoing) -> None:
        """Send one reply when its turn has come; it stays ours until it is marked, or put away in another manner."""
        try:
            if await self._is_out(outgoing):
                self._sent.append(outgoing.id)
            else:
                self._ours.discard(outgoing.id)
        except Exception as error:  # the store is away: the lease runs out, and it is tried again
            log.error("not_put_away", outbox=outgoing.id, error=type(error).__name__)
            self._ours.discard(outgoing.id)
        self._outbox.set()

    async def _is_out(self, outgoing: Outgoing) -> bool:
        """Whether the reply was sent; if not, the store knows what became of it."""
        try:
            if not await self._turn_comes(outgoing):
                return False
            async with self._flights:
                await self._channels[outgoing.channel].send(outgoing.address, outgoing.reply)
            metrics.SENT.labels(outgoing.channel).inc()
            return True
        except TryLater as later:
            await self._try_later(outgoing, later)
        except Undeliverable:
            log.warning("undeliverable", conversation=outgoing.conversation_id)
            metrics.BLOCKED.labels(outgoing.channel).inc()
            await self._store.park(outgoing.conversation_id, self._now())
        except Unsendable as error:
            await self._give_up(outgoing, str(error))
        except Exception as error:
            await self._failed(outgoing, error)
        return False

    async def _turn_comes(self, outgoing: Outgoing) -> bool:
        """Wait for the channel's pace; false when we are told to stop first, and the reply is put back."""
        seconds = self._pacing[outgoing.channel].reserve(outgoing.address)
        if seconds <= 0:
            return True
        try:
            async with asyncio.timeout(seconds):
                await self._stopping.wait()
        except TimeoutError:
            return True
        await self._store.put_back(outgoing.id, self._now(), self._now(), failed=False)
        return False

    async def _try_later(self, outgoing: Outgoing, later: TryLater) -> None:
        if later.everywhere:
            self._pacing[outgoing.channel].pause(later.seconds)
        metrics.SEND_RETRIED.labels(outgoing.channel).inc()
        until = self._now() + timedelta(seconds=later.seconds)
        await self._store.put_back(outgoing.id, until, self._now(), failed=False)

    async def _failed(self, outgoing: Outgoing, error: Exception) -> None:
        """Neither the channel nor the person: ours, or the store's."""
        log.error("send_failed", outbox=outgoing.id, error=type(error).__name__, attempt=outgoing.attempts + 1)
        if outgoing.attempts + 1 >= ATTEMPTS:
            await self._give_up(outgoing, type(error).__name__)
        else:
            metrics.SEND_RETRIED.labels(outgoing.channel).inc()
            until = self._now() + timedelta(seconds=2**outgoing.attempts)
            await self._store.put_back(outgoing.id, until, self._now())

    async def _give_up(self, outgoing: Outgoing, why: str) -> None:
        log.error("given_up", outbox=outgoing.id, why=why)
        metrics.SEND_FAILED.labels(outgoing.channel).inc()
        await self._store.give_up(outgoing.id, self._now())


def _leaving_in_time(pace: Pace) -> int:
    """How many replies a channel takes in half a lease."""
    return max(1, int(min(pace.per_second, IN_HAND) * LEASE.total_seconds() / 2))
