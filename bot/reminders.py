"""The one APScheduler job: what is due → inbox; and the daily one: what has expired → purged.

The scheduler stores nothing: what is due stands in the database, so a look that was missed is made up by the next.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection
from datetime import datetime, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot import metrics
from bot.wake import Wake
from storage.store import Store
from storage.vault import Vault

log = structlog.get_logger()

UNNAMED_FOR = timedelta(hours=24)
"""How old an object that no row names must be before it is swept; a younger one may be about to be named."""


class Reminders:
    """Looks for what is due every so many seconds, and sweeps once a day."""

    def __init__(
        self,
        store: Store,
        vault: Vault,
        now: Callable[[], datetime],
        inbox: Wake,
        retention: timedelta,
        *,
        mailboxes: Collection[str],
    ) -> None:
        self._store, self._vault, self._now = store, vault, now
        self._inbox, self._retention, self._mailboxes = inbox, retention, mailboxes

    async def run(self, stopping: asyncio.Event, seconds: float) -> None:
        """Run both jobs until ``stopping`` is set; the first look is made at once and catches up."""
        scheduler = AsyncIOScheduler(job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None})
        scheduler.add_job(self._look, "interval", seconds=seconds, next_run_time=datetime.now().astimezone())
        scheduler.add_job(self._sweep, "interval", hours=24, next_run_time=datetime.now().astimezone())
        scheduler.start()
        try:
            await stopping.wait()
        finally:
            scheduler.shutdown(wait=False)

    async def _look(self) -> None:
        """Put one inbox row per person for whom something is due."""
        try:
            if found := await self._store.enqueue_due(self._now()):
                metrics.DUE.inc(found)
                self._inbox.set()
        except Exception as error:
            log.error("look_failed", error=type(error).__name__)

    async def _sweep(self) -> None:
        """Remove what has expired, and vault objects that no row names; trouble with one does not keep the other."""
        for what, remove in (("expired", self._remove_expired), ("unnamed", self._remove_unnamed)):
            try:
                await remove()
            except Exception as error:
                log.error("sweep_failed", what=what, error=type(error).__name__)

    async def _remove_expired(self) -> None:
        await self._vault.remove(await self._store.purge(self._now(), self._retention, self._mailboxes))

    async def _remove_unnamed(self) -> None:
        old = [name async for name in self._vault.names_older_than(self._now() - UNNAMED_FOR)]
        await self._vault.remove(await self._store.unnamed(old))
