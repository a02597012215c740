"""The web chat: a page, and the few addresses it speaks to.

The mailbox is the outbox itself: ``send`` only wakes the streams that are open here, and each stream looks by itself as
well, since another process may have answered. It does not know what is said in a conversation.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncGenerator, AsyncIterator, Mapping, Sequence
from contextlib import aclosing, suppress
from pathlib import Path
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route
from starlette.staticfiles import StaticFiles

from bot.channels import House, Pace, Refused
from bot.channels.web_files import read_upload
from bot.channels.web_guard import COOKIE, Crowd, Problem, check_origin, guarded, new_token, set_token, token_hash
from bot.channels.web_wire import SOURCE, check_id, event, history, read_message
from dialogs.values import Arrived, Reply, Said

PAGE = Path(__file__).parents[1] / "web"

SANDBOX = "default-src 'none'; sandbox"
"""What a file may do that is opened by itself: nothing."""

PING = b": still here\n\n"


class Web:
    """The channel. ``public_url`` is where people open the page, if it is not where it is served.

    ``elsewhere`` is the channel that calls people who are not looking (where ``/link`` leads); empty, there is none.
    """

    name = "web"
    mailbox = True

    def __init__(
        self,
        public_url: str | None,
        max_file_bytes: int,
        *,
        elsewhere: str = "Telegram",
        look_every: float = 1.5,
        ping_every: float = 15.0,
    ) -> None:
        self.pace = Pace()
        self._public_url = public_url
        self._max_file_bytes = max_file_bytes
        self._elsewhere = elsewhere
        self._look_every = look_every
        self._ping_every = ping_every
        self._static = StaticFiles(directory=PAGE)
        self._house: House | None = None
        self._crowd = Crowd()
        self._bells: defaultdict[str, set[asyncio.Event]] = defaultdict(set)
        self.routes: Sequence[BaseRoute] = [
            Route("/", guarded(self._page)),
            Route("/web/{path:path}", guarded(self._static_file)),
            Route("/chat/messages", guarded(self._message), methods=["POST"]),
            Route("/chat/files", guarded(self._upload), methods=["POST"]),
            Route("/chat/events", guarded(self._events)),
            Route("/chat/history", guarded(self._history)),
            Route("/files/{id}", guarded(self._file)),
        ]

    async def listen(self, house: House) -> None:
        """Take what the page sends until cancelled; then every open stream ends."""
        self._house = house
        try:
            await asyncio.Event().wait()
        finally:
            self._house = None
            for address in list(self._bells):
                self._ring(address)

    async def send(self, address: str, reply: Reply) -> None:
        """Wake the streams of an address: the reply lies in the outbox, which is the web's mailbox."""
        self._ring(address)

    def fetch(self, ref: str) -> AsyncIterator[bytes]:
        """Raise ``Refused``: on the web a file comes with its message and is never fetched later."""
        raise Refused("unknown_type")

    # The page ----------------------------------------------------------------------------------------------------

    async def _page(self, request: Request) -> Response:
        """The page, with a session: the one the browser has, or a new one where it has none that is known."""
        response = await self._static.get_response("index.html", request.scope)
        response.headers["Cache-Control"] = "no-store"
        if request.method == "GET":
            set_token(request, response, await self._token(request), self._public_url)
        return response

    async def _token(self, request: Request) -> str:
        house, token = self._ready(), request.cookies.get(COOKIE, "")
        if not token or await house.session(token_hash(token)) is None:
            token = new_token()
            await house.open_session(self.name, token_hash(token))
        return token

    async def _static_file(self, request: Request) -> Response:
        response = await self._static.get_response(request.path_params["path"], request.scope)
        response.headers["Cache-Control"] = "no-cache"
        return response

    # What people say ---------------------------------------------------------------------------------------------

    async def _message(self, request: Request) -> Response:
        house, address = await self._sender(request)
        own_id, said = await read_message(request, house.now())
        return await self._receive(house, address, own_id, said)

    async def _upload(self, request: Request) -> Response:
        house, address = await self._sender(request)
        upload = await read_upload(request, house.keep, self._max_file_bytes)
        said = Said("files", house.now(), text=upload.caption, files=(upload.file,))
        return await self._receive(house, address, upload.id, said, upload.keys)

    async def _receive(
        self, house: House, address: str, own_id: str, said: Said, keys: Mapping[str, bytes] | None = None
    ) -> Response:
        await house.receive([Arrived(self.name, address, SOURCE + own_id, said)], keys)
        return JSONResponse({"id": own_id}, 202)

    async def _sender(self, request: Request) -> tuple[House, str]:
        """Who sends a POST, if it may be taken."""
        check_origin(request, self._public_url)
        house, address = await self._who(request)
        self._crowd.count(address)
        return house, address

    # What people are told ----------------------------------------------------------------------------------------

    async def _history(self, request: Request) -> Response:
        house, address = await self._who(request)
        entries = await house.history(self.name, address)
        here = {"max_file_bytes": self._max_file_bytes, "elsewhere": self._elsewhere}
        return JSONResponse({**history(entries), **here})

    async def _events(self, request: Request) -> Response:
        house, address = await self._who(request)
        after = request.headers.get("last-event-id") or request.query_params.get("after") or "0"
        if not (after.isascii() and after.isdigit() and len(after) < 19):
            raise Problem("bad_request")
        stream = self._stream(house, address, token_hash(request.cookies[COOKIE]), int(after))
        return StreamingResponse(stream, media_type="text/event-stream", headers={"X-Accel-Buffering": "no"})

    async def _stream(self, house: House, address: str, session: bytes, after: int) -> AsyncGenerator[bytes]:
        """Replies as they come. Ends with ``moved`` or ``gone`` when the session no longer points at this address."""
        bell = asyncio.Event()
        self._bells[address].add(bell)
        try:
            yield b"retry: 2000\n\n"
            async with aclosing(self._mail(house, address, after, bell)) as mail:
                async for data in mail:
                    yield data
                    if data == PING and (now_at := await house.session(session)) != address:
                        yield b"event: moved\ndata:\n\n" if now_at else b"event: gone\ndata:\n\n"
                        return
        finally:
            self._hang_up(address, bell)

    async def _mail(self, house: House, address: str, after: int, bell: asyncio.Event) -> AsyncGenerator[bytes]:
        """Mail after an id, and a ping now and then, until the channel stops listening."""
        loop = asyncio.get_running_loop()
        pinged = loop.time()
        while self._house is not None:
            bell.clear()
            new = await house.mail(self.name, address, after)
            for mail in new:
                yield event(mail)
                after = mail.id
            if loop.time() - pinged >= self._ping_every:
                pinged = loop.time()
                yield PING
            if not new:
                with suppress(TimeoutError):
                    async with asyncio.timeout(self._look_every):
                        await bell.wait()

    async def _file(self, request: Request) -> Response:
        """A file of the person's own; anything else is not found."""
        try:
            house, address = await self._who(request)
            opened = await house.open_file(self.name, address, check_id(request.path_params["id"]))
        except Problem:
            opened = None
        if opened is None:
            raise Problem("not_found")
        file, stream = opened
        shown = "inline" if file.mime.startswith("image/") else "attachment"
        headers = {
            "Content-Disposition": f"{shown}; filename*=UTF-8''{quote(file.name, safe='')}",
            "Content-Length": str(file.size),
            "Content-Security-Policy": SANDBOX,
        }
        return StreamingResponse(stream, media_type=file.mime, headers=headers)

    # Within ------------------------------------------------------------------------------------------------------

    def _ready(self) -> House:
        if self._house is None:
            raise Problem("not_ready")
        return self._house

    async def _who(self, request: Request) -> tuple[House, str]:
        house, token = self._ready(), request.cookies.get(COOKIE, "")
        address = await house.session(token_hash(token)) if token else None
        if address is None:
            raise Problem("no_session")
        return house, address

    def _ring(self, address: str) -> None:
        for bell in self._bells.get(address, ()):
            bell.set()

    def _hang_up(self, address: str, bell: asyncio.Event) -> None:
        self._bells[address].discard(bell)
        if not self._bells[address]:
            del self._bells[address]
