"""Where files are kept, encrypted: a local folder, or an object store by changing one setting.

Every object has a random name, a key of its own, and never changes. The vault knows bytes, names and keys; it does not
know whose a file is, what it shows, or where its key is kept. Names without a row are for the daily sweep to find.

An object is one byte of format, then 64 KiB pieces sealed one by one with AES-256-GCM as they stream in (the STREAM
construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015): a piece's number is its nonce, and number and "this is
the last" are authenticated with it, so pieces that were altered, reordered, swapped, left out or cut off are noticed.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import re
import secrets
from collections.abc import AsyncIterable, AsyncIterator, Collection
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

import obstore
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from obstore.store import LocalStore, ObjectStore, from_url

FORMAT = b"\x01"
PIECE = 64 * 1024
TAG = 16

_NAME = re.compile(r"[0-9a-f]{32}")

_PART = 5 * 1024 * 1024
"""What is held before it is written, in bytes: the smallest part that S3 takes."""


class TooLarge(Exception):  # noqa: N818 - it reads as what it says
    """More bytes arrived than the limit; nothing was kept."""


class Broken(Exception):  # noqa: N818
    """An object is not, or no longer, what was kept under its name with this key."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A sealed file: its object name, its key, and the size in bytes and SHA-256 in hex of what was sealed."""

    name: str
    key: bytes = field(repr=False)
    size: int
    sha256: str


class Vault:
    """Sealed files in one place: a folder (a path or ``file:///…``) or an object store (``s3://…``, ``gs://…``).

    A folder is made when missing, for its owner alone. An object store reads its credentials from the environment, and
    its bucket should drop unfinished uploads by a lifecycle rule. Raises ``ValueError`` or obstore's ``BaseError`` for
    an address that is neither.
    """

    def __init__(self, url: str) -> None:
        self._folder = _folder(url)
        self._store: ObjectStore = LocalStore(_made(self._folder)) if self._folder else from_url(url)

    async def keep(self, stream: AsyncIterable[bytes], *, limit: int) -> Kept:
        """Seal a stream of at most ``limit`` bytes; it is on the disk for good when this returns.

        Raises ``TooLarge``, or whatever the stream raises; in both cases, and when cancelled, nothing stays behind.
        """
        name, key = secrets.token_hex(16), secrets.token_bytes(32)
        cipher, digest, size = AESGCM(key), hashlib.sha256(), 0
        async with obstore.open_writer_async(self._store, name, buffer_size=_PART, max_concurrency=1) as writer:
            await writer.write(FORMAT)
            async for number, piece, last in _pieces(stream, PIECE):
                size += len(piece)
                if size > limit:
                    raise TooLarge
                digest.update(piece)
                await writer.write(cipher.encrypt(_nonce(number), piece, _bound(number, last)))
        await self._settle(name)
        return Kept(name, key, size, digest.hexdigest())

    async def open(self, name: str, key: bytes) -> AsyncIterator[bytes]:
        """What was kept, piece by piece, each verified before it is given out.

        Raises ``Broken`` as soon as something is missing or was changed: only a stream that ends quietly is whole.
        """
        cipher = AESGCM(key)
        try:
            async for number, sealed, last in _pieces(self._sealed(name), PIECE + TAG):
                yield cipher.decrypt(_nonce(number), sealed, _bound(number, last))
        except InvalidTag:
            raise Broken("altered, cut short, or another key") from None

    async def remove(self, names: Collection[str]) -> None:
        """Remove objects, and what a crash may have left of them; those that are not there are fine."""
        try:
            await obstore.delete_async(self._store, list(names))
        except FileNotFoundError:  # stops at the first one missing
            for name in names:
                with suppress(FileNotFoundError):
                    await obstore.delete_async(self._store, name)
        if self._folder:
            for name in names:
                _unfinished(self._folder, name).unlink(missing_ok=True)

    async def names_older_than(self, instant: datetime) -> AsyncIterator[str]:
        """The names of objects written before an instant, and of uploads that a crash cut off before it.

        What has another kind of name is not the vault's, and is never offered for removal.
        """
        async for chunk in self._store.list():
            for found in chunk:
                if found["last_modified"] < instant and _NAME.fullmatch(found["path"]):
                    yield found["path"]
        if self._folder:
            for name in await asyncio.to_thread(_cut_off, self._folder, instant):
                yield name

    async def _sealed(self, name: str) -> AsyncIterator[bytes]:
        """The object's bytes after its format."""
        try:
            found = await obstore.get_async(self._store, name)
        except FileNotFoundError:
            raise Broken("missing") from None
        start = len(FORMAT)
        async for part in found.stream(min_chunk_size=16 * PIECE):
            data = bytes(part)
            if start and not data.startswith(FORMAT):
                raise Broken("unknown format")
            yield data[start:]
            start = 0

    async def _settle(self, name: str) -> None:
        """Make a new object outlive a power cut. Object stores promise that; obstore's local one syncs nothing."""
        if self._folder:
            await asyncio.to_thread(_sync, self._folder / name)
            await asyncio.to_thread(_sync, self._folder)


async def _pieces(stream: AsyncIterable[bytes], size: int) -> AsyncIterator[tuple[int, bytes, bool]]:
    """The stream cut into pieces of ``size`` bytes: (number, piece, last). The last may be shorter, even empty."""
    held, number = bytearray(), 0
    async for data in stream:
        held += data
        while len(held) > size:
            yield number, bytes(held[:size]), False
            del held[:size]
            number += 1
    yield number, bytes(held), True


def _nonce(number: int) -> bytes:
    """A counter: every object has a key of its own, so none comes twice under one key."""
    return number.to_bytes(12)


def _bound(number: int, last: bool) -> bytes:
    """What a piece is authenticated with."""
    return FORMAT + number.to_bytes(8) + bytes([last])


def _folder(url: str) -> Path | None:
    """The local folder that an address means, if it means one."""
    if "://" not in url:
        return Path(url).expanduser().absolute()
    parts = urlsplit(url)
    return Path(unquote(parts.path)) if parts.scheme == "file" else None


def _made(folder: Path) -> Path:
    """The folder, which then exists and will after a power cut."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _sync(folder.parent)
    return folder


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _unfinished(folder: Path, name: str) -> Path:
    """Where obstore's local store writes an object before it has its name."""
    return folder / f"{name}#1"


def _cut_off(folder: Path, instant: datetime) -> list[str]:
    """Names of unfinished objects last written before an instant; the store itself does not list them."""
    found = []
    for path in folder.glob("*#1"):
        with suppress(FileNotFoundError):
            name = path.name.removesuffix("#1")
            if _NAME.fullmatch(name) and datetime.fromtimestamp(path.stat().st_mtime, UTC) < instant:
                found.append(name)
    return found
