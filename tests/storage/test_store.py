from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from dialogs.values import Draft, Errand, Person, Reply, Turn
from storage.database import is_new
from storage.sealing import BadKey, WrongKey
from storage.store import Store
from tests.storage.play import Play, opened

# Opening --------------------------------------------------------------------------------------------------------


async def test_what_was_stored_is_there_after_opening_again(play: Play, database_url: str, master_key: bytes):
    await play.files_a_case()
    again = await Store.open(database_url, master_key)
    assert await again.counts() == await play.store.counts()
    await again.close()


async def test_another_key_is_refused(play: Play, database_url: str):
    with pytest.raises(WrongKey):
        await Store.open(database_url, b"another key" + bytes(21))


async def test_rows_without_a_remembered_key_are_refused(play: Play, database_url: str, master_key: bytes):
    await play.says("在吗")
    async with play.store.writing() as connection:
        await connection.execute(text("DELETE FROM meta"))
    with pytest.raises(WrongKey):
        await Store.open(database_url, master_key)


async def test_what_is_no_key_is_refused(database_url: str):
    with pytest.raises(BadKey):
        await Store.open(database_url, b"short")


async def test_a_database_is_new_until_it_has_been_opened(database_url: str, master_key: bytes):
    assert await is_new(database_url)
    await (await Store.open(database_url, master_key)).close()
    assert not await is_new(database_url)


async def test_other_kinds_of_databases_are_refused(master_key: bytes):
    with pytest.raises(ValueError, match="mysql"):
        await Store.open("mysql://localhost/lizhi", master_key)


# Leases ---------------------------------------------------------------------------------------------------------


async def test_a_lease_belongs_to_one_holder_who_may_renew_it(play: Play):
    assert await play.store.lease("telegram", "here", 30, play.now)
    assert not await play.store.lease("telegram", "there", 30, play.now)
    assert await play.store.lease("telegram", "here", 30, play.later(seconds=20))
    assert not await play.store.lease("telegram", "there", 30, play.later(seconds=20))
    assert await play.store.lease("purge", "there", 30, play.now)


async def test_a_lease_that_has_run_out_may_be_taken(play: Play):
    assert await play.store.lease("telegram", "died", 30, play.now)
    assert await play.store.lease("telegram", "fresh", 30, play.later(seconds=30))
    assert not await play.store.lease("telegram", "died", 30, play.now)


# Counting -------------------------------------------------------------------------------------------------------


async def test_what_waits_and_what_failed_is_counted(play: Play):
    await play.says("一", "二", "三")
    turn = Turn(Person(), (Reply("好"), Reply("好")), (opened(play.now),), errands=(Errand("export", "e"),))
    await play.answers(lambda _: turn)
    async with play.store.batch(64, play.now) as batch:
        await batch.save([], [(batch.waiting[0], Reply("没处理好"))])
    [first] = await play.claims()
    await play.store.give_up(first.id, play.now)
    assert await play.store.counts() == {
        "inbox_waiting": 1,
        "inbox_failed": 1,
        "outbox_waiting": 2,
        "outbox_failed": 1,
        "errands_waiting": 1,
        "errands_failed": 0,
        "persons": 1,
        "cases": 1,
    }


# What lies on the disk ------------------------------------------------------------------------------------------

SECRETS = ("账号被封了", "8613800138000", "快手号 kuai-123", "请问进度如何", "order-4711", "订单截图.png", "ab" * 32)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_the_files_of_the_database_hold_nothing_of_what_people_told_us(play: Play, tmp_path: Path):
    await tell_everything(play)
    on_disk = contents(tmp_path)
    assert b"telegram" in on_disk
    assert [secret for secret in SECRETS if secret.encode() in on_disk] == []


def contents(folder: Path) -> bytes:
    files = {file.name: file.read_bytes() for file in folder.glob("lizhi.db*")}
    assert set(files) == {"lizhi.db", "lizhi.db-shm", "lizhi.db-wal"}
    return b"".join(files.values())


async def tell_everything(play: Play) -> None:
    story, address, account, question, order, *_ = SECRETS
    await play.says(story, account, address=address)
    errand = Errand("export", "export:1", {"order": order})
    await play.answers(
        lambda _: Turn(
            Person(drafts=(Draft("filing", answers={"order_number": order}),)),
            (Reply(question),),
            (opened(play.now),),
            errands=(errand,),
        )
    )
    await play.keeps("f1", address=address)
    await play.store.add_link(b"code", 1, play.now + timedelta(hours=1), play.now)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_an_error_of_the_database_does_not_quote_what_was_said(play: Play):
    await play.files_a_case()
    await play.says("账号被封了")
    with pytest.raises(Exception, match="UNIQUE") as caught:
        await play.answers(lambda _: Turn(Person(), events=(opened(play.now),)))
    assert "Opened" not in str(caught.value)
    assert "hide_parameters" in str(caught.value)
