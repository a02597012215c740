"""What the Bot API refuses, in its own words: parameters, lengths, markup, keyboards.

Pure: it knows no chats and no network. Two refusals are stricter than Telegram's, to catch our slips: a parameter that
a method does not have, and more than 8 buttons in a row.
"""

import json
import re

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024

_SEND = (
    "business_connection_id chat_id message_thread_id direct_messages_topic_id disable_notification protect_content "
    "allow_paid_broadcast message_effect_id suggested_post_parameters reply_parameters reply_markup "
)
_EDIT = "business_connection_id chat_id message_id inline_message_id reply_markup "
_CAPTION = "caption parse_mode caption_entities "
PARAMETERS = {
    method: frozenset(names.split())
    for method, names in {
        "getMe": "",
        "deleteWebhook": "drop_pending_updates",
        "setMyCommands": "commands scope language_code",
        "getUpdates": "offset limit timeout allowed_updates",
        "sendMessage": _SEND + "text parse_mode entities link_preview_options",
        "sendPhoto": _SEND + _CAPTION + "photo show_caption_above_media has_spoiler",
        "sendDocument": _SEND + _CAPTION + "document thumbnail disable_content_type_detection",
        "sendChatAction": "business_connection_id chat_id message_thread_id action",
        "editMessageText": _EDIT + "text parse_mode entities link_preview_options",
        "editMessageReplyMarkup": _EDIT,
        "answerCallbackQuery": "callback_query_id text show_alert url cache_time",
        "getFile": "file_id",
    }.items()
}
_JSON = {"allowed_updates", "commands", "entities", "caption_entities", "link_preview_options", "reply_markup"}
_NUMBERS = {"message_id", "offset", "limit", "timeout"}

_MARKUP = re.compile(r"<[^<>]*>|<|&(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)([^<>]*)>")
_STYLES = {
    **dict.fromkeys(("b", "strong"), "bold"),
    **dict.fromkeys(("i", "em"), "italic"),
    **dict.fromkeys(("u", "ins"), "underline"),
    **dict.fromkeys(("s", "strike", "del"), "strikethrough"),
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "a": "text_link",
}
_CHARACTERS = {"&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"'}


class Refusal(Exception):  # noqa: N818 - what Telegram does
    """An answer that is not ``ok``."""

    def __init__(self, code, description, **parameters):
        super().__init__(description)
        self.code, self.description, self.parameters = code, description, parameters

    def as_json(self):
        extra = {"parameters": self.parameters} if self.parameters else {}
        return {"ok": False, "error_code": self.code, "description": self.description, **extra}


def bad_request(words):
    return Refusal(400, f"Bad Request: {words}")


def units(text):
    """UTF-16 code units: how Telegram counts."""
    return len(text.encode("utf-16-le")) // 2


def read_parameters(method, given):
    """The parameters with their types, whether they came as JSON or as a form."""
    known = PARAMETERS.get(method)
    if known is None:
        raise Refusal(404, "Not Found: method not found")
    if unknown := set(given) - known:
        raise bad_request(f"unknown parameter {', '.join(sorted(unknown))} of {method}")
    return {name: _typed(name, value) for name, value in given.items()}


def _typed(name, value):
    if name in _NUMBERS:
        return int(value)
    if name in _JSON and isinstance(value, str):
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name} JSON object") from None
    return value


def read_text(parameters):
    """The visible text of a message and its entities."""
    text, entities = _marked(parameters, "text", "entities")
    if not text:
        raise bad_request("message text is empty")
    if units(text) > LONGEST_TEXT:
        raise bad_request("message is too long")
    return text, entities


def read_caption(parameters):
    """The visible caption and its entities; both may be missing."""
    text, entities = _marked(parameters, "caption", "caption_entities")
    if units(text) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    return text, entities


def _marked(parameters, text, entities):
    written = str(parameters.get(text) or "")
    try:
        written.encode()
    except UnicodeEncodeError:
        raise bad_request("strings must be encoded in UTF-8") from None
    mode = parameters.get("parse_mode")
    if not mode:
        return written.strip(), parameters.get(entities) or []
    if mode != "HTML":
        raise bad_request("unsupported parse_mode")
    return read_html(written)


def read_html(written):
    """The text and entities of HTML as Telegram understands it."""
    text, entities, opened, at = "", [], [], 0
    for found in _MARKUP.finditer(written):
        text += written[at : found.start()]
        at = found.end()
        where = len(written[: found.start()].encode())
        if found[0].startswith("&"):
            text += _character(found[0])
            continue
        tag = _TAG.fullmatch(found[0])
        if tag is None or tag[2].lower() not in _STYLES:
            raise bad_request(
                f'can\'t parse entities: Unsupported start tag "{found[0].strip("<>/")}" at byte offset {where}'
            )
        if tag[1]:
            entities.append(_closed(opened, tag[2].lower(), text, where))
        else:
            opened.append((tag[2].lower(), units(text)))
    if opened:
        raise bad_request(f"can't parse entities: Can't find end tag corresponding to start tag \"{opened[-1][0]}\"")
    return _trimmed(text + written[at:], entities)


def _character(reference):
    if reference in _CHARACTERS:
        return _CHARACTERS[reference]
    digits = reference[2:-1]
    return chr(int(digits[1:], 16) if digits.startswith("x") else int(digits))


def _closed(opened, tag, text, where):
    if not opened:
        raise bad_request(f"can't parse entities: Unexpected end tag at byte offset {where}")
    expected, start = opened.pop()
    if expected != tag:
        wrong = f'Unmatched end tag at byte offset {where}, expected "</{expected}>", found "</{tag}>"'
        raise bad_request(f"can't parse entities: {wrong}")
    return {"type": _STYLES[tag], "offset": start, "length": units(text) - start}


def _trimmed(text, entities):
    """Telegram drops white space around a message; what entities point at moves along."""
    shown = text.strip()
    cut = units(text) - units(text.lstrip())
    ends = units(shown)
    kept = [{**e, "offset": max(0, e["offset"] - cut)} for e in entities]
    return shown, [{**e, "length": min(e["length"], ends - e["offset"])} for e in kept if e["offset"] < ends]


def check_keyboard(markup):
    """Refuse a keyboard that Telegram refuses; an empty one is none."""
    rows = (markup or {}).get("inline_keyboard", [])
    if sum(map(len, rows)) > 100 or units(json.dumps(markup, ensure_ascii=False)) > 10_000:
        raise bad_request("reply markup is too long")
    if any(len(row) > 8 for row in rows):
        raise bad_request("inline keyboard row is too long")
    for button in (button for row in rows for button in row):
        if not str(button.get("text", "")).strip():
            raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
        if not 1 <= len(button.get("callback_data", "").encode()) <= 64:
            raise bad_request("BUTTON_DATA_INVALID")
    return [row for row in rows if row]


def check_commands(commands):
    if len(commands) > 100:
        raise bad_request("too many commands")
    for command in commands:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"]) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
