"""What the channels are lent: the inbox's door, the vault's door, and a web session's mailbox.

Masks numbers that are never taken before anything is stored. It knows nothing of what is said in a dialog.
"""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot import evidence, metrics
from bot.channels import Entry, Mail
from bot.wake import Wake
from dialogs.understanding.masking import mask
from dialogs.values import Arrived, SentFile, StoredFile
from storage.outbox import Heard, Mailed
from storage.store import Store
from storage.vault import Vault

LEAD_SECONDS = 30
"""How long a process keeps a role after it was last heard of."""

SHOWN = ("text", "button", "files", "edited")
"""The kinds of said that are lines of a history; the others come from us."""


class House:
    """``bot.channels.House`` over the store and the vault."""

    def __init__(
        self, store: Store, vault: Vault, now: Callable[[], datetime], inbox: Wake, *, holder: str, max_bytes: int
    ) -> None:
        self._store, self._vault, self.now, self._inbox = store, vault, now, inbox
        self._holder, self._max_bytes = holder, max_bytes

    async def receive(self, batch: Sequence[Arrived], keys: Mapping[str, bytes] | None = None) -> None:
        if new := await self._store.receive([_masked(arrived) for arrived in batch], self.now(), keys):
            metrics.RECEIVED.inc(new)
            self._inbox.set()

    async def keep(self, name: str, stream: AsyncIterator[bytes]) -> tuple[SentFile, Mapping[str, bytes]]:
        return await evidence.check_and_keep(
            self._vault, stream, name=mask(name)[0], limit=self._max_bytes, now=self.now()
        )

    async def lead(self, role: str) -> bool:
        return await self._store.lease(role, self._holder, LEAD_SECONDS, self.now())

    async def open_session(self, channel: str, token_hash: bytes) -> str:
        return await self._store.open_session(channel, token_hash, secrets.token_hex(16), self.now())

    async def session(self, token_hash: bytes) -> str | None:
        return await self._store.session(token_hash, self.now())

    async def mail(self, channel: str, address: str, after: int) -> list[Mail]:
        return [_mail(mailed) for mailed in await self._store.mail(channel, address, after)]

    async def history(self, channel: str, address: str) -> list[Entry | Mail]:
        both = await self._store.history(channel, address)
        return [_line(line) for line in both if isinstance(line, Mailed) or line.said.kind in SHOWN]

    async def open_file(
        self, channel: str, address: str, file_id: str
    ) -> tuple[StoredFile, AsyncIterator[bytes]] | None:
        found = await self._store.file(channel, address, file_id)
        return (found[0], self._vault.open(found[0].id, found[1])) if found else None


def _mail(mailed: Mailed) -> Mail:
    return Mail(mailed.id, mailed.created_at, mailed.reply)


def _line(line: Heard | Mailed) -> Entry | Mail:
    """A line of the history; a pressed button by its id."""
    if isinstance(line, Mailed):
        return _mail(line)
    said = line.said
    files = tuple(file.stored for file in said.files if file.stored is not None)
    return Entry(said.at, said.button or said.text, files, line.external_id)


def _masked(arrived: Arrived) -> Arrived:
    """The same, with ID, card and code numbers blotted out, so that not even a sealed copy exists."""
    said = arrived.said
    text, kinds = mask(said.text)
    files = tuple(replace(file, name=mask(file.name)[0]) for file in said.files)
    return replace(arrived, said=replace(said, text=text, masked=kinds, files=files))
