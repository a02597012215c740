"""The program is killed at random moments while people file complaints; nothing is lost, nothing is different.

``CRASH_KILLS=200`` kills more often (everybody files the more complaints), ``CRASH_SEED=7`` at other moments.
"""

import asyncio
import os
import random
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import datetime

from dialogs.clocks import BEIJING
from dialogs.texts import STILL_FETCHING
from dialogs.values import Exhibited, Opened
from storage.sealing import read_or_make_key
from storage.store import Store
from storage.vault import Vault
from tests.chat import START, Chat
from tests.people import TelegramPerson, files_a_complaint, visitor
from tests.process import Clock, Program, telegram_settings, until
from tests.telegram_double import TelegramDouble

KILLS = int(os.environ.get("CRASH_KILLS", "20"))
SEED = int(os.environ.get("CRASH_SEED", "1"))
POSTGRES_KILLS = max(5, min(20, KILLS // 4))
"""After each the clock goes on by ``LEASES``; the day must not end before the people are done."""
LEASES = {"minutes": 16}
"""Longer than any lease: what a killed process held is free again."""
REMINDED = {"2026-10-14 09:01": "今天是第14天", "2026-10-17 09:01": "今天是第17天"}
"""When, and what only that reminder says: the one before may come a second time."""
MATTERS = (
    ("号或视频被处罚", "误标、限流、扣分"),
    ("买东西出问题", "和宣传的不一样"),
    ("被骂、隐私被公开", "被骂、被威胁"),
)
CHATS = (501, 502, 503, 504)
NOT_YET = STILL_FETCHING
"""Whether this is said depends on how fast a picture was fetched."""


class Run:
    """The same people file the same complaints; the program dies so many times meanwhile."""

    def __init__(self, folder, kills, complaints, settings=None, after_kill=None):
        self.folder, self.kills, self.complaints = folder, kills, complaints
        self.settings, self.after_kill = settings or {}, after_kill or {}
        self.chance = random.Random(SEED)
        self.died = 0
        folder.mkdir()
        self.clock = Clock(folder / "clock", START)

    async def lasts(self):
        """From the first word to the second reminder; then the program is asked to stop, and looked into."""
        async with AsyncExitStack() as stack:
            self.double = TelegramDouble(clock=lambda: self.clock().timestamp())
            await stack.enter_async_context(self.double)
            self.program = Program(
                self.folder / "program", self.clock, **telegram_settings(self.double), **self.settings
            )
            await stack.enter_async_context(self.program)
            visitors = [await stack.enter_async_context(visitor(self.program.url, pause=0.5)) for _ in range(2)]
            self.people = [*(TelegramPerson(self.double, chat) for chat in CHATS), *visitors]
            await self._while_dying(self.kills - 2 * (self.kills // 5), *map(self._files, self.people))
            for moment, words in REMINDED.items():
                await until(lambda: not self.double.waiting())  # what is older than a week is no longer recognised
                self.clock.set(datetime.fromisoformat(moment).replace(tzinfo=BEIJING))
                await self._while_dying(self.kills // 5, *(person.sees(words) for person in self.people))
            assert await self.program.stop() == 0
            await self._looks_into()
        return self

    async def _files(self, person):
        for number in range(self.complaints):
            await files_a_complaint(person, *MATTERS[number % len(MATTERS)])

    async def _while_dying(self, kills, *doings):
        """People do something while the program dies so many times; it is up when they are done."""
        async with asyncio.TaskGroup() as group:
            for doing in doings:
                group.create_task(doing)
            for _ in range(kills):
                await self._dies()

    async def _dies(self):
        """Killed somewhere in its work, one time in five while it is still starting; then started again."""
        await self._killed_after(self.chance.uniform(0.05, 1.5))
        if self.chance.random() < 0.2:
            await self._killed_after(self.chance.uniform(0.5, 1.5))
        await self.program.ready()

    async def _killed_after(self, seconds):
        await asyncio.sleep(seconds)
        await self.program.kill()
        self.died += 1
        self.clock.step(**self.after_kill)
        await self.program.spawn()

    async def _looks_into(self):
        key = read_or_make_key(self.folder / "program" / "secret.key", may_make=False)
        url = self.settings.get("DATABASE_URL", f"sqlite+aiosqlite:///{self.program.data / 'lizhi.db'}")
        store = await Store.open(url, key)
        try:
            self.counts = await store.counts()
            self.cases = [await self._cases_of(store, person) for person in self.people]
        finally:
            await store.close()

    async def _cases_of(self, store, person):
        if person.channel == "web":
            await person.found_in(store, self.clock())
        chat = Chat(store, Vault(self.folder.as_uri()), self.clock(), person.channel, person.address)
        return [[unhurried(event.what) for event in case.events] for case in await chat.cases()]

    @property
    def transcripts(self):
        return [[line for line in person.transcript() if NOT_YET not in line[0]] for person in self.people]


def unhurried(what):
    """What happened, without the moments, and without the random name that a file got."""
    if isinstance(what, Opened):
        return replace(what, told=dict.fromkeys(what.told, START))
    if isinstance(what, Exhibited):
        return replace(what, file=replace(what.file, id="", received_at=START))
    return what


def told_twice(came, expected):
    """How often a reply came twice in a row; fails when one is missing, new, or out of its place."""
    twice, rest = 0, iter(expected)
    for before, line in zip([None, *came], came, strict=False):
        if (due := next(rest, None)) == line:
            continue
        assert line == before, f"{line} instead of {due}"
        twice += 1
        rest = iter([due, *rest] if due else [])
    assert list(rest) == []
    return twice


async def test_whatever_kills_it_nothing_is_lost_and_nothing_changes(tmp_path, postgres):
    postgres.psql("CREATE DATABASE crash;")
    elsewhere = {"DATABASE_URL": postgres.get_uri("crash").replace("postgresql://", "postgresql+asyncpg://")}
    complaints = max(1, KILLS // 20)
    undisturbed, *disturbed = await asyncio.gather(
        Run(tmp_path / "undisturbed", 0, complaints).lasts(),
        Run(tmp_path / "sqlite", KILLS, complaints).lasts(),
        Run(tmp_path / "postgresql", POSTGRES_KILLS, complaints, elsewhere, LEASES).lasts(),
    )
    assert [len(cases) for cases in undisturbed.cases] == [complaints] * len(undisturbed.people)
    for run in disturbed:
        assert run.died >= run.kills
        assert run.cases == undisturbed.cases
        assert (run.counts["inbox_failed"], run.counts["outbox_failed"], run.counts["errands_waiting"]) == (0, 0, 0)
        for person, came, expected in zip(run.people, run.transcripts, undisturbed.transcripts, strict=True):
            twice = told_twice(came, expected)
            assert twice <= (run.died if person.channel == "telegram" else 0)
