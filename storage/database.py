"""The database behind the store: its engines, its migrations, and the key that its rows are sealed with.

SQLite has one writer (``BEGIN IMMEDIATE``, so that a transaction that reads before it writes cannot fail halfway) and
a few readers beside it. PostgreSQL has one pool for both. What differs between the two is here, and in ``tables``
where it is a column's type or an index; what is asked of them is written once, in the files that build on ``Database``.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, FromClause, Table, event, insert, inspect, make_url, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from storage.sealing import MasterKey, WrongKey
from storage.tables import meta, persons

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.pool import ConnectionPoolEntry

MIGRATIONS = Path(__file__).with_name("migrations")
DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}
READERS = 4
WAIT = 60
"""Seconds to wait for a connection, or for SQLite's lock."""

_WRITER = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # with NORMAL the last commits may vanish at power loss
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
)
_READER = ("PRAGMA query_only = ON",)
_MIGRATING = 0x4C697A68
"""The advisory lock under which processes that start together migrate one after the other."""


class Database:
    """An open database and the keys to it."""

    def __init__(self, writer: AsyncEngine, reader: AsyncEngine, keys: MasterKey) -> None:
        self._writer = writer
        self._reader = reader
        self.keys = keys

    @classmethod
    async def open(cls, database_url: str, master_key: bytes) -> Self:
        """Open the database and bring its tables up to date.

        Raises ``WrongKey`` when what it holds was sealed with another key, and ``BadKey`` when this is none.
        """
        keys = MasterKey(master_key)
        writer, reader = engines(database_url)
        database = cls(writer, reader, keys)
        try:
            async with database.writing() as connection:
                await connection.run_sync(_migrate)
                await _remember_key(connection, keys.id)
        except BaseException:
            await database.close()
            raise
        return database

    async def close(self) -> None:
        """Close every connection."""
        await self._reader.dispose()
        await self._writer.dispose()

    def writing(self) -> AbstractAsyncContextManager[AsyncConnection]:
        """A transaction that may write: committed at its end, rolled back when it raises."""
        return self._writer.begin()

    def reading(self) -> AbstractAsyncContextManager[AsyncConnection]:
        """A transaction that only reads."""
        return self._reader.begin()


def engines(database_url: str) -> tuple[AsyncEngine, AsyncEngine]:
    """The engines to write and to read with, for ``sqlite:///…`` or ``postgresql://…``."""
    url = make_url(database_url)
    kind = url.get_backend_name()
    if kind not in DRIVERS:
        raise ValueError(f"the database may be {' or '.join(DRIVERS)}, not {kind}")
    options: dict[str, Any] = {"hide_parameters": True, "pool_timeout": WAIT}  # parameters are what people told us
    url = url.set(drivername=DRIVERS[kind])
    if kind == "postgresql":
        engine = create_async_engine(url, pool_pre_ping=True, **options)
        return engine, engine
    options |= {"connect_args": {"timeout": WAIT}, "max_overflow": 0}
    writer = create_async_engine(url, pool_size=1, **options)
    reader = create_async_engine(url, pool_size=READERS, **options)
    return _begins(writer, "BEGIN IMMEDIATE", _WRITER), _begins(reader, "BEGIN", _READER)


def _begins(engine: AsyncEngine, begin: str, pragmas: Iterable[str]) -> AsyncEngine:
    """Take the beginning of transactions out of the driver's hands, and prepare each new SQLite connection."""

    def prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(pragma)
        cursor.close()

    event.listen(engine.sync_engine, "connect", prepare)
    event.listen(engine.sync_engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    return engine


def insert_new(connection: AsyncConnection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that leaves out rows that are there already."""
    if connection.dialect.name == "sqlite":
        return sqlite.insert(table).on_conflict_do_nothing()
    return postgresql.insert(table).on_conflict_do_nothing()


def _migrate(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATING})
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


async def _remember_key(connection: AsyncConnection, key_id: str) -> None:
    remembered = await connection.scalar(select(meta.c.value).where(meta.c.name == "key_id"))
    if remembered is None and not await _any(connection, persons):
        await connection.execute(insert(meta).values(name="key_id", value=key_id))
    elif remembered != key_id:
        raise WrongKey("what is stored was sealed with another key")


async def _any(connection: AsyncConnection, table: FromClause) -> bool:
    return (await connection.execute(select(table).limit(1))).first() is not None


async def is_new(database_url: str) -> bool:
    """Whether nothing was ever sealed in this database, so that a key may be made for it."""
    writer, reader = engines(database_url)
    try:
        async with writer.begin() as connection:
            return not await connection.run_sync(lambda sync: inspect(sync).has_table(meta.name)) or not await _any(
                connection, meta
            )
    finally:
        await reader.dispose()
        await writer.dispose()
