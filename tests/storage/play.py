"""What tests of the store have in common: people who talk, turns that answer them, a clock that stands still."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count

from dialogs.values import Arrived, Desk, Event, Opened, Person, Reminder, Reply, Said, SentFile, StoredFile, Turn
from storage.desks import Waiting
from storage.errands import Chore
from storage.files import name_files
from storage.outbox import Outgoing
from storage.people import conversation_at
from storage.store import Store

LEASE = timedelta(minutes=1)
KEY = bytes(range(32, 64))


class Play:
    """People talk to a store, and somebody answers."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.now = datetime(2026, 10, 1, 9, tzinfo=UTC)
        self._ids = count(1)

    def later(self, **delta: float) -> datetime:
        """Let time pass."""
        self.now += timedelta(**delta)
        return self.now

    def arrived(self, text: str, address: str = "100", channel: str = "telegram", id: str = "") -> Arrived:
        return Arrived(channel, address, id or f"{channel}:{next(self._ids)}", Said("text", self.now, text))

    async def says(self, *texts: str, address: str = "100", channel: str = "telegram") -> int:
        return await self.store.receive([self.arrived(text, address, channel) for text in texts], self.now)

    async def answers(self, turn: Callable[[Waiting], Turn] | None = None, limit: int = 64) -> list[Waiting]:
        """One batch: every message gets the same turn, an echo unless told otherwise."""
        async with self.store.batch(limit, self.now) as batch:
            await batch.save([(waiting, (turn or echo)(waiting)) for waiting in batch.waiting], [])
        return list(batch.waiting)

    async def answers_to(self, text: str, address: str = "100", channel: str = "telegram") -> list[Waiting]:
        await self.says(text, address=address, channel=channel)
        return await self.answers()

    async def keeps(self, name: str, address: str = "100", channel: str = "telegram") -> None:
        """A sealed file of that name is the person's at that address."""
        sent = [SentFile(stored=stored(name, self.now))]
        async with self.store.writing() as connection:
            here = await conversation_at(connection, self.store.keys, channel, address)
            assert here is not None
            await name_files(connection, [(here, sent)], {name: KEY}, self.now)

    async def due_in(self) -> int:
        """The conversation in which the one who has something due is asked."""
        self.later(seconds=1)
        assert await self.store.enqueue_due(self.now) == 1
        [waiting] = await self.answers()
        return waiting.conversation_id

    async def claims(self, holder: str = "sender", limit: int = 64) -> list[Outgoing]:
        return await self.store.claim_replies(holder, limit, LEASE, self.now)

    async def sends(self) -> list[str]:
        """Claim and send one round of replies."""
        claimed = await self.claims()
        await self.store.mark_sent([reply.id for reply in claimed], self.now)
        return [reply.reply.text for reply in claimed]

    async def runs(self, holder: str = "runner") -> list[Chore]:
        return await self.store.claim_errands(holder, 64, LEASE, self.now)

    async def files_a_case(
        self, address: str = "100", channel: str = "telegram", reminders: tuple[Reminder, ...] = ()
    ) -> Waiting:
        """A person with one case, and nothing left to send."""
        await self.says("账号被封了", address=address, channel=channel)
        turn = Turn(Person(), events=(opened(self.now),), reminders={1: reminders})
        [waiting] = await self.answers(lambda _: turn)
        return waiting

    async def desk(self, address: str = "100", channel: str = "telegram") -> Desk:
        """What a turn would see now."""
        await self.says("看看", address=address, channel=channel)
        [waiting] = await self.answers(lambda waiting: Turn(waiting.desk.person))
        return waiting.desk


def echo(waiting: Waiting) -> Turn:
    return Turn(waiting.desk.person, replies=(Reply(f"收到：{waiting.said.text}"),))


def opened(at: datetime, case: int = 1) -> tuple[int, Event]:
    return case, Event(1, at, Opened("kuaishou", "banned", {"story": "账号被封了"}))


def stored(name: str, at: datetime) -> StoredFile:
    return StoredFile(name, "订单截图.png", "image/png", 12345, "ab" * 32, at)
