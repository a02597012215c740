"""What is polite in Telegram and may fail: answering a press, showing the choice made, pointing groups to the chat.

Best effort beside the receiving, never instead of it: nothing here is remembered, retried or waited for.
It does not know what a button means, only that a question's carries ``q`` and the question's number in its id.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Coroutine
from datetime import datetime, timedelta
from typing import Any, Protocol

import structlog
from telegram import CallbackQuery, Message, Update, User
from telegram.error import TelegramError

from bot.channels.telegram_text import LONGEST, units

AT_ONCE = 64
WAITING = 1024
"""Courtesies under way and waiting; beyond that they are left undone."""
POINT_AGAIN = timedelta(hours=1)
POINTER = "我只在私聊里帮人整理投诉，免得您的事被别人看到。请点这里找我：https://t.me/{name}"

_QUESTION = re.compile(r"q\d")
_EXPECTED = ("query is too old", "message is not modified")
_GROUPS = {"group", "supergroup"}

log = structlog.get_logger()


class Call(Protocol):
    """Calls a method of the Bot API. Raises ``TelegramError``."""

    async def __call__(self, method: str, **parameters: Any) -> Any:
        """The result of the method."""


class Courtesies:
    """Those under way."""

    def __init__(self, call: Call) -> None:
        self._call = call
        self._tasks: set[asyncio.Task[None]] = set()
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._pointed: dict[int, datetime] = {}

    def attend(self, update: Update, me: User, now: datetime) -> None:
        """Do what is polite about an update, by and by."""
        if update.callback_query is not None:
            self._begin(self._show_choice(update.callback_query))
        elif update.message is not None and addressed(update.message, me):
            self._point_out(update.message.chat.id, me, now)

    async def close(self) -> None:
        """Drop those that are not done."""
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _begin(self, courtesy: Coroutine[Any, Any, None]) -> None:
        if len(self._tasks) >= WAITING:
            courtesy.close()
            return
        task = asyncio.create_task(courtesy)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _show_choice(self, press: CallbackQuery) -> None:
        await self._try("answerCallbackQuery", callback_query_id=press.id)
        if edit := choice_shown(press):
            await self._try(**edit)

    def _point_out(self, chat: int, me: User, now: datetime) -> None:
        self._pointed = {c: at for c, at in self._pointed.items() if now - at < POINT_AGAIN}
        if chat not in self._pointed:
            self._pointed[chat] = now
            self._begin(self._try("sendMessage", chat_id=chat, text=POINTER.format(name=me.username)))

    async def _try(self, method: str, **parameters: Any) -> None:
        async with self._slots:
            try:
                await self._call(method, **parameters)
            except TelegramError as error:
                if not any(expected in error.message.lower() for expected in _EXPECTED):
                    log.info("telegram.courtesy_undone", method=method, error=type(error).__name__)


def choice_shown(press: CallbackQuery) -> dict[str, Any] | None:
    """The edit that replaces a question's keyboard by the choice made; a card keeps its keyboard, so none for it."""
    message = press.message
    label = _label(press)
    if not isinstance(message, Message) or label is None or not _QUESTION.match(press.data or ""):
        return None
    where = {"chat_id": message.chat.id, "message_id": message.message_id}
    chosen = f"{message.text}\n\n✓ {label}"
    if message.text is None or units(chosen) > LONGEST:
        return {"method": "editMessageReplyMarkup", **where}
    shown = {"text": chosen, "link_preview_options": {"is_disabled": True}}
    marks = [entity.to_dict() for entity in message.entities]  # a letter stays a block to copy
    return {"method": "editMessageText", **where, **shown, "entities": marks or None}


def addressed(message: Message, me: User) -> bool:
    """Whether a message of a group is for the bot: a command, a mention, or its being added."""
    if message.chat.type not in _GROUPS:
        return False
    if any(newcomer.id == me.id for newcomer in message.new_chat_members):
        return True
    name = f"@{me.username}".lower()
    words = message.parse_entities(["mention", "bot_command"]).values() if message.text else ()
    return any(word.lower() == name or (word.startswith("/") and _is_for(word, name)) for word in words)


def _is_for(command: str, name: str) -> bool:
    """``/help`` is for whoever listens, ``/help@name`` for the one named."""
    _, at, whom = command.partition("@")
    return not at or f"@{whom}".lower() == name


def _label(press: CallbackQuery) -> str | None:
    """What stands on the pressed button."""
    keyboard = getattr(press.message, "reply_markup", None)
    rows = keyboard.inline_keyboard if keyboard else ()
    return next((button.text for row in rows for button in row if button.callback_data == press.data), None)
