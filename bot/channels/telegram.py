"""Telegram: polls for what people say, sends what we reply, fetches their files.

It knows the Bot API's manners (offsets, limits, errors) and nothing of dialogs or tables. It keeps nothing but the part
of a long reply that is already out. It does not pace: ``pace`` tells the sender what Telegram allows.
"""

from __future__ import annotations

import asyncio
import random
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing
from typing import Any

import structlog
from starlette.routing import BaseRoute
from telegram import Bot, User
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, RetryAfter, TelegramError

from bot.channels import House, Pace, Refused, TryLater, Undeliverable, Unsendable
from bot.channels.telegram_courtesies import Courtesies
from bot.channels.telegram_text import Message, messages
from bot.channels.telegram_transport import Transport
from bot.channels.telegram_updates import CHANNEL, KINDS, read
from dialogs.values import Reply

COMMANDS = {
    "start": "开始，或接着上次的说",
    "new": "投诉一件新的事",
    "cases": "我的投诉，进展到哪了",
    "cancel": "先放下正在说的这件",
    "help": "我能帮您做什么",
    "settings": "提醒开着还是关着",
    "privacy": "我的资料怎么保管、怎么删除",
    "link": "在别处接着聊",
}
LONG_POLL = 25
"""Seconds that Telegram holds a poll open when nobody says anything."""
LONGEST_WAIT = 60.0
"""Seconds between tries while Telegram or the house is out of reach."""
TOKEN_REFUSED_WAIT = 300.0
CONFLICT_WAIT = 5.0
SOON = 3.0

_GONE = ("chat not found", "user not found", "peer_id_invalid", "user is deactivated")
_QUOTED = re.compile(r'"[^"]*"')

log = structlog.get_logger()


class Telegram:
    """The Bot API as a channel; an address is the id of a private chat, in digits."""

    name = CHANNEL
    mailbox = False
    routes: Sequence[BaseRoute] = ()
    lead_every = 5.0
    """Seconds between two questions whether this process is the one to poll."""

    def __init__(
        self,
        token: str,
        api_url: str = "https://api.telegram.org",
        per_second: float = 30,
        max_file_bytes: int = 20 * 1024 * 1024,
    ) -> None:
        self.pace = Pace(per_second=per_second, between=1.0)
        self._max_file_bytes = max_file_bytes
        api_url = api_url.rstrip("/")
        self._files_url = f"{api_url}/file/bot{token}"
        self._transport = Transport(api_url)
        self._bot = Bot(token, f"{api_url}/bot", request=self._transport, get_updates_request=self._transport)
        self._courtesies = Courtesies(self._call)
        self._me: User | None = None
        self._token_refused = False
        self._partly: dict[str, tuple[Reply, int]] = {}

    # receiving

    async def listen(self, house: House) -> None:
        """Receive until cancelled, while this process is the one that may; no trouble outside ends it."""
        try:
            while True:
                if await self._leads(house):
                    await self._poll_while_leading(house)
                await asyncio.sleep(self.lead_every)
        finally:
            await self._courtesies.close()
            await self.close()

    async def username(self) -> str:
        """The bot's name, asked of Telegram. Raises ``TelegramError``, without the token."""
        return str((await self._call("getMe"))["username"])

    async def close(self) -> None:
        """Close the connections; a later call opens them again."""
        await self._transport.shutdown()

    async def _leads(self, house: House) -> bool:
        try:
            return await house.lead(self.name)
        except Exception as error:  # the database is away: nothing could be received either
            log.error("telegram.lead_unknown", error=type(error).__name__)
            return False

    async def _poll_while_leading(self, house: House) -> None:
        async with asyncio.TaskGroup() as group:
            polling = group.create_task(self._poll(house))
            await asyncio.sleep(self.lead_every)
            while await self._leads(house):  # noqa: ASYNC110 - another process decides it, so there is no event
                await asyncio.sleep(self.lead_every)
            polling.cancel()

    async def _poll(self, house: House) -> None:
        offset, failures = 0, 0
        while True:
            try:
                me = self._me or await self._introduce()
                offset = await self._take_batch(house, me, offset)
                failures = 0
            except Exception as error:  # Telegram or the house is away; what was not confirmed is handed over again
                failures += 1
                await asyncio.sleep(self._wait_after(error, failures))

    async def _introduce(self) -> User:
        """Once: who we are, no webhook (it forbids polling), and the menu of commands."""
        me = User.de_json(await self._call("getMe"), None)
        await self._call("deleteWebhook")
        try:
            menu = [{"command": name, "description": words} for name, words in COMMANDS.items()]
            await self._call("setMyCommands", commands=menu)
        except TelegramError as error:
            log.warning("telegram.commands_not_set", error=_reason(error))
        self._me, self._token_refused = me, False
        return me

    async def _take_batch(self, house: House, me: User, offset: int) -> int:
        """Hand one batch to the house; the offset that confirms it, used once, for ids may start again lower."""
        updates = await self._call(
            "getUpdates",
            read_timeout=LONG_POLL + 10,
            offset=offset,
            limit=100,
            timeout=LONG_POLL,
            allowed_updates=KINDS,
        )
        now = house.now()
        heard = [read(update, now) for update in updates]
        if batch := [one.arrived for one in heard if one.arrived]:
            await house.receive(batch)
        for one in heard:
            if one.update:
                self._courtesies.attend(one.update, me, now)
        return updates[-1]["update_id"] + 1 if updates else 0

    def _wait_after(self, error: Exception, failures: int) -> float:
        """Seconds to wait before the next poll; what went wrong is logged."""
        if isinstance(error, InvalidToken):
            if not self._token_refused:
                log.error("telegram.token_refused", hint="check the bot token; trying again every few minutes")
            self._token_refused = True
            return TOKEN_REFUSED_WAIT
        log.warning("telegram.polling_failed", error=_reason(error), failures=failures)
        if isinstance(error, RetryAfter):
            return _seconds(error)
        least = CONFLICT_WAIT if isinstance(error, Conflict) else 0.0
        return max(least, min(LONGEST_WAIT, 2.0 ** min(failures - 2, 10)) * random.uniform(0.5, 1))  # noqa: S311 - jitter

    # sending

    async def send(self, address: str, reply: Reply) -> None:
        """Send one reply, in as few messages as it fits into; a retry goes on after the last one that is out."""
        if reply.files:
            raise Unsendable("this channel sends no files")
        parts = messages(reply)
        done = self._already_out(address, reply)
        for number, part in enumerate(parts[done:-1], done + 1):
            await self._deliver(address, part)
            self._partly[address] = (reply, number)
            await asyncio.sleep(self.pace.between)
        await self._deliver(address, parts[-1])
        self._partly.pop(address, None)

    def _already_out(self, address: str, reply: Reply) -> int:
        """How many messages of this very reply went out before a ``TryLater``."""
        begun, count = self._partly.get(address, (reply, 0))
        return count if begun == reply else 0

    async def _deliver(self, address: str, part: Message) -> None:
        try:
            await self._call("sendMessage", chat_id=address, **part)
        except TelegramError as error:
            judged = _judged(error)
            if not isinstance(judged, TryLater):
                self._partly.pop(address, None)
            raise judged from None

    # files

    async def fetch(self, ref: str) -> AsyncIterator[bytes]:
        """The bytes of a file. Raises ``TryLater``, or ``Refused`` for one that Telegram will not hand over."""
        url = await self._file_url(ref)
        size = 0
        try:
            async with aclosing(self._transport.stream(url)) as chunks:
                async for chunk in chunks:
                    size += len(chunk)
                    self._check_size(size)
                    yield chunk
        except TelegramError as error:
            raise _later(error) from None

    async def _file_url(self, ref: str) -> str:
        try:
            file = await self._call("getFile", file_id=ref)
        except BadRequest as error:
            raise Refused("too_large_telegram" if "too big" in error.message.lower() else "lost") from None
        except TelegramError as error:
            raise _later(error) from None
        self._check_size(file.get("file_size", 0))
        return f"{self._files_url}/{file['file_path']}"

    def _check_size(self, size: int) -> None:
        if size > self._max_file_bytes:
            raise Refused("too_large_telegram")

    async def _call(self, method: str, *, read_timeout: float | None = None, **parameters: Any) -> Any:
        """The result of a method. With plain JSON both ways: half the cost of the library's objects.

        The underscore keeps the library from warning that it has a function for that method; it is dropped on the way.
        """
        return await self._bot.do_api_request(f"{method}_", parameters, read_timeout=read_timeout)


def _judged(error: TelegramError) -> Exception:
    """What a refused message means to the sender."""
    if isinstance(error, (Forbidden, ChatMigrated)):
        return Undeliverable(_reason(error))
    if isinstance(error, BadRequest):
        gone = any(words in error.message.lower() for words in _GONE)
        return Undeliverable(_reason(error)) if gone else Unsendable(_reason(error))
    return _later(error)


def _later(error: TelegramError) -> TryLater:
    """When to try again; a limit may be this chat's alone, anything else is everybody's."""
    if isinstance(error, RetryAfter):
        return TryLater(_seconds(error))
    return TryLater(LONGEST_WAIT if isinstance(error, InvalidToken) else SOON, everywhere=True)


def _seconds(error: RetryAfter) -> float:
    wait = error.retry_after
    return wait if isinstance(wait, int) else wait.total_seconds()


def _reason(error: Exception) -> str:
    """Why, without what anybody wrote: Telegram quotes pieces of a message, others may quote all of it."""
    kind = type(error).__name__
    return f"{kind}: {_QUOTED.sub('…', error.message)}" if isinstance(error, TelegramError) else kind
