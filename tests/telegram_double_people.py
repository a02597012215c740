"""The people at the other end of the test double: what they write, press and send, and what they see.

It keeps chats, files and the updates that the bot has not confirmed. It knows no HTTP and refuses nothing.
"""

import asyncio
import itertools
import re
import time
from collections import deque
from dataclasses import dataclass, field

BOT = {"id": 42, "is_bot": True, "first_name": "理直", "username": "lizhi_test_bot"}
_ENTITIES = {"bot_command": r"/\w+(?:@\w+)?", "mention": r"@\w{4,}"}


@dataclass
class Bubble:
    """A message of the bot as the person sees it. ``buttons`` are labels, ``data`` what they stand for."""

    message_id: int
    text: str
    buttons: tuple[str, ...]
    data: tuple[str, ...]
    entities: list
    edited: bool
    at: float


@dataclass
class Chat:
    id: int
    blocked: bool = False
    messages: dict = field(default_factory=dict)
    replied: asyncio.Event = field(default_factory=asyncio.Event)

    def as_json(self):
        if self.id < 0:
            return {"id": self.id, "type": "group", "title": "群"}
        return {"id": self.id, "type": "private", "first_name": "某人"}


@dataclass
class File:
    data: bytes
    size: int
    path: str


class People:
    def __init__(self, clock=time.time):
        self.clock = clock
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, File] = {}
        self.presses: set[str] = set()
        self.pending: deque[dict] = deque()
        self.allowed = None
        self.next_update = 700_000_000
        self._ids = itertools.count(1)
        self.something = asyncio.Event()

    # what they do

    def say(self, chat, text):
        """Write a message; the id of it."""
        return self.send(chat, text=text, **_found(text, "entities"))

    def send(self, chat, **content):
        """Send a message with any content that Telegram knows, such as ``contact={…}``."""
        message = self._message(chat, {"id": abs(chat), "is_bot": False, "first_name": "某人"}, content)
        self._put(message=dict(message))
        return message["message_id"]

    def send_photo(self, chat, data, caption="", **more):
        """A picture as the app sends it: compressed, in two sizes."""
        sizes = [(90, data[:100], None), (1280, data, None)]
        photo = [{**self._file("photos", *size[1:]), "width": size[0], "height": size[0]} for size in sizes]
        return self.send(chat, photo=photo, **_caption(caption), **more)

    def album(self, chat, pictures, caption=""):
        """Several pictures at once: a message each, the caption on the first only."""
        group = str(next(self._ids))
        captions = [caption, *[""] * (len(pictures) - 1)]
        return [self.send_photo(chat, p, c, media_group_id=group) for p, c in zip(pictures, captions, strict=True)]

    def send_document(self, chat, data, name="证据.pdf", caption="", size=None):
        """A file as it is; ``size`` makes it seem larger than its bytes."""
        return self.send(chat, document=self._file("documents", data, size, file_name=name), **_caption(caption))

    def send_video(self, chat, data, caption="", size=None):
        video = self._file("videos", data, size, width=640, height=480, duration=3)
        return self.send(chat, video=video, **_caption(caption))

    def send_voice(self, chat, data=b"OggS"):
        return self.send(chat, voice=self._file("voice", data, None, duration=2))

    def edit(self, chat, message_id, text):
        """Change what was written (the caption, of a file)."""
        message = self.chats[chat].messages[message_id]
        kind = "text" if "text" in message else "caption"
        message |= {kind: text, "edit_date": int(self.clock())}
        self._put(edited_message=dict(message))

    def press(self, chat, choice, message=None):
        """Press a button by its label or what it stands for, of the last message that has buttons unless one is named.

        Raises ``LookupError`` when there is no such button.
        """
        shown = self._with_buttons(chat) if message is None else self.chats[chat].messages[message]
        buttons = [b for row in shown.get("reply_markup", {}).get("inline_keyboard", []) for b in row]
        data = next((b["callback_data"] for b in buttons if choice in (b["text"], b["callback_data"])), None)
        if data is None:
            raise LookupError(f"no button {choice!r} among {[b['text'] for b in buttons]}")
        press = f"{next(self._ids)}0{chat}"
        self.presses.add(press)
        sender = {"id": chat, "is_bot": False, "first_name": "某人"}
        self._put(
            callback_query={"id": press, "from": sender, "chat_instance": "1", "data": data, "message": dict(shown)}
        )
        return press

    def add_to_group(self, chat):
        """Somebody adds the bot to a group."""
        return self.send(chat, new_chat_members=[BOT])

    def block(self, chat):
        self._chat_of(chat).blocked = True

    def unblock(self, chat):
        self._chat_of(chat).blocked = False

    def unreadable(self, chat=None):
        """An update that no library can read; of a chat, or of nobody one could tell."""
        self._put(message={"chat": self._chat_of(chat).as_json(), "text": "?"} if chat else "?")

    def restart_ids(self, first):
        """What Telegram may do after an idle week."""
        self.next_update = first

    # what they see

    def sent(self, chat):
        """The bot's messages in a chat, as they stand now."""
        room = self.chats.get(chat, Chat(chat))
        return [_bubble(m) for m in room.messages.values() if m["from"] == BOT]

    async def wait_reply(self, chat, count=1, within=10.0):
        """What ``sent`` gives, as soon as there are ``count``. Raises ``TimeoutError`` after ``within`` seconds."""
        room = self.chats[chat]
        async with asyncio.timeout(within):
            while len(seen := self.sent(chat)) < count:
                room.replied.clear()
                await room.replied.wait()
        return seen

    # what the double needs

    def reply(self, chat, **content):
        """A message of the bot."""
        message = self._message(chat.id, BOT, {k: v for k, v in content.items() if v})
        chat.replied.set()
        return message

    def keep_file(self, folder, data, size=None, **more):
        return self._file(folder, data, size, **more)

    def _message(self, chat, sender, content):
        room = self._chat_of(chat)
        head = {"message_id": next(self._ids), "date": int(self.clock()), "chat": room.as_json(), "from": sender}
        room.messages[head["message_id"]] = message = {**head, **content}
        return message

    def _chat_of(self, chat):
        return self.chats.setdefault(chat, Chat(chat))

    def _put(self, **what):
        self.next_update += 1
        if self.allowed is None or set(what) <= self.allowed:
            self.pending.append({"update_id": self.next_update, **what})
            self.something.set()

    def _file(self, folder, data, size, **more):
        number = next(self._ids)
        file = File(data, len(data) if size is None else size, f"{folder}/file_{number}")
        self.files[f"file-{number}"] = file
        return {"file_id": f"file-{number}", "file_unique_id": f"u{number}", "file_size": file.size, **more}

    def _with_buttons(self, chat):
        shown = [m for m in self._chat_of(chat).messages.values() if m.get("reply_markup")]
        if not shown:
            raise LookupError("no message with buttons")
        return shown[-1]


def _bubble(message):
    buttons = [b for row in message.get("reply_markup", {}).get("inline_keyboard", []) for b in row]
    return Bubble(
        message["message_id"],
        message.get("text", message.get("caption", "")),
        tuple(b["text"] for b in buttons),
        tuple(b["callback_data"] for b in buttons),
        message.get("entities", []),
        "edit_date" in message,
        message["date"],
    )


def _caption(caption):
    return {"caption": caption, **_found(caption, "caption_entities")} if caption else {}


def _found(text, name):
    """Commands and mentions, which Telegram marks by itself; in UTF-16 code units."""
    entities = [
        {"type": kind, "offset": len(text[: m.start(1)].encode("utf-16-le")) // 2, "length": len(m[1])}
        for kind, pattern in _ENTITIES.items()
        for m in re.finditer(rf"(?:^|(?<=\s))({pattern})", text, re.ASCII)
    ]
    return {name: entities} if entities else {}
