"""The double refuses what Telegram refuses, and forgets no update that was not confirmed."""

import asyncio

import pytest
from aiohttp import ClientSession, FormData

from tests.telegram_double import TOKEN, TelegramDouble
from tests.telegram_double_rules import read_html

ME = 5


class Bot:
    """Plain calls over HTTP: what any bot does."""

    def __init__(self, double, session):
        self.double, self.session = double, session

    async def __call__(self, method, token=TOKEN, **parameters):
        async with self.session.post(f"{self.double.url}/bot{token}/{method}", json=parameters) as answer:
            body = await answer.json()
            assert body["ok"] == (answer.status == 200)
            return body

    async def send(self, text="好", chat_id=ME, **more):
        return await self("sendMessage", chat_id=chat_id, text=text, **more)


@pytest.fixture
async def double():
    async with TelegramDouble() as double:
        double.say(ME, "你好")
        yield double


@pytest.fixture
async def bot(double):
    async with ClientSession() as session:
        yield Bot(double, session)


def keyboard(*rows):
    return {"inline_keyboard": [[{"text": t, "callback_data": d} for t, d in row] for row in rows]}


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": " \n "}, "message text is empty"),
        ({"text": "<b> </b>", "parse_mode": "HTML"}, "message text is empty"),
        ({"text": "好" * 4097}, "message is too long"),
        ({"text": "😀" * 2049}, "message is too long"),
        ({"text": "<b>好", "parse_mode": "HTML"}, "can't parse entities: Can't find end tag"),
        ({"text": "<p>好</p>", "parse_mode": "HTML"}, "can't parse entities: Unsupported start tag"),
        ({"text": "1 < 2", "parse_mode": "HTML"}, "can't parse entities: Unsupported start tag"),
        ({"text": "好</b>", "parse_mode": "HTML"}, "can't parse entities: Unexpected end tag"),
        ({"text": "<b><i>好</b></i>", "parse_mode": "HTML"}, "can't parse entities: Unmatched end tag"),
        ({"text": "好", "parse_mode": "Markdwn"}, "unsupported parse_mode"),
        ({"text": "\ud83d"}, "strings must be encoded in UTF-8"),
        ({"reply_markup": keyboard([("是", "证" * 22)])}, "BUTTON_DATA_INVALID"),
        ({"reply_markup": keyboard([("是", "")])}, "BUTTON_DATA_INVALID"),
        ({"reply_markup": keyboard([(" ", "yes")])}, "can't parse inline keyboard button"),
        ({"reply_markup": keyboard(*[[("是", "y")]] * 101)}, "reply markup is too long"),
        ({"reply_markup": keyboard([("是", "y")] * 9)}, "row is too long"),
        ({"reply_markup": "{"}, "can't parse reply_markup JSON object"),
        ({"chat_id": 6}, "chat not found"),
        ({"chat_id": "@somebody"}, "chat not found"),
        ({"chat_id": ""}, "chat_id is empty"),
        ({"parsemode": "HTML"}, "unknown parameter parsemode of sendMessage"),
    ],
)
async def test_a_message_is_refused_in_telegrams_words(bot, parameters, words):
    answer = await bot.send(**parameters)
    assert answer["error_code"] == 400
    assert answer["description"].startswith("Bad Request: ")
    assert words in answer["description"]
    assert bot.double.sent(ME) == []


async def test_what_just_fits_is_taken(bot):
    assert (await bot.send("😀" * 2048))["ok"]
    assert (await bot.send(f"<pre>{'&lt;' * 4096}</pre>", parse_mode="HTML"))["ok"]
    assert (await bot.send(reply_markup=keyboard([("是", "证" * 21 + "y")])))["ok"]
    assert (await bot.send(reply_markup=keyboard(*[[("是", "y")] * 8] * 12)))["ok"]


def test_html_becomes_text_and_entities_counted_in_utf16():
    text, entities = read_html(" 😀<b>a&amp;b</b>\n<pre>&lt;c&gt; &#36;</pre> ")
    assert text == "😀a&b\n<c> $"
    assert entities == [{"type": "bold", "offset": 2, "length": 3}, {"type": "pre", "offset": 6, "length": 5}]


async def test_a_blocked_chat_is_forbidden_until_it_is_unblocked(bot):
    bot.double.block(ME)
    answer = await bot.send()
    assert (answer["error_code"], answer["description"]) == (403, "Forbidden: bot was blocked by the user")
    bot.double.unblock(ME)
    assert (await bot.send())["ok"]


@pytest.mark.parametrize(
    ("token", "code", "words"), [("42:ANOTHER-TOKEN", 401, "Unauthorized"), ("nonsense", 404, "Not Found")]
)
async def test_a_wrong_token_is_refused(bot, token, code, words):
    answer = await bot("getMe", token=token)
    assert (answer["error_code"], answer["description"]) == (code, words)


async def test_an_unknown_method_is_not_found(bot):
    assert (await bot("sendMesage", chat_id=ME))["error_code"] == 404


async def test_commands_are_checked(bot):
    assert (await bot("setMyCommands", commands=[{"command": "new", "description": "新的"}]))["ok"]
    refused = await bot("setMyCommands", commands=[{"command": "New!", "description": "新的"}])
    assert refused["description"] == "Bad Request: BOT_COMMAND_INVALID"
    assert bot.double.commands == [{"command": "new", "description": "新的"}]


# updates


async def updates(bot, **parameters):
    return [update["update_id"] for update in (await bot("getUpdates", **parameters))["result"]]


async def test_updates_are_handed_over_again_until_an_offset_confirms_them(bot):
    bot.double.say(ME, "二")
    first, second = await updates(bot)
    assert await updates(bot) == [first, second]
    assert await updates(bot, offset=second) == [second]
    assert await updates(bot, offset=second + 1) == []
    assert bot.double.waiting() == 0


async def test_at_most_a_hundred_updates_come_at_once(bot):
    for number in range(150):
        bot.double.say(ME, str(number))
    assert len(await updates(bot)) == 100
    assert len(await updates(bot, limit=500)) == 100
    assert len(await updates(bot, limit=3)) == 3


async def test_a_long_poll_answers_as_soon_as_something_is_said(bot):
    (first,) = await updates(bot)
    poll = asyncio.create_task(updates(bot, offset=first + 1, timeout=20))
    await asyncio.sleep(0.05)
    assert not poll.done()
    bot.double.say(ME, "来了")
    assert await asyncio.wait_for(poll, 2) == [first + 1]


async def test_a_second_poll_ends_the_first(bot):
    (first,) = await updates(bot)
    poll = asyncio.create_task(bot("getUpdates", offset=first + 1, timeout=20))
    await asyncio.sleep(0.05)
    assert await updates(bot, offset=first + 1) == []
    answer = await poll
    assert answer["error_code"] == 409
    assert answer["description"].startswith("Conflict: terminated by other getUpdates request")


async def test_a_webhook_forbids_polling(bot):
    bot.double.webhook = True
    assert (await bot("getUpdates"))["error_code"] == 409
    await bot("deleteWebhook")
    assert (await bot("getUpdates"))["ok"]


async def test_an_old_offset_confirms_nothing_after_ids_start_again(bot):
    (first,) = await updates(bot)
    await updates(bot, offset=first + 1)
    bot.double.restart_ids(1000)
    bot.double.say(ME, "一周以后")
    assert await updates(bot, offset=first + 1) == [1001]
    assert await updates(bot, offset=1002) == []


async def test_only_the_kinds_asked_for_are_handed_over(bot):
    await updates(bot, allowed_updates=["callback_query"])
    before = bot.double.waiting()
    bot.double.say(ME, "不要这个")
    assert bot.double.waiting() == before


# edits and presses


async def test_edits_change_what_the_person_sees(bot):
    sent = await bot.send("要吗？", reply_markup=keyboard([("要", "q1:yes"), ("不要", "q1:no")]))
    (bubble,) = bot.double.sent(ME)
    assert (bubble.buttons, bubble.data) == (("要", "不要"), ("q1:yes", "q1:no"))
    where = {"chat_id": ME, "message_id": sent["result"]["message_id"]}
    assert (await bot("editMessageReplyMarkup", **where))["ok"]
    assert bot.double.sent(ME)[0].buttons == ()
    assert (await bot("editMessageText", **where, text="要吗？\n\n✓ 要"))["ok"]
    (bubble,) = bot.double.sent(ME)
    assert (bubble.text, bubble.edited) == ("要吗？\n\n✓ 要", True)


async def test_an_edit_that_changes_nothing_is_refused(bot):
    sent = await bot.send("好")
    where = {"chat_id": ME, "message_id": sent["result"]["message_id"]}
    for method, more in (("editMessageText", {"text": "好"}), ("editMessageReplyMarkup", {})):
        answer = await bot(method, **where, **more)
        assert answer["description"].startswith("Bad Request: message is not modified")


async def test_only_the_bots_own_messages_can_be_edited(bot):
    theirs = bot.double.say(ME, "我的话")
    refused = await bot("editMessageText", chat_id=ME, message_id=theirs, text="改")
    assert refused["description"] == "Bad Request: message can't be edited"
    missing = await bot("editMessageText", chat_id=ME, message_id=999, text="改")
    assert missing["description"] == "Bad Request: message to edit not found"


async def test_a_press_can_be_answered_and_an_unknown_one_is_too_old(bot):
    await bot.send(reply_markup=keyboard([("是", "yes")]))
    press = bot.double.press(ME, "是")
    assert (await bot("answerCallbackQuery", callback_query_id=press))["ok"]
    old = await bot("answerCallbackQuery", callback_query_id="1")
    assert "query is too old" in old["description"]


async def test_a_button_that_is_not_there_cannot_be_pressed(bot):
    with pytest.raises(LookupError):
        bot.double.press(ME, "是")
    await bot.send(reply_markup=keyboard([("是", "yes")]))
    with pytest.raises(LookupError):
        bot.double.press(ME, "否")


# limits


async def test_a_chat_takes_only_so_many_messages_a_second(bot):
    bot.double.say(6, "我也在")
    bot.double.limit(per_chat=1)
    assert (await bot.send())["ok"]
    answer = await bot.send()
    assert answer["error_code"] == 429
    assert answer["description"] == "Too Many Requests: retry after 1"
    assert answer["parameters"] == {"retry_after": 1}
    assert (await bot.send(chat_id=6))["ok"]
    await asyncio.sleep(1)
    assert (await bot.send())["ok"]


async def test_all_chats_together_have_a_limit(bot):
    bot.double.limit(per_second=3)
    for chat in range(10, 14):
        bot.double.say(chat, "在")
    answers = [await bot.send(chat_id=chat) for chat in range(10, 14)]
    assert [a["ok"] for a in answers] == [True, True, True, False]


# files


async def test_a_file_is_downloaded_as_it_was_sent(bot):
    bot.double.send_document(ME, b"%PDF-", name="证据.pdf", caption="合同")
    update = (await bot("getUpdates"))["result"][-1]
    found = (await bot("getFile", file_id=update["message"]["document"]["file_id"]))["result"]
    async with bot.session.get(f"{bot.double.url}/file/bot{TOKEN}/{found['file_path']}") as answer:
        assert await answer.read() == b"%PDF-"
    async with bot.session.get(f"{bot.double.url}/file/bot{TOKEN}/documents/other") as answer:
        assert answer.status == 404


async def test_a_file_too_big_for_bots_is_not_handed_over(bot):
    bot.double.send_video(ME, b"video", size=21 * 1024 * 1024)
    update = (await bot("getUpdates"))["result"][-1]
    answer = await bot("getFile", file_id=update["message"]["video"]["file_id"])
    assert answer["description"] == "Bad Request: file is too big"
    assert "wrong file_id" in (await bot("getFile", file_id="other"))["description"]


async def test_an_album_is_a_message_each_with_the_caption_on_the_first(bot):
    bot.double.album(ME, [b"1", b"2", b"3"], "三张")
    album = [u["message"] for u in (await bot("getUpdates"))["result"][1:]]
    assert len({message["media_group_id"] for message in album}) == 1
    assert [message.get("caption") for message in album] == ["三张", None, None]


@pytest.mark.parametrize(("method", "kind"), [("sendDocument", "document"), ("sendPhoto", "photo")])
async def test_the_bot_can_send_files_with_captions_of_a_thousand_and_twenty_four(bot, method, kind):
    async def upload(caption):
        form = FormData({"chat_id": str(ME), "caption": caption})
        form.add_field(kind, b"data", filename="a.pdf")
        async with bot.session.post(f"{bot.double.url}/bot{TOKEN}/{method}", data=form) as answer:
            return await answer.json()

    assert (await upload("字" * 1024))["ok"]
    assert (await upload("字" * 1025))["description"] == "Bad Request: message caption is too long"
    assert [bubble.text for bubble in bot.double.sent(ME)] == ["字" * 1024]


# what a test tells it


async def test_it_fails_when_told_as_often_as_told(bot):
    bot.double.fail("sendMessage", 500, "Internal Server Error", times=2)
    assert [(await bot.send())["ok"] for _ in range(3)] == [False, False, True]


async def test_it_can_do_what_was_asked_and_lose_the_answer(bot):
    bot.double.fail("sendMessage", 502, done=True, body="<html>Bad Gateway</html>")
    async with bot.session.post(
        f"{bot.double.url}/bot{TOKEN}/sendMessage", json={"chat_id": ME, "text": "好"}
    ) as answer:
        assert (answer.status, await answer.text()) == (502, "<html>Bad Gateway</html>")
    assert [bubble.text for bubble in bot.double.sent(ME)] == ["好"]


async def test_every_call_is_recorded_with_its_time(bot):
    await bot.send("一")
    await bot.send("二")
    first, second = bot.double.called("sendMessage")
    assert (first.parameters["text"], second.parameters["text"]) == ("一", "二")
    assert first.at < second.at


async def test_latency_delays_an_answer(bot):
    bot.double.limit(latency_ms=120)
    begun = asyncio.get_running_loop().time()
    await bot("getMe")
    assert asyncio.get_running_loop().time() - begun >= 0.12


async def test_wait_reply_waits_for_as_many_as_asked(bot):
    waiting = asyncio.create_task(bot.double.wait_reply(ME, 2))
    await bot.send("一")
    await asyncio.sleep(0.02)
    assert not waiting.done()
    await bot.send("二")
    assert [bubble.text for bubble in await waiting] == ["一", "二"]
    with pytest.raises(TimeoutError):
        await bot.double.wait_reply(ME, 3, within=0.05)
