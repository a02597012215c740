"""The methods of the test double: what each does to chats, files and updates, and when it refuses.

It knows parameters and results; it knows no HTTP and no tokens.
"""

import asyncio
import math
import re
import time
from collections import defaultdict, deque

from aiohttp.web import FileField

from tests.telegram_double_people import BOT, People
from tests.telegram_double_rules import Refusal, bad_request, check_commands, check_keyboard, read_caption, read_text

SECOND = 0.9
"""What counts as a second against limits: a message on its way may gain a little on the one before it."""
BIGGEST_FILE = 20 * 1024 * 1024
OLD_QUERY = "query is too old and response timeout expired or query ID is invalid"
SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)


class Methods(People):
    """``methods`` maps the name of each to what it does with its parameters."""

    def __init__(self, clock=time.time):
        super().__init__(clock)
        self.per_second = self.per_chat = 0
        self.commands: list[dict] = []
        self.webhook = False
        self._recent: dict[object, deque[float]] = defaultdict(deque)
        self._polls = 0
        self.methods = {
            "getMe": self._get_me,
            "deleteWebhook": self._delete_webhook,
            "setMyCommands": self._set_my_commands,
            "getUpdates": self._get_updates,
            "sendMessage": self._send_message,
            "sendPhoto": self._send_photo,
            "sendDocument": self._send_document,
            "sendChatAction": self._send_chat_action,
            "editMessageText": self._edit_message_text,
            "editMessageReplyMarkup": self._edit_message_reply_markup,
            "answerCallbackQuery": self._answer_callback_query,
            "getFile": self._get_file,
        }

    async def _get_me(self, _):
        return {**BOT, "can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": False}

    async def _delete_webhook(self, _):
        self.webhook = False
        return True

    async def _set_my_commands(self, parameters):
        check_commands(parameters["commands"])
        self.commands = parameters["commands"]
        return True

    async def _get_updates(self, parameters):
        """Only an offset confirms; a second poll ends the first one, as Telegram does."""
        if self.webhook:
            words = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
            raise Refusal(409, f"Conflict: {words}")
        self.allowed = set(parameters["allowed_updates"]) if "allowed_updates" in parameters else self.allowed
        self._confirm(parameters.get("offset", 0))
        self._polls += 1
        self.something.set()
        await self._wait_for_updates(self._polls, parameters.get("timeout", 0))
        limit = min(parameters.get("limit", 100), 100)
        return [self.pending[i] for i in range(min(limit, len(self.pending)))]

    async def _wait_for_updates(self, poll, seconds):
        try:
            async with asyncio.timeout(seconds):
                while poll == self._polls and not self.pending:
                    self.something.clear()
                    await self.something.wait()
        except TimeoutError:
            return
        if poll != self._polls:
            words = "terminated by other getUpdates request; make sure that only one bot instance is running"
            raise Refusal(409, f"Conflict: {words}")

    def _confirm(self, offset):
        """An offset beyond every id given out is from before ids started again, and confirms nothing."""
        if offset <= self.next_update + 1:
            while self.pending and self.pending[0]["update_id"] < offset:
                self.pending.popleft()

    async def _send_message(self, parameters):
        text, entities = read_text(parameters)
        return self._sent_out(parameters, text=text, entities=entities)

    async def _send_photo(self, parameters):
        return self._sent_file(parameters, "photo", lambda file: [{**file, "width": 1280, "height": 1280}])

    async def _send_document(self, parameters):
        return self._sent_file(parameters, "document", lambda file: file)

    def _sent_file(self, parameters, kind, shaped):
        caption, entities = read_caption(parameters)
        upload = parameters.get(kind)
        if not isinstance(upload, FileField):
            raise bad_request(f"there is no {kind} in the request")
        file = self.keep_file(f"{kind}s", upload.file.read(), file_name=upload.filename)
        return self._sent_out(parameters, caption=caption, caption_entities=entities, **{kind: shaped(file)})

    def _sent_out(self, parameters, **content):
        keyboard = check_keyboard(parameters.get("reply_markup"))
        chat = self._chat(parameters)
        self._check_pace(chat)
        return self.reply(chat, **content, reply_markup={"inline_keyboard": keyboard} if keyboard else None)

    async def _send_chat_action(self, parameters):
        self._chat(parameters)
        return True

    async def _edit_message_text(self, parameters):
        text, entities = read_text(parameters)
        return self._edited(parameters, text=text, entities=entities)

    async def _edit_message_reply_markup(self, parameters):
        return self._edited(parameters)

    def _edited(self, parameters, **content):
        keyboard = check_keyboard(parameters.get("reply_markup"))
        message = self._chat(parameters).messages.get(parameters.get("message_id"))
        if message is None:
            raise bad_request("message to edit not found")
        if message["from"] != BOT:
            raise bad_request("message can't be edited")
        content["reply_markup"] = {"inline_keyboard": keyboard} if keyboard else None
        if all((message.get(name) or None) == (value or None) for name, value in content.items()):
            raise bad_request(SAME)
        message |= {name: value for name, value in content.items() if value} | {"edit_date": int(self.clock())}
        for name in [name for name, value in content.items() if not value]:
            message.pop(name, None)
        return message

    async def _answer_callback_query(self, parameters):
        if parameters.get("callback_query_id") not in self.presses:
            raise bad_request(OLD_QUERY)
        return True

    async def _get_file(self, parameters):
        file = self.files.get(parameters.get("file_id"))
        if file is None:
            raise bad_request("wrong file_id or the file is temporarily unavailable")
        if file.size > BIGGEST_FILE:
            raise bad_request("file is too big")
        file_id = parameters["file_id"]
        return {"file_id": file_id, "file_unique_id": file_id, "file_size": file.size, "file_path": file.path}

    def _chat(self, parameters):
        given = str(parameters.get("chat_id", ""))
        if not given:
            raise bad_request("chat_id is empty")
        chat = self.chats.get(int(given)) if re.fullmatch(r"-?\d+", given) else None
        if chat is None:
            raise bad_request("chat not found")
        if chat.blocked:
            raise Refusal(403, "Forbidden: bot was blocked by the user")
        return chat

    def _check_pace(self, chat):
        now = time.monotonic()
        limits = [(key, most) for key, most in (("all", self.per_second), (chat.id, self.per_chat)) if most]
        for key, most in limits:
            recent = self._recent[key]
            while recent and recent[0] <= now - SECOND:
                recent.popleft()
            if len(recent) >= most:
                wait = max(1, math.ceil(recent[0] + SECOND - now))
                raise Refusal(429, f"Too Many Requests: retry after {wait}", retry_after=wait)
        for key, _ in limits:
            self._recent[key].append(now)
