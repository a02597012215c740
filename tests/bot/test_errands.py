"""Errands over the real store and vault: each is run until it is done or given up, and its outcome comes back once."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text
from structlog.testing import capture_logs

from bot.channels import Refused, TryLater
from bot.errands import ATTEMPTS, Errands, code_hash
from bot.wake import Wake
from dialogs.values import Errand, Person, Turn
from storage.vault import Vault
from tests.chat import picture
from tests.process import until
from tests.storage.play import Play


class Shelf:
    """A channel's files: ``troubles`` are raised first, per reference; a closed one makes everybody wait."""

    def __init__(self):
        self.tried = []
        self.troubles = defaultdict(list)
        self.slow = asyncio.Event()

    async def fetch(self, ref):
        self.tried.append(ref)
        if self.troubles[ref]:
            raise self.troubles[ref].pop(0)
        if ref == "slow":
            await self.slow.wait()
        yield picture()


@pytest.fixture
def play(store):
    return Play(store)


@pytest.fixture
def vault(tmp_path):
    return Vault((tmp_path / "vault").as_uri())


@asynccontextmanager
async def running(play, vault, shelf):
    stopping = asyncio.Event()
    channels = {"telegram": shelf, "web": shelf}
    errands = Errands(play.store, vault, channels, lambda: play.now, Wake(), holder="here", max_bytes=1_000_000)
    task = asyncio.create_task(errands.run(stopping))
    try:
        yield
    finally:
        stopping.set()
        await task


async def sends(play, *errands, address="100"):
    """Somebody says something that leads to errands."""
    await play.says("请办", address=address)
    await play.answers(lambda _: Turn(Person(), errands=errands))


def fetch(ref):
    return Errand("fetch", f"fetch:{ref}", {"ref": ref, "name": f"{ref}.png"})


async def outcomes(play, count):
    """What came back through the inbox, the first of each person."""
    for _ in range(400):
        if (await play.store.counts())["inbox_waiting"] >= count:
            break
        await asyncio.sleep(0.05)
    found = []
    while waiting := await play.answers(lambda waiting: Turn(waiting.desk.person)):
        found += [one.said.outcome for one in waiting]
    return found


async def test_a_file_is_fetched_checked_and_kept(play, vault):
    await sends(play, fetch("a"))
    async with running(play, vault, Shelf()):
        [outcome] = await outcomes(play, 1)
    stored = outcome.file.stored
    assert (outcome.key, stored.name, stored.mime, outcome.file.ref) == ("fetch:a", "a.png", "image/png", "")
    found, key = await play.store.file("telegram", "100", stored.id)
    assert b"".join([chunk async for chunk in vault.open(found.id, key)]) == picture()


async def test_a_refused_file_comes_back_with_its_reason_and_is_not_tried_again(play, vault):
    shelf = Shelf()
    shelf.troubles["a"] = [Refused("too_large_telegram")]
    await sends(play, fetch("a"))
    async with running(play, vault, shelf):
        [outcome] = await outcomes(play, 1)
    assert (outcome.file.refused, outcome.file.stored, shelf.tried) == ("too_large_telegram", None, ["a"])


async def test_a_channel_out_of_reach_is_tried_again_and_a_file_is_given_up_at_last(play, vault):
    shelf = Shelf()
    shelf.troubles["soon"] = [TryLater(3)]
    shelf.troubles["never"] = [TryLater(3)] * ATTEMPTS
    await sends(play, fetch("soon"), fetch("never"))
    async with running(play, vault, shelf):
        for tried in range(1, ATTEMPTS + 1):
            await until(lambda tried=tried: shelf.tried.count("never") >= tried)
            await asyncio.sleep(0.1)
            play.later(hours=2)
        came = {outcome.key: outcome.file for outcome in await outcomes(play, 2)}
    assert came["fetch:soon"].stored is not None
    assert came["fetch:never"].refused == "lost"


@pytest.mark.parametrize("errand", [Errand("link", "link:1"), Errand("redeem", "redeem:1", {"code": "ABC"})])
async def test_a_code_that_cannot_be_made_or_taken_is_given_up_and_told(play, vault, errand, monkeypatch):
    async def fail(*_):
        raise OSError

    for query in ("add_link", "redeem_link"):
        monkeypatch.setattr(play.store, query, fail)
    await sends(play, errand)
    logs = await _tries(play, vault, ATTEMPTS + 1)
    [outcome] = await outcomes(play, 1)
    assert (outcome.kind, outcome.body) == (errand.kind, {"result": "failed"})
    assert [line["log_level"] for line in logs] == ["warning"] * (ATTEMPTS - 1) + ["error"]


async def test_deleting_is_tried_on_and_on_and_is_an_error_each_time_it_fails(play, vault, monkeypatch):
    async def fail(*_):
        raise OSError

    await sends(play, Errand("forget", "forget"))
    await play.sends()
    with monkeypatch.context() as broken:
        broken.setattr(play.store, "delete_person", fail)
        logs = await _tries(play, vault, ATTEMPTS + 3)
    assert [line["errand"] for line in logs if line["log_level"] == "error"] == [1] * 4
    assert (await play.store.counts())["errands_waiting"] == 1
    await _tries(play, vault, 1)
    assert (await play.store.counts())["persons"] == 0


async def _tries(play, vault, times):
    """Try what there is that often, long pauses between; what was logged."""
    errands = Errands(play.store, vault, {}, lambda: play.now, Wake(), holder="here", max_bytes=1_000_000)
    with capture_logs() as logs:
        for _ in range(times):
            for chore in await errands._claim(1):
                await errands._do(chore)
            play.later(hours=2)
    return logs


async def test_a_slow_file_holds_up_nobody_and_is_finished_before_the_end(play, vault):
    shelf = Shelf()
    await sends(play, fetch("slow"), address="1")
    await sends(play, *(fetch(f"f{n}") for n in range(40)), address="2")
    async with running(play, vault, shelf):
        assert len(await outcomes(play, 40)) == 40
        asyncio.get_running_loop().call_later(0.3, shelf.slow.set)
    assert len(await outcomes(play, 1)) == 1


async def test_a_code_joins_two_conversations_once(play, vault):
    await play.files_a_case()
    await sends(play, Errand("link", "link:1"))
    async with running(play, vault, Shelf()):
        [linked] = await outcomes(play, 1)
        code = linked.body["code"]
        assert await play.store.redeem_link(code_hash("NOSUCHCODE"), 1, play.now) == "expired"
        for address, expected in (("200", "linked"), ("300", "expired")):
            await sends(play, Errand("redeem", f"redeem:{address}", {"code": code}), address=address)
            [redeemed] = await outcomes(play, 1)
            assert redeemed.body == {"result": expected}
    assert [case.number for case in (await play.desk("200")).cases] == [1]


async def test_a_code_is_of_no_use_after_ten_minutes(play, vault):
    await play.files_a_case()
    await sends(play, Errand("link", "link:1"))
    async with running(play, vault, Shelf()):
        [linked] = await outcomes(play, 1)
        play.later(minutes=10)
        await sends(play, Errand("redeem", "redeem:1", linked.body), address="200")
        [redeemed] = await outcomes(play, 1)
    assert redeemed.body == {"result": "expired"}


async def test_who_asks_to_be_forgotten_leaves_neither_row_nor_file(play, vault):
    await play.files_a_case()
    await sends(play, fetch("a"))
    async with running(play, vault, Shelf()):
        await outcomes(play, 1)
        await play.sends()
        await sends(play, Errand("forget", "forget"))
        for _ in range(400):
            if not (await play.store.counts())["persons"]:
                break
            await asyncio.sleep(0.05)
    counts = await play.store.counts()
    assert (counts["persons"], counts["cases"], counts["errands_waiting"]) == (0, 0, 0)
    far = datetime.now().astimezone() + timedelta(days=1)
    assert [name async for name in vault.names_older_than(far)] == []


async def test_a_file_that_is_not_to_be_kept_leaves_neither_row_nor_object(play, vault):
    await sends(play, fetch("a"))
    async with running(play, vault, Shelf()):
        [fetched] = await outcomes(play, 1)
        file = fetched.file.stored
        await sends(play, Errand("discard", f"discard:{file.id}", {"file": file.id}))
        [discarded] = await outcomes(play, 1)
    assert discarded.kind == "discard"
    assert await play.store.file("telegram", "100", file.id) is None
    far = datetime.now().astimezone() + timedelta(days=1)
    assert [name async for name in vault.names_older_than(far)] == []


async def test_it_outlives_a_database_that_is_away(play, vault):
    shelf = Shelf()
    await sends(play, fetch("slow"))
    with capture_logs() as logs:
        async with running(play, vault, shelf):
            await until(lambda: shelf.tried)
            await _rename(play, "errands", "elsewhere")
            shelf.slow.set()
            await until(lambda: any(line["event"] == "not_postponed" for line in logs))
            await _rename(play, "elsewhere", "errands")
            play.later(minutes=16)
            [outcome] = await outcomes(play, 1)
    assert outcome.file.stored is not None


async def _rename(play, table, name):
    async with play.store.writing() as connection:
        await connection.execute(text(f"ALTER TABLE {table} RENAME TO {name}"))
