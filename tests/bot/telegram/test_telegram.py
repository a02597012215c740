"""What people say on Telegram arrives: nothing lost, nothing confirmed too early, nothing leaked."""

import asyncio
import traceback

import pytest
from structlog.testing import capture_logs

from bot.channels import TryLater
from bot.channels.telegram import COMMANDS, Telegram
from dialogs.values import Reply
from tests.telegram_double import TOKEN
from tests.telegram_house import ASKED, ME, NOON, House, running, until

STICKER = {"type": "regular", "is_animated": False, "is_video": False}


# what people say


async def test_a_text_arrives_with_who_when_and_what(double, house, listening):
    message = double.say(ME, "抖音把我号封了")
    (arrived,) = await house.wait()
    assert (arrived.channel, arrived.address) == ("telegram", str(ME))
    assert arrived.external_id == f"msg:{message}:{int(NOON.timestamp())}"
    assert (arrived.said.kind, arrived.said.text, arrived.said.at) == ("text", "抖音把我号封了", NOON)


async def test_a_key_names_no_address(double, house, listening):
    double.say(987654321, "你好")
    double.unreadable(987654321)
    assert all("987654321" not in one.external_id for one in await house.wait(2))


async def test_a_command_arrives_as_text(double, house, listening):
    assert (await house.hears(double, double.say, ME, "/start case2")).said.text == "/start case2"


async def test_a_press_arrives_as_the_buttons_id(double, channel, house, listening):
    await channel.send(str(ME), ASKED)
    arrived = await house.hears(double, double.press, ME, "抖音")
    assert (arrived.said.kind, arrived.said.button, arrived.said.at) == ("button", "q1:douyin", NOON)
    assert arrived.external_id.startswith("cb:")


async def test_an_album_arrives_a_picture_at_a_time_in_its_largest_size(double, house, listening):
    double.album(ME, [b"1" * 500, b"2" * 600], "聊天记录")
    first, second = [one.said for one in await house.wait(2)]
    assert [(s.kind, s.text) for s in (first, second)] == [("files", "聊天记录"), ("files", "")]
    assert [(s.files[0].size, s.files[0].original, s.files[0].name) for s in (first, second)] == [
        (500, False, "photo.jpg"),
        (600, False, "photo.jpg"),
    ]


async def test_a_document_arrives_as_an_original(double, house, listening):
    said = (await house.hears(double, double.send_document, ME, b"%PDF", name="合同.pdf", caption="合同")).said
    assert (said.kind, said.text, said.files[0].name) == ("files", "合同", "合同.pdf")
    assert (said.files[0].size, said.files[0].original) == (4, True)


async def test_an_animation_is_one_file_though_it_also_comes_as_a_document(double, house, listening):
    shape = {"width": 1, "height": 1, "duration": 1}
    file = double.keep_file("animations", b"GIF", None)
    said = (await house.hears(double, double.send, ME, animation={**file, **shape}, document=file)).said
    assert [f.name for f in said.files] == ["animation.mp4"]


async def test_a_video_arrives_as_a_file(double, house, listening):
    said = (await house.hears(double, double.send_video, ME, b"mp4", caption="直播录屏")).said
    assert (said.kind, said.text, said.files[0].name) == ("files", "直播录屏", "video.mp4")


async def test_a_voice_message_arrives_as_voice(double, house, listening):
    assert (await house.hears(double, double.send_voice, ME)).said.kind == "voice"


@pytest.mark.parametrize(
    "content",
    [
        {"contact": {"phone_number": "1", "first_name": "某"}},
        {"location": {"latitude": 1, "longitude": 1}},
        {"sticker": {"file_id": "s", "file_unique_id": "u", "width": 1, "height": 1} | STICKER},
        {"something_new": {"of": "next year"}},
        {"text": "half a character \ud83d"},
    ],
)
async def test_what_cannot_be_understood_arrives_as_unreadable(double, house, listening, content):
    assert (await house.hears(double, double.send, ME, **content)).said.kind == "unreadable"


async def test_what_telegram_writes_by_itself_is_nobodys_word(double, house, listening):
    double.send(ME, message_auto_delete_timer_changed={"message_auto_delete_time": 60})
    assert (await house.hears(double, double.say, ME, "在吗")).said.text == "在吗"


async def test_an_edit_names_the_message_it_corrects(double, house, listening):
    message = double.say(ME, "上周三")
    await house.wait()
    double.edit(ME, message, "上周四")
    original, edit = await house.wait(2)
    assert (edit.said.kind, edit.said.text) == ("edited", "上周四")
    assert edit.said.edits == original.external_id
    double.edit(ME, message, "上周五")
    assert len({one.external_id for one in await house.wait(3)}) == 3


async def test_an_update_that_cannot_be_read_holds_up_no_other(double, house, listening):
    with capture_logs() as logs:
        double.unreadable(ME)
        double.unreadable()
        double.say(ME, "后面的")
        arrived = await house.wait(2)
    assert [one.said.kind for one in arrived] == ["unreadable", "text"]
    assert [entry["event"] for entry in logs] == ["telegram.unreadable"] * 2
    await until(lambda: not double.waiting())


# nothing is lost, nothing is confirmed too early


async def test_a_batch_is_one_call_of_the_house(double, channel, house):
    for number in range(130):
        double.say(ME, str(number))
    async with running(channel, house):
        await house.wait(130)
    assert [len(batch) for batch in house.batches] == [100, 30]
    assert [one.said.text for one in house.arrived] == [str(number) for number in range(130)]


async def test_nothing_is_confirmed_before_the_house_has_it(double, channel, house):
    house.troubles = 1
    double.say(ME, "别丢了")
    with capture_logs() as logs:
        async with running(channel, house):
            assert (await house.wait())[0].said.text == "别丢了"
            await until(lambda: not double.waiting())
    offsets = [call.parameters["offset"] for call in double.called("getUpdates")]
    assert offsets[:3] == [0, 0, 700_000_002]
    assert "secrets" not in str(logs)


async def test_what_was_received_but_not_confirmed_comes_again_under_the_same_key(double, channel, house):
    double.say(ME, "一次")
    dying = House(dies_after=True)
    async with running(channel, dying):
        await dying.wait()
    assert double.waiting() == 1
    async with running(Telegram(TOKEN, double.url), house):
        assert (await house.wait())[0].external_id == dying.arrived[0].external_id


async def test_ids_that_start_again_lower_are_received_and_confirmed(double, house, listening):
    double.say(ME, "以前")
    await house.wait()
    await until(lambda: not double.waiting())
    double.restart_ids(1000)
    double.say(ME, "一周以后")
    assert (await house.wait(2))[1].said.text == "一周以后"
    await until(lambda: not double.waiting())


async def test_only_the_leader_polls(double, channel, house):
    house.leading = False
    async with running(channel, house):
        await asyncio.sleep(0.1)
        assert double.calls == []
        house.leading = True
        double.say(ME, "换你了")
        await house.wait()
        house.leading = False
        await asyncio.sleep(0.1)
        double.forget_calls()
        double.say(ME, "现在不归你")
        await asyncio.sleep(0.1)
        assert double.called("getUpdates") == []


async def test_a_house_that_cannot_say_who_leads_is_asked_again(double, channel, house):
    house.leading = None
    double.say(ME, "你好")
    with capture_logs() as logs:
        async with running(channel, house):
            await until(lambda: logs)
            assert double.calls == []
            house.leading = True
            await house.wait()
    assert {entry["event"] for entry in logs} == {"telegram.lead_unknown"}


async def test_a_process_that_does_not_lead_still_sends(double, channel, house):
    house.leading = False
    async with running(channel, house):
        await channel.send(str(ME), Reply("好"))
    assert [bubble.text for bubble in double.sent(ME)] == ["好"]


# trouble


@pytest.mark.parametrize("failure", [{"code": 0}, {"code": 502, "body": "<html>"}, {"code": 200, "body": "<html>"}])
async def test_polling_goes_on_after_the_network_has_failed(double, house, channel, failure):
    double.fail("getUpdates", **failure)
    double.say(ME, "还在吗")
    with capture_logs() as logs:
        async with running(channel, house):
            await house.wait()
    assert [entry["event"] for entry in logs] == ["telegram.polling_failed"]


async def test_a_limit_on_polling_is_waited_out(double, house, channel):
    double.fail("getUpdates", 429, "Too Many Requests: retry after 1", retry_after=1)
    double.say(ME, "还在吗")
    async with running(channel, house):
        await house.wait()
    first, second = [call.at for call in double.called("getUpdates")][:2]
    assert 1 <= second - first < 2


async def test_a_webhook_left_behind_is_removed_and_commands_are_set_once(double, house, channel):
    double.webhook = True
    double.say(ME, "你好")
    async with running(channel, house):
        await house.wait()
    assert {c["command"]: c["description"] for c in double.commands} == COMMANDS
    assert len(double.called("deleteWebhook")) == len(double.called("setMyCommands")) == 1


async def test_commands_that_cannot_be_set_stop_nothing(double, house, channel):
    double.fail("setMyCommands", 400, "Bad Request: BOT_COMMAND_INVALID")
    double.say(ME, "你好")
    with capture_logs() as logs:
        async with running(channel, house):
            await house.wait()
    assert [entry["event"] for entry in logs] == ["telegram.commands_not_set"]


@pytest.mark.parametrize(
    ("code", "description", "event"),
    [
        (401, "Unauthorized", "telegram.token_refused"),
        (409, "Conflict: terminated by other getUpdates request", "telegram.polling_failed"),
    ],
)
async def test_a_refused_token_or_another_poller_is_logged_once_and_waited_out(
    double, house, channel, code, description, event
):
    double.fail("getUpdates", code, description, times=100)
    with capture_logs() as logs:
        async with running(channel, house):
            await asyncio.sleep(0.3)
    assert [entry["event"] for entry in logs] == [event]
    assert len(double.called("getUpdates")) == 1


async def test_the_token_is_in_no_error_and_no_log(double, house, caplog):
    caplog.set_level("DEBUG")
    channel = Telegram(TOKEN, "http://127.0.0.1:1")
    with capture_logs() as logs, pytest.raises(TryLater) as unreachable:
        async with running(channel, house):
            await asyncio.sleep(0.05)
        await channel.send(str(ME), Reply("好"))
    proxied = Telegram(TOKEN, double.url)
    double.fail("sendMessage", 404, body=f"no such page: /bot{TOKEN}/sendMessage")
    double.fail("getFile", 403, body=f"no such page: /bot{TOKEN}/getFile")
    with pytest.raises(TryLater) as refused:
        await proxied.send(str(ME), Reply("好"))
    with pytest.raises(TryLater) as not_fetched:
        _ = [chunk async for chunk in proxied.fetch("file-1")]
    await proxied.close()
    await channel.close()
    errors = [line for e in (unreachable, refused, not_fetched) for line in traceback.format_exception(e.value)]
    seen = f"{logs} {caplog.text} {errors}"
    assert logs
    assert TOKEN.partition(":")[2] not in seen
