"""Answers the inbox: many people's oldest message, one turn each, one commit.

A turn that raises is set aside and the person told; a commit that fails is tried again turn by turn, and a turn that
time and again no commit takes is set aside likewise. It knows nothing of what a turn says.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

import structlog

from bot import metrics
from bot.logs import where
from bot.wake import Wake
from dialogs import texts
from dialogs.talk import Rules
from dialogs.turn import take_turn
from dialogs.values import Reply, Turn
from storage.desks import Waiting
from storage.store import Store

log = structlog.get_logger()

BATCH = 64
"""People answered in one commit."""

IDLE_SECONDS = 0.5
"""How long to sleep when nothing waits and nobody wakes us (another process may have received)."""

SAVES = 5
"""Commits that one turn may fail before it is set aside; those that fail before anything was read are not counted."""


class Worker:
    """Takes turns until told to stop; the turn in hand is finished."""

    def __init__(self, store: Store, rules: Rules, now: Callable[[], datetime], inbox: Wake, outbox: Wake) -> None:
        self._store, self._rules, self._now = store, rules, now
        self._inbox, self._outbox = inbox, outbox
        self._unsaved: Counter[int] = Counter()

    async def run(self, stopping: asyncio.Event) -> None:
        """Answer whatever waits, until ``stopping`` is set."""
        while not stopping.is_set():
            try:
                answered = await self.answer(BATCH)
            except Exception as error:
                log.error("batch_failed", error=type(error).__name__)
                answered = await self._one_by_one()
            if not answered:
                await self._inbox.wait(IDLE_SECONDS)

    async def answer(self, limit: int) -> int:
        """One batch: how many were answered. Wakes the sender and, as more may wait, goes on at once."""
        in_hand: Sequence[Waiting] = ()
        now = self._now()
        try:
            async with self._store.batch(limit, now) as batch:
                in_hand = batch.waiting
                turns = [(waiting, self._turn(waiting, now)) for waiting in in_hand]
                done = [(waiting, turn) for waiting, turn in turns if turn is not None]
                failed = [(waiting, Reply(texts.FAILED)) for waiting, turn in turns if turn is None]
                if turns:
                    await batch.save(done, failed)
        except Exception:
            self._blame(in_hand)
            raise
        if turns:
            self._answered(in_hand, len(failed))
        return len(turns)

    def _answered(self, in_hand: Sequence[Waiting], failed: int) -> None:
        for waiting in in_hand:
            self._unsaved.pop(waiting.inbox_id, None)
        metrics.TURNS.inc(len(in_hand) - failed)
        metrics.TURNS_FAILED.inc(failed)
        self._outbox.set()

    def _blame(self, in_hand: Sequence[Waiting]) -> None:
        """A turn that was alone in its transaction is what that failed for, if it happens again and again."""
        if len(in_hand) == 1:
            self._unsaved[in_hand[0].inbox_id] += 1

    async def _one_by_one(self) -> int:
        """After a failed commit: one turn a transaction, so that one of them holds up nobody else."""
        answered = 0
        for _ in range(BATCH):
            try:
                one = await self.answer(1)
            except Exception as error:
                log.error("turn_not_saved", error=type(error).__name__)
                await asyncio.sleep(IDLE_SECONDS)
                return answered
            if not one:
                break
            answered += one
        return answered

    def _turn(self, waiting: Waiting, now: datetime) -> Turn | None:
        """The turn, or none if it raised: a bug, logged by where it happened and never by what was said."""
        if self._unsaved[waiting.inbox_id] >= SAVES:
            log.error("turn_set_aside", inbox=waiting.inbox_id)
            return None
        try:
            return take_turn(waiting.desk, replace(waiting.said, id=waiting.external_id), self._rules, now)
        except Exception as error:
            log.error("turn_failed", inbox=waiting.inbox_id, error=type(error).__name__, where=where(error))
            return None
