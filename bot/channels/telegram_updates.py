"""Reads what Telegram hands over into what was said.

It knows the shapes of updates; it calls nobody and remembers nothing. Of an update that it cannot read it logs the id
and the kind of error, never the content.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

import structlog
from telegram import CallbackQuery, Message, Update

from dialogs.values import Arrived, Said, SentFile, to_json

CHANNEL = "telegram"
KINDS = ("message", "edited_message", "callback_query")
"""The updates asked for."""

_REMARKS = (
    "pinned_message",
    "message_auto_delete_timer_changed",
    "write_access_allowed",
    "chat_background_set",
    "boost_added",
)
"""What Telegram puts into a private chat by itself: nobody said it."""
_FILES = {
    "photo": ("photo.jpg", False),
    "animation": ("animation.mp4", False),
    "video": ("video.mp4", False),
    "audio": ("audio.mp3", True),
    "document": ("document", True),
}
"""Attachment → its name when it has none, and whether it comes as it was (Telegram compresses what it plays itself).

An animation also comes as a document, so it is looked for first.
"""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Heard:
    """One update: as read by the library, and what it says. Either may be missing."""

    update: Update | None
    arrived: Arrived | None


def read(raw: Mapping[str, Any], now: datetime) -> Heard:
    """What an update says; never raises. ``now`` is when a button is taken to be pressed, for presses carry no date."""
    try:
        update = Update.de_json(dict(raw), None)
        arrived = _arrived(update, now)
        if arrived:
            to_json(arrived.said)  # what could not be stored would keep the whole batch from being received
        return Heard(update, arrived)
    except Exception as error:  # whatever Telegram may come up with: one odd update must not hold up the others
        log.warning("telegram.unreadable", update_id=raw.get("update_id"), error=type(error).__name__)
        return Heard(None, _unreadable(raw, now))


def message_key(message: Message) -> str:
    """What a message is called within its chat; its date is in it, because ids may start again.

    The chat is not: a key lies in the clear, and an address must not.
    """
    return f"msg:{message.message_id}:{message.date.timestamp():.0f}"


def _arrived(update: Update, now: datetime) -> Arrived | None:
    if update.callback_query is not None:
        return _pressed(update.callback_query, now)
    if update.edited_message is not None:
        return _edited(update.edited_message, update.update_id)
    message = update.message
    said = _said(message) if message is not None and _is_private(message) else None
    return _from(message, message_key(message), said) if message and said else None


def _pressed(press: CallbackQuery, now: datetime) -> Arrived | None:
    if press.message is None or press.message.chat.type != "private" or not press.data:
        return None
    said = Said("button", now, button=press.data)
    key = sha256(press.id.encode()).hexdigest()[:32]  # external ids lie in clear, and Telegram's may hold the person's
    return Arrived(CHANNEL, str(press.message.chat.id), f"cb:{key}", said)


def _edited(message: Message, update_id: int) -> Arrived | None:
    said = _said(message) if _is_private(message) else None
    if said is None or said.kind not in {"text", "files"}:
        return None
    corrected = message_key(message)
    moment = message.edit_date or message.date
    return _from(
        message,
        f"edit:{corrected.removeprefix('msg:')}:{moment.timestamp():.0f}:{update_id}",
        replace(said, kind="edited", edits=corrected),
    )


def _said(message: Message) -> Said | None:
    """What a message says; nothing when Telegram wrote it by itself."""
    if message.text is not None:
        return Said("text", message.date, message.text)
    if file := _file(message):
        return Said("files", message.date, message.caption or "", files=(file,))
    if message.voice or message.video_note:
        return Said("voice", message.date)
    if any(getattr(message, remark) for remark in _REMARKS):
        return None
    return Said("unreadable", message.date)


def _file(message: Message) -> SentFile | None:
    """The attachment of a message: each picture of an album comes as a message of its own."""
    for kind, (name, original) in _FILES.items():
        if found := getattr(message, kind):
            file = max(found, key=lambda size: size.width * size.height) if kind == "photo" else found
            return SentFile(file.file_id, getattr(file, "file_name", None) or name, file.file_size, original)
    return None


def _is_private(message: Message) -> bool:
    return message.chat.type == "private"


def _from(message: Message, key: str, said: Said) -> Arrived:
    return Arrived(CHANNEL, str(message.chat.id), key, said)


def _unreadable(raw: Mapping[str, Any], now: datetime) -> Arrived | None:
    """At least who said it, so that the person can be told that it was not understood."""
    try:
        message = raw.get("message") or raw.get("edited_message") or raw["callback_query"]["message"]
        chat = message["chat"]
        if chat["type"] != "private":
            return None
        key = f"update:{raw['update_id']}:{message.get('date')}"
        return Arrived(CHANNEL, str(int(chat["id"])), key, Said("unreadable", now))
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
