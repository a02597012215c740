"""The inbox: everything that reaches a person's matter enters here, once.

A message, or what fell due. It knows who said something and when; what it leads to is the batch's business.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from dialogs.values import Arrived, Said
from storage.database import Database, insert_new
from storage.files import FileKeys, name_files
from storage.people import Conversation, conversations_at
from storage.tables import conversations, inbox, outbox, persons, reminders, state_is

Place = tuple[int, str]
"""Where something said lies once: its conversation's id, and its external id."""

DUE_AT_ONCE = 500
"""How many reminders are looked at in one go; the next look takes the rest."""


def inbox_row(here: Conversation, external_id: str, said: Said, now: datetime) -> dict[str, Any]:
    """What was said, as a row."""
    return {
        "person_id": here.person_id,
        "conversation_id": here.id,
        "external_id": external_id,
        "kind": said.kind,
        "said": here.sealer.seal(said),
        "received_at": now,
    }


async def put_in(connection: AsyncConnection, rows: Sequence[dict[str, Any]]) -> list[Place]:
    """Put rows in the inbox, but not what lies there already; returns the places of those that were new."""
    new = insert_new(connection, inbox).returning(inbox.c.conversation_id, inbox.c.external_id)
    return [(row.conversation_id, row.external_id) for row in await connection.execute(new, rows)]


class Inbox(Database):
    """Queries that fill the inbox."""

    async def receive(self, arrived: Sequence[Arrived], now: datetime, keys: FileKeys | None = None) -> int:
        """Put a batch in the inbox and return how many of it were new.

        Who writes for the first time becomes a person. Who had blocked us gets what has been parked since. The files
        that came with a message and lie sealed under ``keys`` get their rows with it: those of a repeat get none.
        """
        if not arrived:
            return 0
        async with self.writing() as connection:
            at = await conversations_at(connection, self.keys, {(one.channel, one.address) for one in arrived}, now)
            await _used(connection, at.values(), now)
            came: dict[Place, tuple[Conversation, Arrived]] = {}
            for one in arrived:
                here = at[one.channel, one.address]
                came.setdefault((here.id, one.external_id), (here, one))
            rows = [inbox_row(here, one.external_id, one.said, now) for here, one in came.values()]
            new = await put_in(connection, rows)
            sent = [(here, one.said.files) for here, one in (came[place] for place in new)]
            await name_files(connection, sent, keys or {}, now)
            return len(new)

    async def enqueue_due(self, now: datetime) -> int:
        """Put one row in the inbox of each person who has something due, and return how many were new.

        It goes to the conversation used last that is not blocked; nobody is asked who has blocked them all.
        """
        async with self.writing() as connection:
            first: dict[int, Row[Any]] = {}
            for row in await connection.execute(_due(now)):
                first.setdefault(row.person_id, row)
            if not first:
                return 0
            await _queued(connection, first, now)
            return len(await put_in(connection, [self._due_row(row, now) for row in first.values()]))

    def _due_row(self, row: Row[Any], now: datetime) -> dict[str, Any]:
        sealer = self.keys.sealer(row.person_id, row.data_key)
        here = Conversation(row.conversation_id, row.person_id, blocked=False, sealer=sealer)
        return inbox_row(here, f"due:{row.id}:{int(row.due_at.timestamp())}", Said("due", now), now)


async def _used(connection: AsyncConnection, used: Collection[Conversation], now: datetime) -> None:
    """These conversations are alive: they were used now, nothing blocks them, what was parked may go out."""
    ids = [conversation.id for conversation in used]
    query = update(conversations).where(conversations.c.id.in_(ids)).values(last_used_at=now, blocked_at=None)
    await connection.execute(query)
    unblocked = [conversation.id for conversation in used if conversation.blocked]
    if unblocked:
        parked = state_is(outbox, "parked") & outbox.c.conversation_id.in_(unblocked)
        await connection.execute(update(outbox).where(parked).values(state="waiting"))


def _due(now: datetime) -> Select[Any]:
    """Reminders that fell due and were not queued yet, the earliest first, of persons who can be reached."""
    of_person = (conversations.c.person_id == reminders.c.person_id) & conversations.c.blocked_at.is_(None)
    used_last = conversations.c.last_used_at.desc(), conversations.c.id.desc()
    where = select(conversations.c.id).where(of_person).order_by(*used_last).limit(1).scalar_subquery()
    untold = reminders.c.queued_at.is_(None) & reminders.c.told_at.is_(None) & (reminders.c.due_at <= now)
    return (
        select(
            reminders.c.id,
            reminders.c.person_id,
            reminders.c.due_at,
            persons.c.data_key,
            where.label("conversation_id"),
        )
        .join(persons, persons.c.id == reminders.c.person_id)
        .where(untold, select(conversations.c.id).where(of_person).exists())
        .order_by(reminders.c.due_at, reminders.c.id)
        .limit(DUE_AT_ONCE)
        .with_for_update(of=persons, key_share=True, skip_locked=True)
    )


async def _queued(connection: AsyncConnection, person_ids: Collection[int], now: datetime) -> None:
    """All that is due of these persons is queued: one turn looks at it all."""
    due = (reminders.c.due_at <= now) & reminders.c.queued_at.is_(None) & reminders.c.told_at.is_(None)
    query = update(reminders).where(reminders.c.person_id.in_(person_ids), due).values(queued_at=now)
    await connection.execute(query)
