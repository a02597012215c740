"""A person to script: says, presses, sends files through the real store and worker, and reads what is replied.

Time is what the script says it is. Files go through the real evidence check and vault.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import BytesIO

from PIL import Image

from bot.house import House
from bot.wake import Wake
from bot.worker import Worker
from dialogs.clocks import BEIJING, Calendar, Quiet
from dialogs.playbook import load
from dialogs.talk import Rules
from dialogs.values import Arrived, Case, Desk, Reply, Said, Turn
from storage.store import Store
from storage.vault import Vault

PLAYBOOKS = load()
RULES = Rules(PLAYBOOKS, Calendar(PLAYBOOKS.years), Quiet.parse("22:00-08:00"))
START = datetime(2026, 9, 30, 10, 0, tzinfo=BEIJING)


def picture(colour: str = "red") -> bytes:
    """A small PNG."""
    buffer = BytesIO()
    Image.new("RGB", (8, 8), colour).save(buffer, "PNG")
    return buffer.getvalue()


GIVE_THE_TEXT = "没错，给我文字"
MOST_STEPS = 30
"""Presses after which a script goes round in a circle."""


class Stopped(Exception):  # noqa: N818
    """The script expected something that the last reply does not offer."""


@dataclass
class Chat:
    """One person's end of a conversation."""

    store: Store
    vault: Vault
    at: datetime = START
    channel: str = "web"
    address: str = "someone"
    rules: Rules = RULES
    seen: int = 0
    said: int = 0
    replies: list[Reply] = field(default_factory=list)
    steps: int = 0

    def __post_init__(self) -> None:
        self.worker = Worker(self.store, self.rules, lambda: self.at, Wake(), Wake())
        self.house = House(self.store, self.vault, lambda: self.at, Wake(), holder="test", max_bytes=2**20)

    async def hear(self, said: Said, keys: Mapping[str, bytes] | None = None) -> list[Reply]:
        self.said += 1
        await self.house.receive([Arrived(self.channel, self.address, f"test:{self.said}", said)], keys)
        return await self.answers()

    async def answers(self) -> list[Reply]:
        """Let the worker answer all that waits; the new replies."""
        while await self.worker.answer(64):
            pass
        mails = await self.house.mail(self.channel, self.address, self.seen)
        self.seen = max([self.seen, *(mail.id for mail in mails)])
        self.replies += [mail.reply for mail in mails]
        return [mail.reply for mail in mails]

    @property
    def last(self) -> Reply:
        return self.replies[-1]

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(button.label for button in self.last.buttons)

    async def say(self, text: str) -> Reply:
        self.steps += 1
        await self.hear(Said("text", self.at, text))
        return self.last

    async def press(self, label: str) -> Reply:
        """Press the newest button with that label."""
        self.steps += 1
        for reply in reversed(self.replies):
            for button in reply.buttons:
                if label == button.label or (label.endswith("…") and button.label.startswith(label[:-1])):
                    await self.hear(Said("button", self.at, button=button.id))
                    return self.last
        raise Stopped(f"no button {label!r}; there are {self.labels}")

    async def press_until(self, label: str, prefer: Collection[str] = ()) -> None:
        """Press the first button, or the first of those preferred, until there is one with that label."""
        for _ in range(MOST_STEPS):
            if label in self.labels:
                return
            await self.press(next((it for it in self.labels if it in prefer), "".join(self.labels[:1])))
        raise Stopped(f"{label!r} is not offered; last was {self.last.text!r}")

    async def to_the_text(self, story: str = "") -> None:
        """Tell the story, if one is given, and press on until the text is there."""
        if story:
            await self.say(story)
        await self.press_until(GIVE_THE_TEXT)
        await self.press(GIVE_THE_TEXT)

    async def press_id(self, button: str) -> Reply:
        await self.hear(Said("button", self.at, button=button))
        return self.last

    async def send(self, *files: bytes, caption: str = "", name: str = "截图.png") -> list[Reply]:
        """Send files as the web chat does: kept first, then said."""
        replies: list[Reply] = []
        for content in files:
            kept, keys = await self.house.keep(name, _stream(content))
            replies += await self.hear(Said("files", self.at, caption, files=(kept,)), keys)
        return replies

    async def wait_until(self, when: str) -> list[Reply]:
        """Let time pass, the reminder job looking every hour; the replies that came."""
        until = datetime.fromisoformat(when).replace(tzinfo=BEIJING)
        came: list[Reply] = []
        while self.at < until:
            self.at = min(until, self.at + timedelta(hours=1))
            await self.store.enqueue_due(self.at)
            came += await self.answers()
        return came

    async def case(self, number: int = 1) -> Case:
        """The case as it is stored."""
        return {case.number: case for case in await self.cases()}[number]

    async def cases(self) -> tuple[Case, ...]:
        """Every case of this person."""
        return (await self.desk()).cases

    async def desk(self) -> Desk:
        """All that the next turn would find: a turn that does nothing looks."""
        self.said += 1
        await self.house.receive([Arrived(self.channel, self.address, f"look:{self.said}", Said("text", self.at))])
        async with self.store.batch(64, self.at) as batch:
            (waiting,) = batch.waiting
            await batch.save([(waiting, Turn(waiting.desk.person))], [])
        return waiting.desk


async def _stream(content: bytes) -> AsyncIterator[bytes]:
    yield content
