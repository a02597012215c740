"""Who is at an address: persons, their conversations and web sessions, and what it takes to forget somebody.

Whoever changes what is a person's locks the person first; whoever puts something into a conversation from outside locks
the conversation. It knows nothing of what is said.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Row, Select, delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database, insert_new
from storage.sealing import MasterKey, Sealer
from storage.tables import conversations, files, persons, sessions

SEEN_EVERY = timedelta(hours=1)
"""How often a session's age is renewed at most."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """One person on one channel at one address."""

    id: int
    person_id: int
    blocked: bool
    sealer: Sealer


def conversations_with_keys() -> Select[int, int, datetime | None, bytes, bytes]:
    """Conversations with their persons' data keys, to be narrowed down."""
    columns = (
        conversations.c.id,
        conversations.c.person_id,
        conversations.c.blocked_at,
        conversations.c.address_hash,
        persons.c.data_key,
    )
    return select(*columns).join(persons, persons.c.id == conversations.c.person_id)


async def conversation_at(
    connection: AsyncConnection, keys: MasterKey, channel: str, address: str
) -> Conversation | None:
    """The conversation at an address, if there is one."""
    query = conversations_with_keys().where(conversations.c.address_hash == keys.address_hash(channel, address))
    row = (await connection.execute(query)).first()
    return row and _conversation(keys, row)


async def conversations_at(
    connection: AsyncConnection, keys: MasterKey, places: Collection[tuple[str, str]], now: datetime
) -> dict[tuple[str, str], Conversation]:
    """The conversations at (channel, address), locked; a new person and conversation where there is none."""
    hashes = {keys.address_hash(*place): place for place in places}
    known = await _known(connection, keys, hashes)
    strangers = [place for place in hashes.values() if place not in known]
    if strangers:
        await _welcome(connection, keys, strangers, now)
        known |= await _known(connection, keys, hashes)
    return known


async def _known(
    connection: AsyncConnection, keys: MasterKey, hashes: dict[bytes, tuple[str, str]]
) -> dict[tuple[str, str], Conversation]:
    query = conversations_with_keys().where(conversations.c.address_hash.in_(hashes)).order_by(conversations.c.id)
    locked = query.with_for_update(of=conversations, key_share=True)
    return {hashes[row.address_hash]: _conversation(keys, row) for row in await connection.execute(locked)}


def _conversation(keys: MasterKey, row: Row[int, int, datetime | None, bytes, bytes]) -> Conversation:
    return Conversation(row.id, row.person_id, row.blocked_at is not None, keys.sealer(row.person_id, row.data_key))


async def _welcome(
    connection: AsyncConnection, keys: MasterKey, places: Collection[tuple[str, str]], now: datetime
) -> None:
    """Make a person and a conversation for each address, unless another process was faster."""
    fresh = [{"created_at": now, "data_key": keys.new_data_key()} for _ in places]
    made = await connection.execute(insert(persons).returning(persons.c.id, persons.c.data_key), fresh)
    rows = [
        {
            "person_id": person_id,
            "channel": channel,
            "address_hash": keys.address_hash(channel, address),
            "address": keys.sealer(person_id, data_key).seal(address),
            "last_used_at": now,
        }
        for (person_id, data_key), (channel, address) in zip(made, places, strict=True)
    ]
    placed = await connection.scalars(insert_new(connection, conversations).returning(conversations.c.person_id), rows)
    homeless = {row["person_id"] for row in rows} - set(placed)
    if homeless:
        await connection.execute(delete(persons).where(persons.c.id.in_(homeless)))


async def lock_persons(connection: AsyncConnection, ids: Collection[int]) -> None:
    """Wait until nobody else works on these persons."""
    query = select(persons.c.id).where(persons.c.id.in_(ids)).order_by(persons.c.id)
    await connection.execute(query.with_for_update(key_share=True))


async def file_names_of(connection: AsyncConnection, person_ids: Collection[int]) -> list[str]:
    """The names of these persons' files."""
    return list(await connection.scalars(select(files.c.id).where(files.c.person_id.in_(person_ids))))


class People(Database):
    """Queries about persons and sessions."""

    async def open_session(self, channel: str, token_hash: bytes, address: str, now: datetime) -> str:
        """The address behind a session; ``address``, with a new person, if the session is not known yet."""
        known = await self.session(token_hash, now)
        if known is not None:
            return known
        try:
            async with self.writing() as connection:
                place = (channel, address)
                conversation = (await conversations_at(connection, self.keys, [place], now))[place]
                row = {"token_hash": token_hash, "conversation_id": conversation.id, "seen_at": now}
                await connection.execute(insert(sessions).values(row))
        except IntegrityError:  # the same session was opened meanwhile; ours is undone, new person and all
            address = await self.session(token_hash, now) or address
        return address

    async def session(self, token_hash: bytes, now: datetime) -> str | None:
        """The address behind a session, if it is known; its age is renewed at most once an hour."""
        query = (
            select(sessions.c.seen_at, conversations.c.address, persons.c.id, persons.c.data_key)
            .join(conversations, conversations.c.id == sessions.c.conversation_id)
            .join(persons, persons.c.id == conversations.c.person_id)
            .where(sessions.c.token_hash == token_hash)
        )
        async with self.reading() as connection:
            row = (await connection.execute(query)).first()
        if row is None:
            return None
        if row.seen_at <= now - SEEN_EVERY:
            await self._seen(token_hash, now)
        return self.keys.sealer(row.id, row.data_key).unseal(str, row.address)

    async def _seen(self, token_hash: bytes, now: datetime) -> None:
        async with self.writing() as connection:
            await connection.execute(update(sessions).where(sessions.c.token_hash == token_hash).values(seen_at=now))

    async def delete_person(self, person_id: int) -> list[str]:
        """Forget a person: every row, and the data key. Returns the names to remove from the vault."""
        async with self.writing() as connection:
            await lock_persons(connection, [person_id])
            names = await file_names_of(connection, [person_id])
            await connection.execute(delete(persons).where(persons.c.id == person_id))
        return names
