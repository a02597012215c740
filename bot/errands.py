"""Runs errands, the work that leaves the process, and brings the result back through the inbox.

Each is claimed on a lease and harmless when repeated. It knows how an errand is run, not what its outcome means.
"""

from __future__ import annotations

import asyncio
import hashlib
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

import structlog

from bot import evidence, metrics
from bot.channels import Channel, Refused, TryLater
from bot.wake import Wake
from dialogs.values import Errand, Outcome, SentFile
from storage.errands import Chore
from storage.files import FileKeys
from storage.store import Store
from storage.vault import Vault

log = structlog.get_logger()

LEASE = timedelta(minutes=15)
"""Longer than the largest file takes to fetch."""

AT_A_TIME = 16
IDLE_SECONDS = 0.5
ATTEMPTS = 12
"""Tries with growing pauses (68 minutes in all) before what somebody waits for is given up and the person is told.

Deleting was promised: it is tried on and on, and each time that it fails is then an error.
"""

LONGEST_PAUSE = 3600.0
"""Seconds between two tries at most."""

WITHIN = LEASE.total_seconds() - 60
"""Seconds that one try may take, so that nobody else begins with it meanwhile."""

GOODBYE_TRIES = 5
"""How often deleting waits for the last reply to be sent."""

LINK_LASTS = timedelta(minutes=10)
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without characters that look alike; ten of them are 50 bits."""


class Errands:
    """Fetches and removes files, makes and redeems one-time codes, deletes a person."""

    def __init__(
        self,
        store: Store,
        vault: Vault,
        channels: Mapping[str, Channel],
        now: Callable[[], datetime],
        inbox: Wake,
        *,
        holder: str,
        max_bytes: int,
    ) -> None:
        self._store, self._vault, self._channels, self._now = store, vault, channels, now
        self._inbox, self._holder, self._max_bytes = inbox, holder, max_bytes
        self._one_done = Wake()
        self._run = {
            "fetch": self._fetch,
            "link": self._link,
            "redeem": self._redeem,
            "discard": self._discard,
            "forget": self._forget,
        }

    async def run(self, stopping: asyncio.Event) -> None:
        """Claim and run errands until ``stopping`` is set; those in hand are finished."""
        in_hand: set[asyncio.Task[None]] = set()
        async with asyncio.TaskGroup() as tasks:
            while not stopping.is_set():
                for chore in await self._claim(AT_A_TIME - len(in_hand)):
                    task = tasks.create_task(self._do(chore))
                    in_hand.add(task)
                    task.add_done_callback(in_hand.discard)
                await self._one_done.wait(IDLE_SECONDS)

    async def _claim(self, room: int) -> list[Chore]:
        try:
            return await self._store.claim_errands(self._holder, room, LEASE, self._now()) if room > 0 else []
        except Exception as error:
            log.error("claim_failed", error=type(error).__name__)
            return []

    async def _do(self, chore: Chore) -> None:
        try:
            async with asyncio.timeout(WITHIN):
                await self._run_or_give_up(chore)
            metrics.ERRANDS.labels(chore.errand.kind).inc()
            self._inbox.set()
        except Exception as error:
            await self._postpone(chore, error)
        self._one_done.set()

    async def _run_or_give_up(self, chore: Chore) -> None:
        outcome = _given_up(chore.errand) if chore.attempts >= ATTEMPTS else None
        if outcome is not None:
            await self._store.finish_errand(chore, outcome, self._now())
        else:
            await self._run[chore.errand.kind](chore)

    async def _postpone(self, chore: Chore, error: Exception) -> None:
        least = error.seconds if isinstance(error, TryLater) else 0.0
        later = max(least, min(2.0 ** min(chore.attempts, 20), LONGEST_PAUSE))
        metrics.ERRANDS_RETRIED.labels(chore.errand.kind).inc()
        tell = log.warning
        if chore.attempts + 1 >= ATTEMPTS:
            metrics.ERRANDS_FAILED.labels(chore.errand.kind).inc()
            tell = log.error
        tell("errand_postponed", errand=chore.id, error=type(error).__name__, attempt=chore.attempts + 1)
        try:
            await self._store.postpone_errand(chore, self._now() + timedelta(seconds=later), self._now())
        except Exception as away:  # the lease runs out, and it is run again
            log.error("not_postponed", errand=chore.id, error=type(away).__name__)

    async def _fetch(self, chore: Chore) -> None:
        """A file that a message named: fetched, checked, sealed; or refused with a reason."""
        errand = chore.errand
        keys: FileKeys = {}
        try:
            if chore.channel not in self._channels:
                raise TryLater(LONGEST_PAUSE)
            stream = self._channels[chore.channel].fetch(errand.body["ref"])
            file, keys = await evidence.check_and_keep(
                self._vault, stream, name=errand.body["name"], limit=self._max_bytes, now=self._now()
            )
        except Refused as refusal:
            file = SentFile(name=errand.body["name"], refused=refusal.reason)
        await self._store.finish_errand(chore, Outcome("fetch", errand.key, file), self._now(), keys)

    async def _link(self, chore: Chore) -> None:
        """A one-time code for another browser or Telegram; only its hash is kept."""
        code = "".join(secrets.choice(ALPHABET) for _ in range(10))
        now = self._now()
        await self._store.add_link(code_hash(code), chore.conversation_id, now + LINK_LASTS, now)
        await self._store.finish_errand(chore, Outcome("link", chore.errand.key, body={"code": code}), now)

    async def _redeem(self, chore: Chore) -> None:
        """Join the person whose code it is."""
        now = self._now()
        result = await self._store.redeem_link(code_hash(chore.errand.body["code"]), chore.conversation_id, now)
        await self._store.finish_errand(chore, Outcome("redeem", chore.errand.key, body={"result": result}), now)

    async def _discard(self, chore: Chore) -> None:
        """A file that is not to be kept: its row, then the file."""
        file_id = chore.errand.body["file"]
        await self._store.drop_file(chore.person_id, file_id)
        await self._vault.remove({file_id})
        await self._store.finish_errand(chore, Outcome("discard", chore.errand.key), self._now())

    async def _forget(self, chore: Chore) -> None:
        """Every row of the person, then every file; once the goodbye is out, or after a few tries without it."""
        if chore.attempts < GOODBYE_TRIES and await self._store.has_unsent(chore.conversation_id):
            raise TryLater(2)
        await self._vault.remove(await self._store.delete_person(chore.person_id))


def _given_up(errand: Errand) -> Outcome | None:
    """What is told of an errand that was tried often enough; nothing of one that goes on."""
    if errand.kind == "fetch":
        return Outcome("fetch", errand.key, SentFile(name=errand.body["name"], refused="lost"))
    if errand.kind in {"link", "redeem"}:
        return Outcome(errand.kind, errand.key, body={"result": "failed"})
    return None


def code_hash(code: str) -> bytes:
    """What is kept of a one-time code."""
    return hashlib.sha256(code.encode()).digest()
