"""The outbox: what waits to be sent, conversation by conversation in order, and what a mailbox shows.

It knows nothing of how a channel sends.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import Row, Select, Table, delete, exists, insert, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from dialogs.values import Reply, Said
from storage.claims import claimable, hold, legible, put_off, readable, tried
from storage.database import Database
from storage.people import Conversation, conversation_at
from storage.tables import Id, conversations, inbox, outbox, persons, state_is

log = logging.getLogger(__name__)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A claimed reply, and where it goes. ``attempts`` counts the times it was tried in vain."""

    id: int
    conversation_id: int
    channel: str
    address: str
    reply: Reply
    attempts: int


@dataclass(frozen=True, slots=True)
class Mailed:
    """A reply as it lies in a mailbox, sent or not. ``id`` grows along the conversation."""

    id: int
    created_at: datetime
    reply: Reply


@dataclass(frozen=True, slots=True)
class Heard:
    """What a person said, as it stands in a conversation's history."""

    inbox_id: int
    received_at: datetime
    external_id: str
    said: Said


class Outbox(Database):
    """Queries about replies."""

    async def claim_replies(
        self, holder: str, limit: int, lease: timedelta, now: datetime, *, channels: Collection[str] | None = None
    ) -> list[Outgoing]:
        """Take the oldest waiting reply of each conversation on a lease; none where that one is held, or too early.

        Only what goes out by one of ``channels``, if they are given: what another one carries waits for it.
        """
        query = _sendable(limit, now)
        if channels is not None:
            query = query.where(conversations.c.channel.in_(channels))
        async with self.writing() as connection:
            rows = await connection.execute(query)
            claimed = await legible(connection, outbox, rows.all(), self._outgoing, now)
            await hold(connection, outbox, [reply.id for reply in claimed], by=holder, until=now + lease)
        return claimed

    def _outgoing(self, row: Row[Any]) -> Outgoing:
        sealer = self.keys.sealer(row.person_id, row.data_key)
        address, reply = sealer.unseal(str, row.address), sealer.unseal(Reply, row.reply)
        return Outgoing(row.id, row.conversation_id, row.channel, address, reply, row.attempts)

    async def mark_sent(self, ids: Sequence[int], now: datetime) -> None:
        """These replies are out."""
        async with self.writing() as connection:
            await connection.execute(tried(outbox, ids, now).values(state="sent"))

    async def put_back(self, reply_id: int, not_before: datetime, now: datetime, *, failed: bool = True) -> None:
        """This reply was tried in vain; it, and what follows it, waits until ``not_before``.

        ``failed`` is false when the channel could not be asked at all: then it is not counted as an attempt.
        """
        async with self.writing() as connection:
            await connection.execute(put_off(outbox, reply_id, not_before, now, failed=failed))

    async def give_up(self, reply_id: int, now: datetime) -> None:
        """This reply will never be taken; the next one of the conversation goes on."""
        async with self.writing() as connection:
            await connection.execute(tried(outbox, [reply_id], now).values(state="failed"))

    async def park(self, conversation_id: int, now: datetime) -> None:
        """This conversation is blocked: its replies are put by until the person writes again.

        But what fell due is told in another conversation of the person, if there is one.
        """
        blocked = update(conversations).where(conversations.c.id == conversation_id).values(blocked_at=now)
        theirs = (outbox.c.conversation_id == conversation_id) & state_is(outbox, "waiting")
        parked = update(outbox).where(theirs).values(state="parked", held_by=None, held_until=None)
        async with self.writing() as connection:
            await connection.execute(blocked)
            await _tell_elsewhere(connection, conversation_id)
            await connection.execute(parked)

    async def has_unsent(self, conversation_id: int) -> bool:
        """Whether a reply to this conversation is still waiting to be sent."""
        waiting = (outbox.c.conversation_id == conversation_id) & state_is(outbox, "waiting")
        async with self.reading() as connection:
            return bool(await connection.scalar(select(exists().where(waiting))))

    async def mail(self, channel: str, address: str, after: int, limit: int = 500) -> list[Mailed]:
        """The replies of a conversation with an id greater than ``after``, sent or not, oldest first.

        One that cannot be unsealed is left out without a word: this is asked every moment, and the history logs it.
        """
        async with self.reading() as connection:
            here = await conversation_at(connection, self.keys, channel, address)
            if here is None:
                return []
            query = select(outbox).where(outbox.c.conversation_id == here.id, outbox.c.id > after)
            rows = await connection.execute(query.order_by(outbox.c.id).limit(limit))
            return readable(rows, lambda row: _mailed(here, row))[0]

    async def history(self, channel: str, address: str, limit: int = 1000) -> list[Heard | Mailed]:
        """The last of both sides of a conversation, oldest first; a reply comes after what it answers.

        What cannot be unsealed is left out, and logged with its ids.
        """
        async with self.reading() as connection:
            here = await conversation_at(connection, self.keys, channel, address)
            if here is None:
                return []
            heard = await _latest(connection, inbox, here, limit)
            replied = await _latest(connection, outbox, here, limit)
        return [line for _, line in sorted(_lines(here, heard, replied), key=lambda line: line[0])[-limit:]]


async def _tell_elsewhere(connection: AsyncConnection, blocked: int) -> None:
    """Move what fell due to the person's conversation used last that is not blocked: as a new row, behind all there."""
    other = conversations.alias()
    query = (
        select(other.c.id)
        .join(conversations, conversations.c.person_id == other.c.person_id)
        .where(conversations.c.id == blocked, other.c.id != blocked, other.c.blocked_at.is_(None))
        .order_by(other.c.last_used_at.desc(), other.c.id.desc())
    )
    elsewhere = await connection.scalar(query.limit(1))
    if elsewhere is None:
        return
    was_due = select(inbox.c.id).where(inbox.c.id == outbox.c.answers, inbox.c.kind == "due").exists()
    due = (outbox.c.conversation_id == blocked) & state_is(outbox, "waiting") & was_due
    columns = (outbox.c.answers, outbox.c.reply, outbox.c.created_at)
    copied = select(literal(elsewhere, Id), *columns).where(due).order_by(outbox.c.id)
    names = ["conversation_id", *(column.name for column in columns)]
    await connection.execute(insert(outbox).from_select(names, copied))
    await connection.execute(delete(outbox).where(due))


def _sendable(limit: int, now: datetime) -> Select[Any]:
    """The head of each conversation that is not blocked, if it may be sent now. What others look at is skipped."""
    earlier = outbox.alias()
    has_earlier = (earlier.c.conversation_id == outbox.c.conversation_id) & (earlier.c.id < outbox.c.id)
    head = ~select(earlier.c.id).where(has_earlier, state_is(earlier, "waiting")).exists()
    return (
        select(
            outbox.c.id,
            outbox.c.conversation_id,
            outbox.c.reply,
            outbox.c.attempts,
            conversations.c.channel,
            conversations.c.address,
            conversations.c.person_id,
            persons.c.data_key,
        )
        .join(conversations, conversations.c.id == outbox.c.conversation_id)
        .join(persons, persons.c.id == conversations.c.person_id)
        .where(claimable(outbox, now), head, conversations.c.blocked_at.is_(None))
        .order_by(outbox.c.id)
        .limit(limit)
        .with_for_update(of=outbox, key_share=True, skip_locked=True)
    )


async def _latest(connection: AsyncConnection, table: Table, here: Conversation, limit: int) -> Sequence[Row[Any]]:
    query = select(table).where(table.c.conversation_id == here.id).order_by(table.c.id.desc()).limit(limit)
    return (await connection.execute(query)).all()


def _lines(
    here: Conversation, heard: Sequence[Row[Any]], replied: Sequence[Row[Any]]
) -> Iterator[tuple[tuple[datetime, int, int], Heard | Mailed]]:
    """Each line of a history after what it is ordered by: instant, inbox id, outbox id."""
    received = {row.id: row.received_at for row in heard}
    answered = {row.id: row.answers for row in replied}
    for line in _shown(inbox, heard, lambda row: _heard(here, row)):
        yield (line.received_at, line.inbox_id, 0), line
    for mailed in _shown(outbox, replied, lambda row: _mailed(here, row)):
        answers = answered[mailed.id]
        at = max(mailed.created_at, received.get(answers, mailed.created_at))
        yield (at, answers, mailed.id), mailed


def _shown(table: Table, rows: Sequence[Row[Any]], read: Callable[[Row[Any]], T]) -> list[T]:
    """What the rows say; one that cannot be unsealed is logged, and the others are shown."""
    good, damaged = readable(rows, read)
    if damaged:
        log.error("%s %s cannot be unsealed; not shown", table.name, damaged)
    return good


def _heard(here: Conversation, row: Row[Any]) -> Heard:
    return Heard(row.id, row.received_at, row.external_id, here.sealer.unseal(Said, row.said))


def _mailed(here: Conversation, row: Row[Any]) -> Mailed:
    return Mailed(row.id, row.created_at, here.sealer.unseal(Reply, row.reply))
