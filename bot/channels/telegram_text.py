"""A reply as the messages that Telegram takes: cut to its lengths, letters in a block to copy, buttons in rows.

Pure. It knows Telegram's limits and how wide Chinese is on a phone; it knows nothing of sending.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from unicodedata import east_asian_width

from bot.channels import Unsendable
from dialogs.values import Button, Reply

LONGEST = 4096
"""UTF-16 code units of a message, after its markup is read: how Telegram counts."""
LONGEST_ID = 64
"""Bytes of a button's ``callback_data``."""
MOST_BUTTONS = 100
HALF_A_ROW = 16
"""Columns that a label may take beside another one, a Chinese character being two: half of a narrow phone."""

Message = dict[str, Any]
"""The parameters of one ``sendMessage`` but for the chat."""

_BREAKS = ("\n\n", "\n", "。", "！", "？", "；", ". ", "，", " ")
_PLAIN = {"link_preview_options": {"is_disabled": True}}


@dataclass(frozen=True, slots=True)
class _Part:
    text: str
    letter: str = ""


def messages(reply: Reply) -> list[Message]:
    """The messages that say a reply, in order, the buttons under the last. Raises ``Unsendable``."""
    parts = _parts(reply)
    if not parts:
        raise Unsendable("nothing to say")
    keyboard = _keyboard(reply.buttons)
    said = [_message(part) for part in parts]
    if keyboard:
        said[-1]["reply_markup"] = {"inline_keyboard": keyboard}
    return said


def units(text: str) -> int:
    """The length of a text in UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def split(text: str, limit: int = LONGEST) -> list[str]:
    """The text in pieces of at most ``limit`` units, cut after a paragraph, a sentence or a comma where there is one.

    Only white space at the cuts is lost. An empty text has no pieces.
    """
    pieces = []
    while units(text) > limit:
        cut = _cut(_fitting(text, limit))
        pieces.append(text[:cut].rstrip("\n "))
        text = text[cut:].lstrip("\n")
    return [piece for piece in (*pieces, text) if piece.strip()]


def _fitting(text: str, limit: int) -> str:
    """As much of the beginning as fits, in whole characters (one outside the basic plane counts two units)."""
    head = text[:limit]
    while (excess := units(head) - limit) > 0:
        head = head[: -((excess + 1) // 2)]
    return head


def _cut(head: str) -> int:
    """Where to cut: after the last break of the best kind that does not leave a stump."""
    for mark in _BREAKS:
        at = head.rfind(mark)
        if at >= len(head) // 2:
            return at + len(mark)
    return len(head)


def _parts(reply: Reply) -> list[_Part]:
    """One message where text and letter fit in one, so that a repeated send repeats one message."""
    letters = split(reply.letter)
    if len(letters) == 1 and units(reply.text) + 2 + units(letters[0]) <= LONGEST:
        return [_Part(reply.text, letters[0])]
    return [_Part(text) for text in split(reply.text)] + [_Part("", letter) for letter in letters]


def _message(part: _Part) -> Message:
    if not part.letter:
        return {"text": part.text, **_PLAIN}
    block = f"<pre>{html.escape(part.letter, quote=False)}</pre>"
    text = f"{html.escape(part.text, quote=False)}\n\n{block}" if part.text.strip() else block
    return {"text": text, "parse_mode": "HTML", **_PLAIN}


def _keyboard(buttons: Sequence[Button]) -> list[list[dict[str, str]]]:
    if len(buttons) > MOST_BUTTONS:
        raise Unsendable("too many buttons")
    if any(len(button.id.encode()) > LONGEST_ID for button in buttons):
        raise Unsendable("a button's id is over 64 bytes")
    return [[{"text": b.label, "callback_data": b.id} for b in row] for row in _rows(buttons)]


def _rows(buttons: Sequence[Button]) -> list[Sequence[Button]]:
    """Two short labels share a row; a long one, or one left over, has its own."""
    rows: list[Sequence[Button]] = []
    at = 0
    while at < len(buttons):
        pair = buttons[at : at + 2]
        row = pair if all(_columns(b.label) <= HALF_A_ROW for b in pair) else pair[:1]
        rows.append(row)
        at += len(row)
    return rows


def _columns(label: str) -> int:
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in label)
