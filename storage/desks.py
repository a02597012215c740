"""What lies on the desks of those who wait: who they are, what each said first, their cases and reminders.

It locks the people it reads, and answers nothing: the turns do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from dialogs.values import Case, Desk, Event, Person, Reminder, Said
from storage.claims import readable
from storage.sealing import MasterKey, Sealer
from storage.tables import conversations, events, inbox, persons, reminders, state_is


@dataclass(frozen=True, slots=True)
class Waiting:
    """One person's oldest unanswered message, with the desk that its turn looks at."""

    inbox_id: int
    person_id: int
    conversation_id: int
    external_id: str
    desk: Desk
    said: Said
    sealer: Sealer = field(repr=False, compare=False)


async def waiting_people(connection: AsyncConnection, keys: MasterKey, limit: int) -> tuple[list[Waiting], list[int]]:
    """Lock up to ``limit`` people who wait; what each of them waits with, and the inbox ids that cannot be unsealed."""
    locked = list(await connection.scalars(_people_waiting(limit)))
    if not locked:
        return [], []
    rows = (await connection.execute(_oldest(locked))).all()
    happened = await _by_person(connection, _events(locked))
    due = await _by_person(connection, _untold(locked))
    return readable(rows, lambda row: _read(keys, row, happened[row.person_id], due[row.person_id]))


def _people_waiting(limit: int) -> Select[int]:
    """Those whose oldest message has waited longest. Busy ones are skipped."""
    earlier = inbox.alias()
    has_earlier = (
        (earlier.c.person_id == inbox.c.person_id) & (earlier.c.id < inbox.c.id) & state_is(earlier, "waiting")
    )
    return (
        select(persons.c.id)
        .join(inbox, inbox.c.person_id == persons.c.id)
        .where(state_is(inbox, "waiting"), ~select(earlier.c.id).where(has_earlier).exists())
        .order_by(inbox.c.id)
        .limit(limit)
        .with_for_update(of=persons, key_share=True, skip_locked=True)
    )


def _oldest(person_ids: Collection[int]) -> Select[Any]:
    """Each one's oldest message, read after the lock: the one seen before it may have been answered meanwhile."""
    theirs = state_is(inbox, "waiting") & inbox.c.person_id.in_(person_ids)
    oldest = select(func.min(inbox.c.id)).where(theirs).group_by(inbox.c.person_id)
    return (
        select(
            inbox.c.id,
            inbox.c.person_id,
            inbox.c.conversation_id,
            inbox.c.external_id,
            inbox.c.said,
            persons.c.data_key,
            persons.c.state,
            conversations.c.channel,
        )
        .join(persons, persons.c.id == inbox.c.person_id)
        .join(conversations, conversations.c.id == inbox.c.conversation_id)
        .where(inbox.c.id.in_(oldest))
        .order_by(inbox.c.id)
    )


def _events(person_ids: Collection[int]) -> Select[Any]:
    query = select(events.c.person_id, events.c.case_number, events.c.body).where(events.c.person_id.in_(person_ids))
    return query.order_by(events.c.case_number, events.c.number)


def _untold(person_ids: Collection[int]) -> Select[Any]:
    of = reminders.c
    query = select(of.person_id, of.case_number, of.key, of.due_at, of.urgent)
    return query.where(of.person_id.in_(person_ids), of.told_at.is_(None)).order_by(of.due_at, of.id)


async def _by_person(connection: AsyncConnection, query: Select[Any]) -> defaultdict[int, list[Row[Any]]]:
    grouped: defaultdict[int, list[Row[Any]]] = defaultdict(list)
    for row in await connection.execute(query):
        grouped[row.person_id].append(row)
    return grouped


def _read(keys: MasterKey, row: Row[Any], happened: Sequence[Row[Any]], due: Sequence[Row[Any]]) -> Waiting:
    sealer = keys.sealer(row.person_id, row.data_key)
    desk = Desk(
        person=sealer.unseal(Person, row.state) if row.state else Person(),
        channel=row.channel,
        cases=tuple(
            Case(number, tuple(sealer.unseal(Event, event.body) for event in of_case))
            for number, of_case in groupby(happened, key=lambda event: event.case_number)
        ),
        reminders=tuple(Reminder(r.case_number, r.key, r.due_at, r.urgent) for r in due),
    )
    return Waiting(
        row.id, row.person_id, row.conversation_id, row.external_id, desk, sealer.unseal(Said, row.said), sealer
    )
