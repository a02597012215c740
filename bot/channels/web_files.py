"""Reads an upload as it streams in: the file part goes on chunk by chunk, and never touches a disk here.

It does not know what a good file is, nor where it is kept. Starlette's own form parser is not used: it spools anything
over 1 MB to the temporary folder in clear, without a bound.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Mapping
from contextlib import aclosing
from dataclasses import dataclass

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import ClientDisconnect, Request

from bot.channels import Refused
from bot.channels.web_guard import Problem
from bot.channels.web_wire import check_id, check_text
from dialogs.values import SentFile

Sealed = tuple[SentFile, Mapping[str, bytes]]
Keep = Callable[[str, AsyncIterator[bytes]], Awaitable[Sealed]]
"""Seals the bytes under a name; the file and its key. Raises ``Refused``."""

MAX_FIELD_BYTES = 16 * 1024
OVERHEAD = 64 * 1024
"""Bytes that an upload may hold besides its file."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that lies sealed, with its key, and the id and the words that came along."""

    id: str
    caption: str
    file: SentFile
    keys: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a form; ``body`` is read once, before the next part is asked for."""

    name: str
    filename: str
    body: AsyncIterator[bytes]


async def read_upload(request: Request, keep: Keep, max_file_bytes: int) -> Upload:
    """Read fields ``id``, ``file`` and ``caption``, in any order. Raises ``Problem``, or ``Refused`` as ``keep`` does.

    When the file is refused, the rest is still read (within bounds): browsers do not show an answer that comes earlier.
    """
    limit = max_file_bytes + OVERHEAD
    stream = request.stream()
    try:
        form = parts(_bounded(stream, limit), request.headers.get("content-type", ""))
        return await _read_fields(form, keep)
    except Refused:
        await _drain(_bounded(stream, limit))
        raise
    except ClientDisconnect:
        raise Problem("bad_request") from None


async def _read_fields(form: AsyncGenerator[Part], keep: Keep) -> Upload:
    own_id = caption = ""
    sealed: Sealed | None = None
    async with aclosing(form):
        async for part in form:
            if part.name == "file" and sealed is None:
                sealed = await keep(part.filename, part.body)
            elif part.name == "id":
                own_id = check_id(await _text(part))
            elif part.name == "caption":
                caption = check_text(await _text(part))
            else:
                raise Problem("bad_request")
    if sealed is None or not own_id:
        raise Problem("bad_request")
    return Upload(own_id, caption, *sealed)


async def parts(chunks: AsyncIterator[bytes], content_type: str) -> AsyncGenerator[Part]:
    """The parts of a multipart stream, one after the other. Raises ``Problem`` when it is malformed or cut short."""
    kind, options = parse_options_header(content_type)
    if kind != b"multipart/form-data" or b"boundary" not in options:
        raise Problem("bad_request")
    events = _events(chunks, options[b"boundary"])
    async with aclosing(events):
        async for disposition in events:
            if disposition is None:
                return
            part = Part(_option(disposition, b"name"), _option(disposition, b"filename"), _body(events))
            yield part
            async for _ in part.body:
                pass
    raise Problem("bad_request")


async def _body(events: AsyncIterator[bytes | None]) -> AsyncGenerator[bytes]:
    async for data in events:
        if data is None:
            return
        yield data
    raise Problem("bad_request")


async def _events(chunks: AsyncIterator[bytes], boundary: bytes) -> AsyncGenerator[bytes | None]:
    """For each part its Content-Disposition, its data, and ``None`` at its end; one more ``None`` after the last."""
    try:
        found = _Found(boundary)
        async for chunk in chunks:
            found.parser.write(chunk)
            for event in found.events:
                yield event
            found.events.clear()
    except FormParserError:
        raise Problem("bad_request") from None


class _Found:
    """What the parser came upon in the chunks written last."""

    def __init__(self, boundary: bytes) -> None:
        self.events: list[bytes | None] = []
        self._name = self._value = self._disposition = b""
        self.parser = MultipartParser(
            boundary,
            {
                "on_header_field": self._header_field,
                "on_header_value": self._header_value,
                "on_header_end": self._header_end,
                "on_headers_finished": lambda: self.events.append(self._disposition),
                "on_part_data": lambda data, start, end: self.events.append(data[start:end]),
                "on_part_end": lambda: self.events.append(None),
                "on_end": lambda: self.events.append(None),
            },
        )

    def _header_field(self, data: bytes, start: int, end: int) -> None:
        self._name += data[start:end]

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _header_end(self) -> None:
        if self._name.lower() == b"content-disposition":
            self._disposition = self._value
        self._name = self._value = b""


def _option(disposition: bytes, key: bytes) -> str:
    return parse_options_header(disposition)[1].get(key, b"").decode(errors="replace")


async def _text(part: Part) -> str:
    """A small field. Raises ``Problem`` when it is too long or no UTF-8."""
    text = b""
    async for data in part.body:
        text += data
        if len(text) > MAX_FIELD_BYTES:
            raise Problem("too_long")
    try:
        return text.decode()
    except UnicodeDecodeError:
        raise Problem("bad_request") from None


async def _bounded(stream: AsyncIterator[bytes], limit: int) -> AsyncGenerator[bytes]:
    size = 0
    async for chunk in stream:
        size += len(chunk)
        if size > limit:
            raise Refused("too_large")
        yield chunk


async def _drain(stream: AsyncIterator[bytes]) -> None:
    try:
        async for _ in stream:
            pass
    except (Refused, ClientDisconnect):
        return
