"""The sender, over the real store: order, pace, and what becomes of a reply that a channel does not take."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from sqlalchemy import text
from structlog.testing import capture_logs

from bot.channels import Pace, TryLater, Undeliverable, Unsendable
from bot.sender import ATTEMPTS, Sender
from bot.wake import Wake
from tests.process import until
from tests.storage.play import Play


class Post:
    """A channel that does as it is told: ``troubles`` are raised one after the other, per address."""

    name, routes = "telegram", ()

    def __init__(self, pace=None):
        self.pace = pace or Pace()
        self.sent, self.tried = [], []
        self.troubles = defaultdict(list)
        self.open = asyncio.Event()
        self.open.set()

    async def send(self, address, reply):
        self.tried.append((address, reply.text))
        await self.open.wait()
        if self.troubles[address]:
            raise self.troubles[address].pop(0)
        self.sent.append((address, reply.text))

    def to(self, address):
        return [words.removeprefix("收到：") for whom, words in self.sent if whom == address]


@pytest.fixture
def play(store):
    return Play(store)


@asynccontextmanager
async def sending(play, post):
    stopping, outbox = asyncio.Event(), Wake()
    sender = Sender(play.store, {"telegram": post}, lambda: play.now, outbox, "holder")
    task = asyncio.create_task(sender.run(stopping))
    try:
        yield outbox
    finally:
        stopping.set()
        outbox.set()
        await task


async def say(play, address, *words):
    """Replies wait for an address, one a word."""
    for word in words:
        await play.says(word, address=address)
        await play.answers()


async def waiting(play):
    return (await play.store.counts())["outbox_waiting"]


async def test_replies_leave_in_order_and_are_marked(play):
    await say(play, "1", "一", "二", "三")
    await say(play, "2", "甲")
    post = Post()
    async with sending(play, post):
        await until(lambda: len(post.sent) == 4)
    assert (post.to("1"), post.to("2")) == (["一", "二", "三"], ["甲"])
    assert await waiting(play) == 0


async def test_who_must_wait_holds_up_nobody_else(play):
    await say(play, "1", "一", "二")
    await say(play, "2", "甲")
    post = Post()
    post.troubles["1"] = [TryLater(30)]
    async with sending(play, post):
        await until(lambda: post.to("2") == ["甲"])
        await asyncio.sleep(0.7)
        assert post.to("1") == []
        play.later(seconds=31)
        await until(lambda: post.to("1") == ["一", "二"])


async def test_who_has_blocked_us_gets_what_was_parked_when_they_write_again(play):
    await say(play, "1", "一", "二")
    post = Post()
    post.troubles["1"] = [Undeliverable("blocked")]
    async with sending(play, post):
        await until(lambda: post.tried)
        await asyncio.sleep(0.7)
        assert len(post.tried) == 1
        await say(play, "1", "三")
        await until(lambda: post.to("1") == ["一", "二", "三"])


async def test_what_a_channel_never_takes_is_given_up_and_the_next_goes_on(play):
    await say(play, "1", "一", "二")
    post = Post()
    post.troubles["1"] = [Unsendable("bad markup")]
    async with sending(play, post):
        await until(lambda: post.to("1") == ["二"])
    assert (await play.store.counts())["outbox_failed"] == 1


async def test_an_unknown_failure_is_tried_again_with_growing_pauses_and_given_up_at_last(play):
    await say(play, "1", "一", "二")
    post = Post()
    post.troubles["1"] = [ZeroDivisionError()] * ATTEMPTS
    async with sending(play, post) as outbox:
        for tried in range(1, ATTEMPTS + 1):
            await until(lambda tried=tried: len(post.tried) >= tried)
            play.later(seconds=2**tried)
            outbox.set()
        await until(lambda: post.to("1") == ["二"])
    assert [words for _, words in post.tried].count("收到：一") == ATTEMPTS
    assert (await play.store.counts())["outbox_failed"] == 1


async def test_what_is_being_sent_is_not_sent_again_when_the_clock_is_set_on(play):
    await say(play, "1", "一", "二")
    post = Post()
    post.open.clear()
    async with sending(play, post) as outbox:
        await until(lambda: post.tried)
        play.later(days=1)
        outbox.set()
        await asyncio.sleep(1.2)
        assert len(post.tried) == 1
        post.open.set()
        await until(lambda: post.to("1") == ["一", "二"])
    assert len(post.tried) == 2


async def test_a_stop_finishes_what_is_in_flight_and_leaves_the_rest_for_the_next_start(play):
    await say(play, "1", "一", "二")
    post = Post(Pace(between=60))
    async with sending(play, post):
        await until(lambda: post.to("1") == ["一"])
        await asyncio.sleep(0.7)  # the second is claimed, and waits for its turn
    assert (post.to("1"), await waiting(play)) == (["一"], 1)
    again = Post()
    async with sending(play, again):
        await until(lambda: again.to("1") == ["二"])


async def test_no_more_is_claimed_than_leaves_before_the_lease_ends(play):
    for number in range(70):
        await play.says("在吗", address=str(number))
    while await play.answers():
        pass
    post = Post(Pace(per_second=1))
    async with sending(play, post):
        await until(lambda: post.sent)
        play.now += timedelta(seconds=1)
        left = await play.claims(holder="another process", limit=100)
    assert len(left) >= 70 - 60 - len(post.sent)


async def test_it_outlives_a_database_that_is_away(play):
    await say(play, "1", "一")
    post = Post()
    post.open.clear()
    post.troubles["1"] = [TryLater(1)]
    with capture_logs() as logs:
        async with sending(play, post):
            await until(lambda: post.tried)
            await _rename(play, "outbox", "elsewhere")
            post.open.set()
            await until(lambda: any(line["event"] == "not_put_away" for line in logs))
            await _rename(play, "elsewhere", "outbox")
            play.later(minutes=3)
            await until(lambda: post.to("1") == ["一"])


async def _rename(play, table, name):
    async with play.store.writing() as connection:
        await connection.execute(text(f"ALTER TABLE {table} RENAME TO {name}"))
