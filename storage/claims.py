"""Work that leaves the process is claimed on a lease: who dies with it loses it when the lease runs out.

It knows rows that wait, are held and are tried; whether they are replies or errands is all the same to it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Row, Table, Update, or_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.sealing import Unsealable
from storage.tables import state_is

log = logging.getLogger(__name__)

T = TypeVar("T")


def claimable(table: Table, now: datetime) -> ColumnElement[bool]:
    """Rows that wait, that nobody holds, and whose time has come."""
    free = or_(table.c.held_until.is_(None), table.c.held_until <= now)
    ripe = or_(table.c.not_before.is_(None), table.c.not_before <= now)
    return state_is(table, "waiting") & free & ripe


async def hold(connection: AsyncConnection, table: Table, ids: Collection[int], *, by: str, until: datetime) -> None:
    """Take rows on a lease."""
    if ids:
        await connection.execute(update(table).where(table.c.id.in_(ids)).values(held_by=by, held_until=until))


def tried(table: Table, ids: Collection[int], now: datetime) -> Update:
    """The rows were tried, with this or that result: nobody holds them any more."""
    return update(table).where(table.c.id.in_(ids)).values(held_by=None, held_until=None, tried_at=now)


def put_off(table: Table, row_id: int, not_before: datetime, now: datetime, *, failed: bool = True) -> Update:
    """The row was tried in vain, and may be tried again from an instant on; only a failure is counted."""
    return tried(table, [row_id], now).values(not_before=not_before, attempts=table.c.attempts + int(failed))


def waits_again(table: Table) -> Update:
    """What has failed waits as if it had never been tried."""
    failed = update(table).where(state_is(table, "failed"))
    return failed.values(state="waiting", not_before=None, attempts=0)


def readable(rows: Iterable[Row[Any]], read: Callable[[Row[Any]], T]) -> tuple[list[T], list[int]]:
    """What the rows say, and the ids of those that cannot be unsealed."""
    good: list[T] = []
    damaged: list[int] = []
    for row in rows:
        try:
            good.append(read(row))
        except Unsealable:
            damaged.append(row.id)
    return good, damaged


async def legible(
    connection: AsyncConnection, table: Table, rows: Iterable[Row[Any]], read: Callable[[Row[Any]], T], now: datetime
) -> list[T]:
    """What the rows say. One that cannot be unsealed is set aside as failed and logged, so that the others go on."""
    good, damaged = readable(rows, read)
    if damaged:
        log.error("%s %s cannot be unsealed; set aside", table.name, damaged)
        await connection.execute(tried(table, damaged, now).values(state="failed"))
    return good
