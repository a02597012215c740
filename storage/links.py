"""Links: a code told in one conversation lets another conversation join the same person.

It knows hashes of codes, not codes, and nothing of how they are shown or typed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import (
    Column,
    ColumnElement,
    Row,
    String,
    bindparam,
    cast,
    delete,
    exists,
    insert,
    literal,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from dialogs.values import Errand, Reply, Said
from storage.database import Database
from storage.people import lock_persons
from storage.sealing import MasterKey, Sealer
from storage.tables import cases, conversations, errands, inbox, links, outbox, persons, sessions, state_is

Redeemed = Literal["linked", "expired", "same", "occupied"]


class Links(Database):
    """Queries about links."""

    async def add_link(self, code_hash: bytes, conversation_id: int, expires_at: datetime, now: datetime) -> None:
        """Remember a code that lets others join this conversation's person.

        Raises ``sqlalchemy.exc.IntegrityError`` when the code is taken by a live one: draw another.
        """
        row = {"code_hash": code_hash, "conversation_id": conversation_id, "expires_at": expires_at}
        async with self.writing() as connection:
            await connection.execute(delete(links).where(links.c.expires_at <= now))
            await connection.execute(insert(links).values(row))

    async def redeem_link(self, code_hash: bytes, conversation_id: int, now: datetime) -> Redeemed:
        """Let a conversation join the code's person. A code is good once, but asking again gives the same answer.

        ``occupied``: the conversation's own person has cases, drafts or unfiled pieces, and nothing is moved.
        """
        async with self.writing() as connection:
            await lock_persons(connection, list(await connection.scalars(_both(code_hash, conversation_id))))
            link = await _link(connection, code_hash)
            here = await _conversation(connection, conversation_id)
            if link is None or here is None:
                return "expired"
            refused = _refused(link, here, now)
            if refused is not None:
                return refused
            into = await _join(connection, self.keys, here, link)
            used = update(links).where(links.c.code_hash == code_hash).values(used_at=now, used_by=into)
            await connection.execute(used)
        return "linked"


def _both(code_hash: bytes, conversation_id: int) -> Any:
    """The persons that a redemption touches."""
    codes = select(links.c.conversation_id).where(links.c.code_hash == code_hash)
    touched = (conversations.c.id == conversation_id) | conversations.c.id.in_(codes)
    return select(conversations.c.person_id).where(touched).distinct()


async def _link(connection: AsyncConnection, code_hash: bytes) -> Row[Any] | None:
    query = (
        select(links, conversations.c.person_id, persons.c.data_key)
        .join(conversations, conversations.c.id == links.c.conversation_id)
        .join(persons, persons.c.id == conversations.c.person_id)
        .where(links.c.code_hash == code_hash)
    )
    return (await connection.execute(query)).first()


async def _conversation(connection: AsyncConnection, conversation_id: int) -> Row[Any] | None:
    occupied = (persons.c.unfinished > 0) | exists().where(cases.c.person_id == persons.c.id)
    query = (
        select(conversations, persons.c.data_key, occupied.label("occupied"))
        .join(persons, persons.c.id == conversations.c.person_id)
        .where(conversations.c.id == conversation_id)
        .with_for_update(of=conversations)
    )
    return (await connection.execute(query)).first()


def _refused(link: Row[Any], here: Row[Any], now: datetime) -> Redeemed | None:
    """What to answer instead of joining, if anything."""
    if here.person_id == link.person_id:
        return "linked" if link.used_by == here.id else "same"
    if link.used_at is not None or link.expires_at <= now:
        return "expired"
    return "occupied" if here.occupied else None


async def _join(connection: AsyncConnection, keys: MasterKey, here: Row[Any], link: Row[Any]) -> int:
    """Move a conversation to the link's person; returns the conversation in which it goes on."""
    into = await _goes_on_in(connection, here, link.person_id)
    move = _Move(
        connection,
        here=here.id,
        into=into,
        person_id=link.person_id,
        old=keys.sealer(here.person_id, here.data_key),
        new=keys.sealer(link.person_id, link.data_key),
    )
    await move.said()
    await move.replies()
    await move.errands()
    await (move.address() if into == here.id else move.sessions())
    nobody_left = ~exists().where(conversations.c.person_id == persons.c.id)
    await connection.execute(delete(persons).where(persons.c.id == here.person_id, nobody_left))
    return into


async def _goes_on_in(connection: AsyncConnection, here: Row[Any], person_id: int) -> int:
    """Where sessions point here: the person's conversation on that channel, if there is one. Otherwise here itself."""
    of_person = (conversations.c.person_id == person_id) & (conversations.c.channel == here.channel)
    theirs = select(conversations.c.id).where(of_person).order_by(conversations.c.last_used_at.desc()).limit(1)
    has_sessions = exists().where(sessions.c.conversation_id == here.id)
    return await connection.scalar(theirs.where(has_sessions)) or int(here.id)


@dataclass(frozen=True, slots=True)
class _Move:
    """What a conversation holds on its way to another person, and under that one's seal."""

    connection: AsyncConnection
    here: int
    into: int
    person_id: int
    old: Sealer
    new: Sealer

    async def said(self) -> None:
        """What was said; but nothing twice that was said in both conversations under the same id."""
        other = inbox.alias()
        twin = (other.c.conversation_id == self.into) & (other.c.external_id == inbox.c.external_id)
        where = (inbox.c.conversation_id == self.here) & ~exists().where(twin, other.c.id != inbox.c.id)
        await self._reseal(inbox.c.said, Said, where, person_id=self.person_id, conversation_id=self.into)

    async def replies(self) -> None:
        """What was replied, or is going to be."""
        await self._reseal(outbox.c.reply, Reply, outbox.c.conversation_id == self.here, conversation_id=self.into)

    async def errands(self) -> None:
        """The errand that redeems the link; whatever else is under way was for a person who had nothing to keep."""
        running = (errands.c.conversation_id == self.here) & (errands.c.kind == "redeem") & state_is(errands, "waiting")
        unique = literal("moved:") + cast(errands.c.id, String)  # the other person may have an errand with this key
        await self.connection.execute(update(errands).where(running).values(key=unique))
        await self._reseal(errands.c.body, Errand, running, person_id=self.person_id, conversation_id=self.into)
        left = (errands.c.conversation_id == self.here) & (errands.c.person_id != self.person_id)
        await self.connection.execute(delete(errands).where(left))

    async def address(self) -> None:
        """The conversation itself."""
        await self._reseal(conversations.c.address, str, conversations.c.id == self.here, person_id=self.person_id)

    async def sessions(self) -> None:
        """The sessions, when the conversation itself ends here."""
        pointing = sessions.c.conversation_id == self.here
        await self.connection.execute(update(sessions).where(pointing).values(conversation_id=self.into))
        await self.connection.execute(delete(conversations).where(conversations.c.id == self.here))

    async def _reseal(self, column: Column[Any], shape: type, where: ColumnElement[bool], **values: int) -> None:
        table = column.table
        rows = (await self.connection.execute(select(table.c.id, column).where(where))).all()
        if rows:
            moved = [
                {"of": row_id, column.name: self.new.seal(self.old.unseal(shape, sealed))} for row_id, sealed in rows
            ]
            query = update(table).where(table.c.id == bindparam("of")).values(values)
            await self.connection.execute(query, moved)
