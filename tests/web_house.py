"""A house in memory for the web chat: one list per conversation, and replies that a test puts into it."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from itertools import count

import httpx

from bot.channels import Entry, Mail, Refused
from bot.channels.web import Web
from bot.server import bind, build, serve_on
from dialogs.values import Arrived, Reply, SentFile, StoredFile

MAX_FILE_BYTES = 3 * 1024 * 1024
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 2000


class MemoryHouse:
    """Implements ``House``. ``answer`` says what is replied to something said; without it nothing is."""

    def __init__(self, answer: Callable[[Arrived], Sequence[Reply]] = lambda _: ()) -> None:
        self.answer = answer
        self.arrived: list[Arrived] = []
        self.sessions: dict[bytes, str] = {}
        self.entries: dict[str, list[Entry | Mail]] = defaultdict(list)
        self.files: dict[str, tuple[str, StoredFile, bytes]] = {}
        self.numbers = count()
        self.chunks: list[int] = []
        self.begun = asyncio.Event()
        self.web: Web | None = None
        self.down = False

    def now(self) -> datetime:
        return datetime.now(UTC)

    async def receive(self, batch: Sequence[Arrived], keys: Mapping[str, bytes] | None = None) -> None:
        for arrived in batch:
            if arrived.external_id in {seen.external_id for seen in self.arrived if seen.address == arrived.address}:
                continue
            self.arrived.append(arrived)
            said = arrived.said
            files = tuple(file.stored for file in said.files if file.stored)
            for file in files:
                self.files[file.id] = (arrived.address, file, (keys or {})[file.id])
            mine = Entry(said.at, said.text or said.button, files, arrived.external_id)
            self.entries[arrived.address].append(mine)
            for reply in self.answer(arrived):
                await self.reply(arrived.address, reply)

    async def reply(self, address: str, reply: Reply) -> int:
        """Put a reply in a mailbox, and do what the sender does."""
        mail = self._post(address, reply)
        if self.web:
            await self.web.send(address, reply)
        return mail.id

    def _post(self, address: str, reply: Reply) -> Mail:
        number = sum(isinstance(entry, Mail) for entries in self.entries.values() for entry in entries) + 1
        mail = Mail(number, self.now(), reply)
        self.entries[address].append(mail)
        return mail

    def reply_elsewhere(self, address: str, reply: Reply) -> None:
        """Put a reply in a mailbox as another process does: nobody here is told."""
        self._post(address, reply)

    async def keep(self, name: str, stream: AsyncIterator[bytes]) -> tuple[SentFile, Mapping[str, bytes]]:
        """The bytes themselves stand for the key, and come back with the message."""
        data = b""
        async for chunk in stream:
            self.chunks.append(len(chunk))
            self.begun.set()
            data += chunk
            if data.startswith(b"MZ"):
                raise Refused("program")
        mime = "image/png" if data.startswith(b"\x89PNG") else "application/pdf"
        stored = StoredFile(
            f"f{next(self.numbers)}", name, mime, len(data), hashlib.sha256(data).hexdigest(), self.now()
        )
        return SentFile(name=name, size=len(data), stored=stored), {stored.id: data}

    async def lead(self, role: str) -> bool:
        return True

    async def open_session(self, channel: str, token_hash: bytes) -> str:
        return self.sessions.setdefault(token_hash, f"person{len(self.sessions)}")

    async def session(self, token_hash: bytes) -> str | None:
        return self.sessions.get(token_hash)

    async def mail(self, channel: str, address: str, after: int) -> list[Mail]:
        if self.down:
            raise ConnectionError("the database is away")
        return [mail for mail in self.entries[address] if isinstance(mail, Mail) and mail.id > after]

    async def history(self, channel: str, address: str) -> list[Entry | Mail]:
        return list(self.entries[address])

    async def open_file(
        self, channel: str, address: str, file_id: str
    ) -> tuple[StoredFile, AsyncIterator[bytes]] | None:
        owner, stored, data = self.files.get(file_id, ("", None, b""))
        if stored is None or owner != address:
            return None

        async def stream() -> AsyncIterator[bytes]:
            yield data

        return stored, stream()


async def healthy() -> dict[str, bool]:
    return {"database": True}


@asynccontextmanager
async def running(web: Web, house: MemoryHouse, port: int = 0) -> AsyncIterator[str]:
    """Serve the channel on a free port; the address it is at. Everything is stopped and awaited at the end."""
    sock = bind("127.0.0.1", port)
    house.web = web
    tasks = [asyncio.create_task(web.listen(house)), asyncio.create_task(serve_on(build(web.routes, healthy), sock))]
    try:
        await asyncio.sleep(0)
        yield f"http://127.0.0.1:{sock.getsockname()[1]}"
    finally:
        for task in tasks:
            task.cancel()
        for task in tasks:
            with contextlib.suppress(asyncio.CancelledError):
                await task


def say(http: httpx.AsyncClient, id: str = "m1", headers: dict[str, str] | None = None, **message: str):
    """Post a message as the page does."""
    return http.post("/chat/messages", json={"id": id, **message}, headers=headers)


def send_file(http: httpx.AsyncClient, data: bytes = PNG, name: str = "封号通知.png", **fields: str):
    """Post a file as the page does."""
    return http.post("/chat/files", data={"id": "f1", **fields}, files={"file": (name, data)})
