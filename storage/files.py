"""The rows that name the vault's objects, and whose they are. It never sees a file's bytes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from dialogs.values import SentFile, StoredFile
from storage.database import Database
from storage.people import Conversation, conversation_at
from storage.sealing import KeptFile
from storage.tables import files

NAMES_AT_ONCE = 500

FileKeys = Mapping[str, bytes]
"""The keys that vault objects are sealed with, by the objects' names."""


def file_row(here: Conversation, stored: StoredFile, key: bytes, now: datetime) -> dict[str, Any]:
    """A vault object and the key it is sealed with, as a row of the person of that conversation."""
    body = here.sealer.seal(KeptFile(stored, key.hex()))
    return {"id": stored.id, "person_id": here.person_id, "size": stored.size, "created_at": now, "body": body}


async def name_files(
    connection: AsyncConnection,
    sent: Iterable[tuple[Conversation, Sequence[SentFile]]],
    keys: FileKeys,
    now: datetime,
) -> None:
    """Give those of the files that lie sealed under ``keys`` their rows."""
    rows = [
        file_row(here, file.stored, keys[file.stored.id], now)
        for here, files_sent in sent
        for file in files_sent
        if file.stored is not None and file.stored.id in keys
    ]
    if rows:
        await connection.execute(insert(files), rows)


class Files(Database):
    """Queries about files."""

    async def file(self, channel: str, address: str, file_id: str) -> tuple[StoredFile, bytes] | None:
        """A file and the key it is sealed with, if it belongs to the person at that address."""
        async with self.reading() as connection:
            here = await conversation_at(connection, self.keys, channel, address)
            if here is None:
                return None
            theirs = (files.c.id == file_id) & (files.c.person_id == here.person_id)
            body = await connection.scalar(select(files.c.body).where(theirs))
        if body is None:
            return None
        kept = here.sealer.unseal(KeptFile, body)
        return kept.file, bytes.fromhex(kept.key)

    async def drop_file(self, person_id: int, file_id: str) -> None:
        """Forget a file of a person; the object in the vault is then one that no row names."""
        async with self.writing() as connection:
            await connection.execute(delete(files).where(files.c.id == file_id, files.c.person_id == person_id))

    async def unnamed(self, names: Iterable[str]) -> set[str]:
        """Those of the names that no row names."""
        wanted = list(names)
        left = set(wanted)
        async with self.reading() as connection:
            for start in range(0, len(wanted), NAMES_AT_ONCE):
                some = wanted[start : start + NAMES_AT_ONCE]
                left -= set(await connection.scalars(select(files.c.id).where(files.c.id.in_(some))))
        return left
