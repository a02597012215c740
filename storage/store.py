"""The store: everything that is remembered, behind one name.

Each file beside this one holds the queries of one job, by name; together they are all the SQL there is. The store reads
no clock and draws no conclusions: it is told what time it is, and what to keep.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import func, literal, or_, select, update

from storage.claims import waits_again
from storage.database import insert_new
from storage.errands import Errands
from storage.files import Files
from storage.inbox import Inbox
from storage.links import Links
from storage.outbox import Outbox
from storage.people import People
from storage.retention import Retention
from storage.tables import cases, errands, inbox, leases, outbox, persons, state_is
from storage.turns import Turns

COUNTED = {
    "inbox_waiting": (inbox, state_is(inbox, "waiting")),
    "inbox_failed": (inbox, state_is(inbox, "failed")),
    "outbox_waiting": (outbox, state_is(outbox, "waiting")),
    "outbox_failed": (outbox, state_is(outbox, "failed")),
    "errands_waiting": (errands, state_is(errands, "waiting")),
    "errands_failed": (errands, state_is(errands, "failed")),
    "persons": (persons, None),
    "cases": (cases, None),
}


class Store(Inbox, Turns, Outbox, Errands, Files, People, Links, Retention):
    """All queries; open it with ``Store.open``."""

    async def lease(self, name: str, holder: str, seconds: float, now: datetime) -> bool:
        """Take or renew a named lease; false while somebody else holds it."""
        held = {"held_by": holder, "held_until": now + timedelta(seconds=seconds)}
        free = or_(leases.c.held_by == holder, leases.c.held_until <= now)
        async with self.writing() as connection:
            taken = await connection.execute(update(leases).where(leases.c.name == name, free).values(held))
            if taken.rowcount == 0:
                taken = await connection.execute(insert_new(connection, leases).values(name=name, **held))
            return taken.rowcount == 1

    async def free_leases(self) -> None:
        """Free every claimed reply and errand: only where no other process can be holding one."""
        async with self.writing() as connection:
            for table in (outbox, errands):
                held = table.c.held_until.is_not(None)
                await connection.execute(update(table).where(held).values(held_by=None, held_until=None))

    async def retry_failed(self) -> int:
        """Let everything that was set aside or given up be tried again; returns how many."""
        set_aside = update(inbox).where(state_is(inbox, "failed")).values(state="waiting", done_at=None)
        async with self.writing() as connection:
            given_up = (set_aside, waits_again(outbox), waits_again(errands))
            return sum([(await connection.execute(query)).rowcount for query in given_up])

    async def answers(self) -> None:
        """Nothing; but it raises when the database does not answer."""
        async with self.reading() as connection:
            await connection.execute(select(literal(1)))

    async def counts(self) -> dict[str, int]:
        """How much waits, how much has failed, and how many persons and cases there are."""
        columns = []
        for name, (table, condition) in COUNTED.items():
            query = select(func.count()).select_from(table)
            columns.append((query if condition is None else query.where(condition)).scalar_subquery().label(name))
        async with self.reading() as connection:
            return dict((await connection.execute(select(*columns))).one()._mapping)
