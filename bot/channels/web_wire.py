"""What the web chat's JSON looks like, both ways. It knows nothing of HTTP sessions, streams or where messages go."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from starlette.requests import Request

from bot.channels import Entry, Mail
from bot.channels.web_guard import Problem
from dialogs.values import Json, Reply, Said, StoredFile

MAX_BODY_BYTES = 64 * 1024
MAX_TEXT = 4000
MAX_BUTTON_BYTES = 64
SOURCE = "web:"
"""What a client's own id is led by, as the external id of a message."""


async def read_message(request: Request, at: datetime) -> tuple[str, Said]:
    """The client's id and what was said: ``{"id", "text"}`` or ``{"id", "button"}``. Raises ``Problem``."""
    body = await _read_json(request)
    text, button = body.get("text", ""), body.get("button", "")
    if not isinstance(text, str) or not isinstance(button, str) or (text and button):
        raise Problem("bad_request")
    if button:
        return check_id(body.get("id")), Said("button", at, button=_check_button(button))
    if not text.strip():
        raise Problem("empty")
    return check_id(body.get("id")), Said("text", at, text=check_text(text))


async def _read_json(request: Request) -> dict[str, Json]:
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise Problem("bad_request")
    data = b""
    async for chunk in request.stream():
        data += chunk
        if len(data) > MAX_BODY_BYTES:
            raise Problem("too_long")
    try:
        body = json.loads(data)
    except (ValueError, RecursionError):
        raise Problem("bad_request") from None
    if not isinstance(body, dict):
        raise Problem("bad_request")
    return body


def check_id(value: Json) -> str:
    """A client's id for a message, which makes sending it again harmless. Raises ``Problem``."""
    if not isinstance(value, str) or not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", value):
        raise Problem("bad_request")
    return value


def check_text(text: str) -> str:
    """What a person wrote: at most ``MAX_TEXT`` characters, all of which UTF-8 can hold. Raises ``Problem``."""
    if len(text) > MAX_TEXT:
        raise Problem("too_long")
    if not _encodes(text):
        raise Problem("bad_request")
    return text


def _check_button(button: str) -> str:
    if not _encodes(button) or len(button.encode()) > MAX_BUTTON_BYTES:
        raise Problem("bad_request")
    return button


def _encodes(text: str) -> bool:
    """JSON can spell half of a surrogate pair, which no encoding holds."""
    return not re.search(r"[\ud800-\udfff]", text)


def event(mail: Mail) -> bytes:
    """One reply as a server-sent event."""
    return f"id: {mail.id}\ndata: {json.dumps(_mail(mail), ensure_ascii=False)}\n\n".encode()


def history(lines: Sequence[Entry | Mail]) -> Json:
    """Both sides, oldest first, and ``last``, from where the stream goes on."""
    labels: dict[str, str] = {}
    last, entries = 0, list[Json]()
    for line in lines:
        if isinstance(line, Mail):
            last = max(last, line.id)
            labels |= {button.id: button.label for button in line.reply.buttons}
            entries.append({"mine": False, **_mail(line)})
        else:
            entries.append(_mine(line, labels))
    return {"entries": entries, "last": last}


def _mine(entry: Entry, labels: Mapping[str, str]) -> Json:
    """What a person said; a pressed button is shown by the label that it had at last before."""
    return {
        "mine": True,
        "id": entry.id.removeprefix(SOURCE),
        "at": entry.at.isoformat(),
        "text": labels.get(entry.text, entry.text),
        "files": [_file(file) for file in entry.files],
    }


def _mail(mail: Mail) -> dict[str, Json]:
    return {"id": mail.id, "at": mail.at.isoformat(), **_reply(mail.reply)}


def _reply(reply: Reply) -> dict[str, Json]:
    return {
        "text": reply.text,
        "letter": reply.letter,
        "buttons": [{"id": button.id, "label": button.label} for button in reply.buttons],
        "files": [_file(file) for file in reply.files],
    }


def _file(file: StoredFile) -> Json:
    return {"name": file.name, "url": f"/files/{file.id}", "image": file.mime.startswith("image/")}
