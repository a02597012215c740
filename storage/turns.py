"""Many people's oldest message, one turn each, one commit: what is read before the turns, and what is saved after them.

A person who is in somebody's batch is in nobody else's. It knows nothing of how a turn comes to its result.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, insert, update
from sqlalchemy.ext.asyncio import AsyncConnection

from dialogs.values import Event, Reply, Turn
from storage.database import Database, insert_new
from storage.desks import Waiting, waiting_people
from storage.tables import cases, errands, events, inbox, outbox, persons, reminders

log = logging.getLogger(__name__)

Rows = list[dict[str, Any]]


class Batch:
    """People who are locked until the transaction ends, and what each of them is waiting to have answered."""

    def __init__(self, connection: AsyncConnection, waiting: Sequence[Waiting], now: datetime) -> None:
        self._connection = connection
        self._now = now
        self.waiting = waiting

    async def save(self, done: Sequence[tuple[Waiting, Turn]], failed: Sequence[tuple[Waiting, Reply]]) -> None:
        """Save what the turns led to, and set aside the messages whose turn failed, each with a word to the person.

        It counts when the batch's transaction has ended without an exception.
        """
        await self._persons(done)
        await self._cases(done)
        await self._reminders(done)
        await self._errands(done)
        replies = [(waiting, reply) for waiting, turn in done for reply in turn.replies]
        await self._replies([*replies, *failed])
        await settle(self._connection, [waiting.inbox_id for waiting, _ in done], "done", self._now)
        await settle(self._connection, [waiting.inbox_id for waiting, _ in failed], "failed", self._now)

    async def _persons(self, done: Sequence[tuple[Waiting, Turn]]) -> None:
        rows = [
            {
                "of": waiting.person_id,
                "state": waiting.sealer.seal(turn.person),
                "unfinished": len(turn.person.drafts) + len(turn.person.tray),
            }
            for waiting, turn in done
        ]
        await self._each(update(persons).where(persons.c.id == bindparam("of")), rows)

    async def _cases(self, done: Sequence[tuple[Waiting, Turn]]) -> None:
        opened: Rows = []
        happened: Rows = []
        for waiting, turn in done:
            seen = {case.number for case in waiting.desk.cases}
            for number, event in turn.events:
                if number not in seen:
                    seen.add(number)
                    opened.append({"person_id": waiting.person_id, "number": number, "opened_at": event.at})
                happened.append(_event_row(waiting, number, event))
        await self._each(insert(cases), opened)
        await self._each(insert(events), happened)

    async def _reminders(self, done: Sequence[tuple[Waiting, Turn]]) -> None:
        """Make the untold ones equal to the turn's; an unchanged one keeps its row, a told one stays as it is."""
        told: Rows = []
        gone: Rows = []
        new: Rows = []
        for waiting, turn in done:
            told += [_which(waiting, case, key) for case, key in turn.told]
            before = {r for r in waiting.desk.reminders if r.case in turn.reminders}
            after = {reminder for wanted in turn.reminders.values() for reminder in wanted}
            gone += [_which(waiting, r.case, r.key) for r in before - after]
            new += [
                {
                    "person_id": waiting.person_id,
                    "case_number": r.case,
                    "key": r.key,
                    "due_at": r.due_at,
                    "urgent": r.urgent,
                }
                for r in sorted(after - before, key=lambda r: (r.case, r.due_at, r.key))
            ]
        await self._each(update(reminders).where(_this_reminder()).values(told_at=self._now), told)
        await self._each(delete(reminders).where(_this_reminder()), gone)
        await self._each(insert_new(self._connection, reminders), new)

    async def _errands(self, done: Sequence[tuple[Waiting, Turn]]) -> None:
        rows = [
            {
                "person_id": waiting.person_id,
                "conversation_id": waiting.conversation_id,
                "kind": errand.kind,
                "key": errand.key,
                "body": waiting.sealer.seal(errand),
            }
            for waiting, turn in done
            for errand in turn.errands
        ]
        await self._each(insert_new(self._connection, errands), rows)

    async def _replies(self, replies: Sequence[tuple[Waiting, Reply]]) -> None:
        rows = [
            {
                "conversation_id": waiting.conversation_id,
                "answers": waiting.inbox_id,
                "reply": waiting.sealer.seal(reply),
                "created_at": self._now,
            }
            for waiting, reply in replies
        ]
        await self._each(insert(outbox), rows)

    async def _each(self, statement: Any, rows: Rows) -> None:
        if rows:
            await self._connection.execute(statement, rows)


async def settle(connection: AsyncConnection, inbox_ids: Collection[int], state: str, now: datetime) -> None:
    """Give inbox rows their final state."""
    if inbox_ids:
        query = update(inbox).where(inbox.c.id.in_(inbox_ids)).values(state=state, done_at=now)
        await connection.execute(query)


def _event_row(waiting: Waiting, case: int, event: Event) -> dict[str, Any]:
    return {
        "person_id": waiting.person_id,
        "case_number": case,
        "number": event.number,
        "kind": event.what.kind,
        "at": event.at,
        "body": waiting.sealer.seal(event),
    }


def _which(waiting: Waiting, case: int, key: str) -> dict[str, Any]:
    return {"of": waiting.person_id, "in": case, "named": key}


def _this_reminder() -> Any:
    return (
        (reminders.c.person_id == bindparam("of"))
        & (reminders.c.case_number == bindparam("in"))
        & (reminders.c.key == bindparam("named"))
        & reminders.c.told_at.is_(None)
    )


class Turns(Database):
    """The queries around a batch of turns."""

    @asynccontextmanager
    async def batch(self, limit: int, now: datetime) -> AsyncIterator[Batch]:
        """Lock up to ``limit`` people who have something waiting, and read each one's oldest message and desk.

        One transaction: committed at the end of the block, rolled back when it raises. What cannot be unsealed is set
        aside as failed, and logged with its inbox ids.
        """
        async with self.writing() as connection:
            waiting, damaged = await waiting_people(connection, self.keys, limit)
            if damaged:
                log.error("what was said or what it belongs to cannot be unsealed; set aside: inbox %s", damaged)
                await settle(connection, damaged, "failed", now)
            yield Batch(connection, waiting, now)
