"""Replies go out to Telegram and files come in, or the sender is told why not."""

import pytest

from bot.channels import Refused, TryLater, Undeliverable, Unsendable
from bot.channels.telegram import Telegram
from dialogs.values import Button, Reply, StoredFile
from tests.telegram_double import TOKEN
from tests.telegram_house import ASKED, ME, NOON


async def test_a_reply_is_sent_with_its_buttons(double, channel):
    await channel.send(str(ME), ASKED)
    (bubble,) = double.sent(ME)
    assert (bubble.text, bubble.buttons, bubble.data) == (ASKED.text, ("快手", "抖音"), ("q1:kuaishou", "q1:douyin"))


async def test_a_letter_is_a_block_that_one_tap_copies(double, channel):
    await channel.send(str(ME), Reply("写好了", letter="尊敬的客服：<您好> & 谢谢"))
    (bubble,) = double.sent(ME)
    assert bubble.text == "写好了\n\n尊敬的客服：<您好> & 谢谢"
    assert bubble.entities == [{"type": "pre", "offset": 5, "length": 15}]


async def test_a_long_reply_is_several_messages_in_the_pace_of_a_chat(double, channel):
    double.limit(per_chat=1)
    text = "一句话。" * 1500
    await channel.send(str(ME), Reply(text, (Button("q1:yes", "是"),)))
    bubbles = double.sent(ME)
    assert "".join(bubble.text for bubble in bubbles) == text
    assert [bubble.buttons for bubble in bubbles] == [(), ("是",)]


async def test_a_retry_goes_on_after_the_part_that_is_out(double, channel):
    long = Reply("一句话。" * 1500)
    double.methods["sendMessage"], real = second_fails(double, retry_after=1), double.methods["sendMessage"]
    with pytest.raises(TryLater):
        await channel.send(str(ME), long)
    double.methods["sendMessage"] = real
    await channel.send(str(ME), long)
    assert "".join(bubble.text for bubble in double.sent(ME)) == long.text
    await channel.send(str(ME), long)
    assert len(double.sent(ME)) == 4


async def test_the_part_that_is_out_is_forgotten_with_a_reply_that_cannot_go_on(double, channel):
    long = Reply("一句话。" * 1500)
    real = double.methods["sendMessage"]
    double.methods["sendMessage"] = second_fails(double, 400, "Bad Request: no")
    with pytest.raises(Unsendable):
        await channel.send(str(ME), long)
    double.methods["sendMessage"] = real
    await channel.send(str(ME), long)
    assert len(double.sent(ME)) == 3


async def test_the_address_may_end_in_a_slash_and_the_bot_tells_its_name(double):
    channel = Telegram(TOKEN, f"{double.url}/")
    assert await channel.username() == "lizhi_test_bot"
    await channel.close()


def second_fails(double, code=429, description="Too Many Requests: retry after 1", **parameters):
    """``sendMessage`` that works once, and is refused the next time."""
    real = double.methods["sendMessage"]

    async def send(parameters):
        double.fail("sendMessage", code, description, **parameters)
        return await real(parameters)

    return send


async def test_a_limit_asks_for_the_time_that_telegram_names(double, channel):
    double.fail("sendMessage", 429, "Too Many Requests: retry after 17", retry_after=17)
    with pytest.raises(TryLater) as later:
        await channel.send(str(ME), Reply("好"))
    assert (later.value.seconds, later.value.everywhere) == (17, False)


@pytest.mark.parametrize("failure", [{"code": 0}, {"code": 500}, {"code": 502, "body": "<html>"}, {"code": 401}])
async def test_when_telegram_is_out_of_reach_everybody_waits(double, channel, failure):
    double.fail("sendMessage", **failure)
    with pytest.raises(TryLater) as later:
        await channel.send(str(ME), Reply("好"))
    assert later.value.everywhere
    assert later.value.seconds > 0


async def test_a_blocked_or_unknown_chat_is_undeliverable(double, channel):
    double.block(ME)
    with pytest.raises(Undeliverable) as blocked:
        await channel.send(str(ME), Reply("好"))
    assert "blocked" in str(blocked.value)
    with pytest.raises(Undeliverable) as unknown:
        await channel.send("987654321", Reply("好"))
    assert "987654321" not in str(unknown.value)


async def test_what_telegram_refuses_otherwise_is_unsendable_and_quotes_nobody(double, channel):
    double.fail("sendMessage", 400, 'Bad Request: can\'t parse "王小明 13800000000"')
    with pytest.raises(Unsendable) as refused:
        await channel.send(str(ME), Reply("好"))
    assert "王小明" not in str(refused.value)


@pytest.mark.parametrize(
    "reply",
    [
        Reply(""),
        Reply("半个字 \ud83d"),
        Reply("好", files=(StoredFile("1", "a.pdf", "application/pdf", 1, "", NOON),)),
        Reply("好", (Button("证" * 22, "是"),)),
    ],
)
async def test_a_reply_of_ours_that_cannot_be_sent_says_so(double, channel, reply):
    with pytest.raises(Unsendable):
        await channel.send(str(ME), reply)
    assert double.sent(ME) == []


# files


async def fetched(channel, ref):
    return b"".join([chunk async for chunk in channel.fetch(ref)])


async def test_a_file_is_fetched_whole(double, channel, house, listening):
    data = bytes(range(256)) * 2000
    arrived = await house.hears(double, double.send_document, ME, data)
    assert await fetched(channel, arrived.said.files[0].ref) == data


async def test_a_file_too_big_for_the_bot_api_is_refused(double, channel, house, listening):
    arrived = await house.hears(double, double.send_video, ME, b"video", size=21 * 1024 * 1024)
    with pytest.raises(Refused) as refused:
        await fetched(channel, arrived.said.files[0].ref)
    assert refused.value.reason == "too_large_telegram"


@pytest.mark.parametrize("claimed", [None, 10])
async def test_a_file_over_our_own_limit_is_refused_whatever_its_size_is_said_to_be(double, claimed):
    channel = Telegram(TOKEN, double.url, max_file_bytes=1000)
    ref = double.keep_file("documents", b"1" * 2000, claimed)["file_id"]
    with pytest.raises(Refused):
        await fetched(channel, ref)
    await channel.close()


async def test_a_file_that_is_gone_is_refused(channel):
    with pytest.raises(Refused) as refused:
        await fetched(channel, "file-999")
    assert refused.value.reason == "lost"


@pytest.mark.parametrize(("method", "code"), [("getFile", 500), ("getFile", 429), ("download", 0), ("download", 500)])
async def test_a_fetch_that_fails_on_the_way_is_tried_later(double, channel, method, code):
    ref = double.keep_file("documents", b"data")["file_id"]
    double.fail(method, code, "no", times=1 + (code == 0))  # aiohttp asks once more when a GET is dropped
    with pytest.raises(TryLater):
        await fetched(channel, ref)
    assert await fetched(channel, ref) == b"data"
