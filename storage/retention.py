"""Forgetting in time: what was sent and answered, who never came back, what was closed long ago.

It removes rows and tells which vault objects they named; removing those is the caller's business.
"""

from __future__ import annotations

import logging
from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Table, delete, exists, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from dialogs.values import Event, Exhibited
from storage.database import Database
from storage.people import file_names_of, lock_persons
from storage.sealing import Unsealable
from storage.tables import (
    cases,
    conversations,
    errands,
    events,
    files,
    inbox,
    links,
    outbox,
    persons,
    state_is,
)

log = logging.getLogger(__name__)

SETTLED_FOR = timedelta(days=7)
"""How long what is done and sent is kept, so that what arrives twice is recognised."""

AT_ONCE = 1000
"""How many persons and how many cases go in one purge; the next one takes the rest."""

CaseId = tuple[int, int]
"""A person's id and the case's number."""


class Retention(Database):
    """The query that forgets."""

    async def purge(self, now: datetime, retention: timedelta, mailbox_channels: Collection[str]) -> list[str]:
        """Forget what is over, and return the names to remove from the vault.

        What is done, sent or given up goes after seven days; on mailbox channels messages and replies do so only when
        their person has neither case nor draft. Messages that were set aside wait for the mend.
        After ``retention`` go closed cases, and persons who have no case and do not come back, with what they left
        half told.
        """
        async with self.writing() as connection:
            await connection.execute(delete(links).where(links.c.expires_at <= now))
            await _purge_settled(connection, now - SETTLED_FOR, mailbox_channels)
            names = await self._purge_cases(connection, now - retention)
            return names + await _purge_persons(connection, now - retention)

    async def _purge_cases(self, connection: AsyncConnection, before: datetime) -> list[str]:
        closed = await _long_closed(connection, before)
        if not closed:
            return []
        names = await self._exhibits_only_of(connection, closed)
        await connection.execute(delete(cases).where(tuple_(cases.c.person_id, cases.c.number).in_(closed)))
        await connection.execute(delete(files).where(files.c.id.in_(names)))
        return names

    async def _exhibits_only_of(self, connection: AsyncConnection, going: Collection[CaseId]) -> list[str]:
        """The files that these cases name and no other case does."""
        query = (
            select(events.c.person_id, events.c.case_number, events.c.number, events.c.body, persons.c.data_key)
            .join(persons, persons.c.id == events.c.person_id)
            .where(events.c.person_id.in_({person_id for person_id, _ in going}), events.c.kind == "exhibited")
        )
        removed: set[str] = set()
        kept: set[str] = set()
        for person_id, number, event, body, data_key in await connection.execute(query):
            try:
                what = self.keys.sealer(person_id, data_key).unseal(Event, body).what
            except Unsealable:  # what it names goes with the person; the others' time has come all the same
                log.error("event %s cannot be unsealed; its file stays for now", (person_id, number, event))
                continue
            if isinstance(what, Exhibited):
                (removed if (person_id, number) in going else kept).add(what.file.id)
        return sorted(removed - kept)


async def _purge_settled(connection: AsyncConnection, before: datetime, mailbox_channels: Collection[str]) -> None:
    mailbox = conversations.c.channel.in_(mailbox_channels)
    going = (
        select(conversations.c.id)
        .join(persons, persons.c.id == conversations.c.person_id)
        .where(~mailbox | _has_nothing_open())
    )
    for table, condition in (
        (inbox, state_is(inbox, "done") & (inbox.c.done_at <= before)),
        (outbox, _is_over(outbox, "sent") & (outbox.c.tried_at <= before)),
    ):
        await connection.execute(delete(table).where(condition, table.c.conversation_id.in_(going)))
    await connection.execute(delete(errands).where(_is_over(errands, "done"), errands.c.tried_at <= before))


def _is_over(table: Table, well: str) -> ColumnElement[bool]:
    """Whether it ended, well or not."""
    return state_is(table, well) | state_is(table, "failed")


def _has_nothing_open() -> ColumnElement[bool]:
    return (persons.c.unfinished == 0) & _has_no_case()


def _has_no_case() -> ColumnElement[bool]:
    return ~exists().where(cases.c.person_id == persons.c.id)


async def _long_closed(connection: AsyncConnection, before: datetime) -> set[CaseId]:
    """Cases whose last closing lies before an instant, and which were not reopened; their persons are locked."""
    later = events.alias()
    same_case = (later.c.person_id == events.c.person_id) & (later.c.case_number == events.c.case_number)
    reopened = same_case & (later.c.number > events.c.number) & later.c.kind.in_(("closed", "reopened"))
    query = (
        select(events.c.person_id, events.c.case_number)
        .where(events.c.kind == "closed", events.c.at <= before, ~exists().where(reopened))
        .limit(AT_ONCE)
    )
    seen = {(person_id, number) for person_id, number in await connection.execute(query)}
    await lock_persons(connection, {person_id for person_id, _ in seen})
    return {(person_id, number) for person_id, number in await connection.execute(query)} & seen


async def _purge_persons(connection: AsyncConnection, before: datetime) -> list[str]:
    used_last = (
        select(func.max(conversations.c.last_used_at))
        .where(conversations.c.person_id == persons.c.id)
        .scalar_subquery()
    )
    untouched = (persons.c.created_at <= before) & (func.coalesce(used_last, persons.c.created_at) <= before)
    waiting = exists().where(inbox.c.person_id == persons.c.id, state_is(inbox, "waiting"))
    query = select(persons.c.id).where(untouched, _has_no_case(), ~waiting).limit(AT_ONCE)
    going = list(await connection.scalars(query.with_for_update(of=persons, skip_locked=True)))
    names = await file_names_of(connection, going)
    await connection.execute(delete(persons).where(persons.c.id.in_(going)))
    return names
