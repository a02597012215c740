"""What goes wrong around the loops: a turn that cannot be saved, a database that is away, a channel that is."""

from __future__ import annotations

import asyncio
import contextlib
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

import bot.worker
from bot.channels import Pace, Refused, TryLater
from bot.errands import Errands
from bot.reminders import Reminders
from bot.sender import Sender
from bot.wake import Wake
from bot.worker import Worker
from dialogs.values import Arrived, Errand, Outcome, Person, Reply, Said, Turn
from storage.store import Store
from storage.vault import Vault
from tests.chat import RULES, picture
from tests.storage.play import opened

BEGIN = datetime(2026, 10, 1, 2, tzinfo=UTC)


class Clock:
    def __init__(self):
        self.now = BEGIN

    def __call__(self):
        return self.now


class Post:
    """A channel that writes down what it sends, and is out of reach while ``away``."""

    name = "telegram"
    routes = ()
    mailbox = False
    pace = Pace()

    def __init__(self):
        self.sent, self.away, self.broken = [], False, False

    async def listen(self, house):
        await asyncio.Event().wait()

    async def send(self, address, reply):
        if self.away:
            raise TryLater(3, everywhere=True)
        if self.broken:
            raise RuntimeError("a bug")
        self.sent.append((address, reply.text))

    async def fetch(self, ref):
        if self.away:
            raise TryLater(3, everywhere=True)
        if self.broken:
            raise Refused("lost")
        yield picture()


def said(words, address="1", number=1):
    return Arrived("telegram", address, f"test:{address}:{number}", Said("text", BEGIN, words))


def worker(store, clock):
    return Worker(store, RULES, clock, Wake(), Wake())


@contextlib.asynccontextmanager
async def running(work):
    """The loop while it is looked at; it ends when it is told to, and well."""
    stopping = asyncio.Event()
    task = asyncio.create_task(work(stopping))
    try:
        yield
    finally:
        stopping.set()
        await asyncio.wait_for(task, 10)


async def until(condition, seconds=10.0):
    async with asyncio.timeout(seconds):
        while not await condition():  # noqa: ASYNC110 - the loop that is looked at has no event
            await asyncio.sleep(0.02)


@pytest.fixture
def poison(monkeypatch):
    """One message leads to a turn that no database takes: two events with one number."""
    real = bot.worker.take_turn

    def take(desk, heard, rules, now):
        turn = real(desk, heard, rules, now)
        if heard.text != "毒":
            return turn
        return Turn(turn.person, turn.replies, events=(opened(now), opened(now)))

    monkeypatch.setattr(bot.worker, "take_turn", take)
    monkeypatch.setattr(bot.worker, "IDLE_SECONDS", 0.01)


async def test_a_turn_that_cannot_be_saved_is_set_aside_and_everybody_else_is_answered(store: Store, poison):
    await store.receive([said("毒"), said("在吗", "2"), said("在吗", "3"), said("在吗", number=2)], BEGIN)

    async def all_answered():
        return (await store.counts())["inbox_waiting"] == 0

    async with running(worker(store, Clock()).run):
        await until(all_answered)
    assert (await store.counts())["inbox_failed"] == 1
    replies = [mailed.reply.text for mailed in await store.mail("telegram", "1", 0)]
    assert "没处理好" in replies[0] and len(replies) == 2


async def replied(store, *addresses, turn=None):
    """Somebody said something and got an answer that waits to be sent."""
    await store.receive([said("在吗", address) for address in addresses], BEGIN)
    async with store.batch(64, BEGIN) as batch:
        reply = turn or Turn(Person(), (Reply("在"),))
        await batch.save([(waiting, reply) for waiting in batch.waiting], [])


async def waits(store, name="outbox_waiting"):
    return (await store.counts())[name]


async def test_a_channel_that_is_away_for_an_hour_costs_no_reply_even_if_something_fails_after_it(store: Store):
    post, clock = Post(), Clock()
    await replied(store, "1")
    sender = Sender(store, {"telegram": post}, clock, Wake(), "here")
    post.away = True
    for _ in range(20):
        [outgoing] = await sender._mark_and_claim(1)
        await sender._try_later(outgoing, TryLater(3))
        sender._ours.clear()
        clock.now += timedelta(minutes=3)
    post.away, post.broken = False, True
    [outgoing] = await sender._mark_and_claim(1)
    await sender._deliver(outgoing)
    assert (await waits(store), await waits(store, "outbox_failed")) == (1, 0)


async def test_replies_of_a_channel_that_is_not_configured_wait_for_it(store: Store):
    clock, post = Clock(), Post()
    await replied(store, "1")
    without = Sender(store, {"web": Post()}, clock, Wake(), "here")
    for _ in range(10):
        assert await without._mark_and_claim(1) == []
        clock.now += timedelta(minutes=10)

    async def sent():
        return bool(post.sent)

    async with running(Sender(store, {"telegram": post}, clock, Wake(), "here").run):
        await until(sent)
    assert post.sent == [("1", "在")]


async def fetching(store):
    fetch = Errand("fetch", "fetch:1", {"ref": "abc", "name": "1.png"})
    await replied(store, "1", turn=Turn(Person(), errands=(fetch,)))


def errands(store, tmp_path, post, clock):
    vault = Vault((tmp_path / "vault").as_uri())
    return Errands(store, vault, {"telegram": post}, clock, Wake(), holder="here", max_bytes=2**20)


async def outcomes(store):
    async with store.batch(64, BEGIN) as batch:
        await batch.save([(waiting, Turn(Person())) for waiting in batch.waiting], [])
    return [waiting.said.outcome for waiting in batch.waiting]


async def try_for(runner, clock, minutes):
    """Try whatever may be tried, every three seconds."""
    for _ in range(int(minutes * 20)):
        for chore in await runner._claim(1):
            await runner._do(chore)
        clock.now += timedelta(seconds=3)


async def test_a_photo_outlasts_half_an_hour_without_the_channel(store: Store, tmp_path):
    post, clock = Post(), Clock()
    await fetching(store)
    runner = errands(store, tmp_path, post, clock)
    post.away = True
    await try_for(runner, clock, 30)
    post.away = False
    await try_for(runner, clock, 20)
    [came] = await outcomes(store)
    assert came.file.stored is not None


async def test_a_photo_that_never_comes_is_given_up_and_told(store: Store, tmp_path):
    post, clock = Post(), Clock()
    await fetching(store)
    post.away = True
    await try_for(errands(store, tmp_path, post, clock), clock, 100)
    [came] = await outcomes(store)
    assert came == Outcome("fetch", "fetch:1", came.file) and came.file.refused == "lost"


async def test_a_photo_fetched_twice_has_one_row(store: Store, tmp_path):
    """Its lease ran out, or the process died before the end was written: what nobody names is swept later."""
    clock = Clock()
    await fetching(store)
    runner = errands(store, tmp_path, Post(), clock)
    [chore] = await runner._claim(1)
    await runner._do(chore)
    await runner._do(chore)
    [came] = await outcomes(store)
    kept = {path.name for path in (tmp_path / "vault").iterdir()}
    assert len(kept) == 2
    assert await store.unnamed(kept) == kept - {came.file.stored.id}


BREAK = text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


async def test_every_loop_goes_on_after_the_database_dropped_everybody(store: Store, tmp_path, database_url):
    if database_url.startswith("sqlite"):
        pytest.skip("SQLite is a file and drops nobody")
    post, clock, stopping = Post(), Clock(), asyncio.Event()
    inbox, outbox = Wake(), Wake()
    vault = Vault((tmp_path / "vault").as_uri())
    working = asyncio.gather(
        Worker(store, RULES, clock, inbox, outbox).run(stopping),
        Sender(store, {"telegram": post}, clock, outbox, "here").run(stopping),
        Errands(store, vault, {"telegram": post}, clock, inbox, holder="here", max_bytes=2**20).run(stopping),
        Reminders(store, vault, clock, inbox, timedelta(days=180), mailboxes=["web"]).run(stopping, 0.05),
    )
    for number in range(1, 6):
        async with store.writing() as connection:
            await connection.execute(BREAK)
        before = len(post.sent)
        await store.receive([said("/help", number=number)], BEGIN)

        async def one_more(before=before):
            return len(post.sent) > before

        await until(one_more)
    assert not working.done()
    stopping.set()
    await asyncio.wait_for(working, 10)
