"""Errands: work outside the turn, claimed on a lease, that comes back through the inbox.

It does not know how an errand is run.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, Select, select

from dialogs.values import Errand, Outcome, Said
from storage.claims import claimable, hold, legible, put_off, tried
from storage.database import Database
from storage.files import FileKeys, name_files
from storage.inbox import inbox_row, put_in
from storage.people import Conversation
from storage.tables import conversations, errands, persons, state_is


@dataclass(frozen=True, slots=True)
class Chore:
    """A claimed errand, and for whom it is run. ``attempts`` counts the times it was tried in vain."""

    id: int
    person_id: int
    conversation_id: int
    channel: str
    errand: Errand
    attempts: int


class Errands(Database):
    """Queries about errands."""

    async def claim_errands(self, holder: str, limit: int, lease: timedelta, now: datetime) -> list[Chore]:
        """Take errands that nobody holds on a lease, the oldest first."""
        query = _with_owners().where(claimable(errands, now)).order_by(errands.c.id).limit(limit)
        async with self.writing() as connection:
            rows = await connection.execute(query.with_for_update(of=errands, key_share=True, skip_locked=True))
            claimed = await legible(connection, errands, rows.all(), self._chore, now)
            await hold(connection, errands, [chore.id for chore in claimed], by=holder, until=now + lease)
        return claimed

    def _chore(self, row: Row[Any]) -> Chore:
        errand = self.keys.sealer(row.person_id, row.data_key).unseal(Errand, row.body)
        return Chore(row.id, row.person_id, row.conversation_id, row.channel, errand, row.attempts)

    async def finish_errand(self, chore: Chore, outcome: Outcome, now: datetime, keys: FileKeys | None = None) -> None:
        """The errand is done, and what came of it is in the inbox: both, or neither; once, however often it is said.

        The file that it brought has its row as well, if its key is among ``keys``. Nothing happens when the errand is
        gone with its person or was finished before; a file then is one that no row names.
        """
        mine = _with_owners().where(errands.c.id == chore.id, state_is(errands, "waiting"))
        async with self.writing() as connection:
            row = (await connection.execute(mine.with_for_update(of=persons, key_share=True))).first()
            if row is None:
                return
            sealer = self.keys.sealer(row.person_id, row.data_key)
            here = Conversation(row.conversation_id, row.person_id, blocked=False, sealer=sealer)
            if outcome.file is not None:
                await name_files(connection, [(here, [outcome.file])], keys or {}, now)
            said = Said("errand", now, outcome=outcome)
            await put_in(connection, [inbox_row(here, f"errand:{row.id}", said, now)])
            await connection.execute(tried(errands, [row.id], now).values(state="done"))

    async def postpone_errand(self, chore: Chore, not_before: datetime, now: datetime) -> None:
        """The errand was tried in vain, and may be tried again from an instant on."""
        async with self.writing() as connection:
            await connection.execute(put_off(errands, chore.id, not_before, now))


def _with_owners() -> Select[Any]:
    """Errands with where they belong now: since one was claimed, a link may have moved it to another person."""
    return (
        select(errands, conversations.c.channel, persons.c.data_key)
        .join(conversations, conversations.c.id == errands.c.conversation_id)
        .join(persons, persons.c.id == errands.c.person_id)
    )
