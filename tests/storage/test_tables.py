from datetime import datetime, timedelta, timezone

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, select, text
from sqlalchemy.exc import StatementError

from storage.database import MIGRATIONS
from storage.store import Store
from storage.tables import leases, metadata


async def test_the_migrations_make_exactly_the_tables(store: Store):
    def differences(connection: Connection) -> list[object]:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        return compare_metadata(context, metadata)

    async with store.writing() as connection:
        assert await connection.run_sync(differences) == []


async def test_every_migration_can_be_undone(store: Store):
    def undo(connection: Connection) -> set[str]:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
        return set(inspect(connection).get_table_names())

    async with store.writing() as connection:
        assert await connection.run_sync(undo) == {"alembic_version"}


def test_the_migrations_are_one_line():
    assert len(ScriptDirectory(str(MIGRATIONS)).get_heads()) == 1


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_what_waits_is_found_by_index(store: Store):
    async with store.reading() as connection:
        for table in ("inbox", "outbox", "errands"):
            query = f"EXPLAIN QUERY PLAN SELECT id FROM {table} WHERE state = 'waiting' ORDER BY id"
            [plan] = await connection.execute(text(query))
            assert f"ix_{table}_waiting" in plan.detail


async def test_an_instant_comes_back_as_the_same_instant_in_utc(store: Store):
    shanghai = timezone(timedelta(hours=8))
    instant = datetime(2026, 10, 1, 7, 30, 15, 123456, tzinfo=shanghai)
    async with store.writing() as connection:
        await connection.execute(leases.insert().values(name="a", held_by="me", held_until=instant))
        read = await connection.scalar(select(leases.c.held_until))
    assert read == instant
    assert read.utcoffset() == timedelta(0)


async def test_an_instant_without_a_zone_is_refused(store: Store):
    naive = datetime(2026, 10, 1, 7, 30)  # noqa: DTZ001 - that is the point
    with pytest.raises(StatementError, match="time zone"):
        async with store.writing() as connection:
            await connection.execute(leases.insert().values(name="a", held_by="me", held_until=naive))
