import asyncio

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from storage.store import Store
from storage.tables import persons
from tests.storage.play import Play

sqlite_only = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@sqlite_only
@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("secure_delete", 1)]
)
async def test_the_writer_is_as_careful_as_it_should_be(store: Store, pragma: str, value: str | int):
    async with store.writing() as connection:
        assert await connection.scalar(text(f"PRAGMA {pragma}")) == value


@sqlite_only
async def test_a_reader_cannot_write(store: Store):
    with pytest.raises(DBAPIError, match="readonly"):
        async with store.reading() as connection:
            await connection.execute(text("DELETE FROM persons"))


async def test_readers_are_not_held_up_by_a_writer_and_see_what_was_committed(play: Play):
    await play.says("在吗")
    async with play.store.writing() as writer:
        await writer.execute(text("DELETE FROM persons"))
        counts = await asyncio.wait_for(play.store.counts(), timeout=5)
    assert counts["persons"] == 1
    assert (await play.store.counts())["persons"] == 0


@sqlite_only
async def test_a_reader_sees_one_moment_from_its_first_statement_to_its_last(play: Play):
    counting = select(func.count()).select_from(persons)
    async with play.store.reading() as reader:
        before = await reader.scalar(counting)
        await play.says("在吗")
        assert await reader.scalar(counting) == before == 0


@sqlite_only
async def test_writers_wait_for_each_other_instead_of_failing(play: Play):
    await asyncio.gather(*(play.says("在吗", address=str(n)) for n in range(50)))
    assert (await play.store.counts())["persons"] == 50


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_two_processes_that_start_together_both_start(database_url: str, master_key: bytes):
    stores = await asyncio.gather(*(Store.open(database_url, master_key) for _ in range(3)))
    assert [await store.counts() for store in stores] == [await stores[0].counts()] * 3
    for store in stores:
        await store.close()
