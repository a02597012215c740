"""The web chat: its mailbox, its history, its files and its page."""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
from urllib.parse import quote

import httpx
import pytest

from bot.channels import Refused
from bot.channels.web import Web
from bot.server import bind, build, serve_on
from dialogs.values import Button, Reply
from tests.web_house import MAX_FILE_BYTES, PNG, healthy, say, send_file


async def events(http, count, after=None, headers=None):
    """The next ``count`` events of a stream, or fewer where it ends: (event, id, data)."""
    found = []
    path = "/chat/events" if after is None else f"/chat/events?after={after}"
    async with asyncio.timeout(5), http.stream("GET", path, headers=headers) as stream:
        blocks = read_blocks(stream)
        async with contextlib.aclosing(blocks):
            while len(found) < count and (block := await anext(blocks, None)) is not None:
                if "data" in block:
                    found.append((block.get("event", "message"), block.get("id"), block["data"]))
    return found


async def read_blocks(stream):
    fields = {}
    lines = stream.aiter_lines()
    async with contextlib.aclosing(lines):
        async for line in lines:
            if line:
                name, _, value = line.partition(":")
                fields[name] = value.removeprefix(" ")
            else:
                yield fields
                fields = {}


# The mailbox


LETTER = Reply("信写好了", (Button("q3:a", "改一改"), Button("sent:1", "我交了")), letter="尊敬的客服：\n您好")


async def test_a_reply_streams_as_it_is_sent(visitor, house):
    waiting = asyncio.create_task(events(visitor, 1))
    await asyncio.sleep(0.2)
    await house.reply("person0", LETTER)
    [(kind, number, data)] = await waiting
    assert (kind, number) == ("message", "1")
    told = json.loads(data)
    assert (told["id"], told["text"], told["letter"]) == (1, "信写好了", "尊敬的客服：\n您好")
    assert told["buttons"] == [{"id": "q3:a", "label": "改一改"}, {"id": "sent:1", "label": "我交了"}]


async def test_a_reply_of_another_process_is_found(visitor, house):
    waiting = asyncio.create_task(events(visitor, 1))
    await asyncio.sleep(0.2)
    house.reply_elsewhere("person0", Reply("从别处来"))
    assert "从别处来" in (await waiting)[0][2]


async def test_the_stream_goes_on_after_what_was_seen(visitor, house):
    for text in ("一", "二", "三"):
        await house.reply("person0", Reply(text))
    assert [number for _, number, _ in await events(visitor, 3)] == ["1", "2", "3"]
    assert [number for _, number, _ in await events(visitor, 2, after=1)] == ["2", "3"]
    resumed = await events(visitor, 1, after=1, headers={"Last-Event-ID": "2"})
    assert [number for _, number, _ in resumed] == ["3"]


@pytest.mark.parametrize("after", ["x", "-1", "9" * 30, "²"])
async def test_a_strange_place_to_go_on_from_is_refused(visitor, after):
    assert (await visitor.get("/chat/events", params={"after": after})).status_code == 400


async def test_nobody_reads_the_mail_of_somebody_else(visitor, stranger, house):
    await house.reply("person0", Reply("给第一位"))
    await house.reply("person1", Reply("给第二位"))
    assert "给第二位" in (await events(stranger, 1))[0][2]


async def test_a_stream_tells_proxies_and_the_browser_how_to_treat_it(visitor):
    async with visitor.stream("GET", "/chat/events") as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        assert stream.headers["x-accel-buffering"] == "no"
        assert stream.headers["cache-control"] == "no-store"
        lines = stream.aiter_lines()
        async with asyncio.timeout(3), contextlib.aclosing(lines):
            assert await anext(lines) == "retry: 2000"
            assert [line async for line in until(lines, ": still here")][-1] == ": still here"


async def until(lines, last):
    async for line in lines:
        yield line
        if line == last:
            return


@pytest.mark.parametrize(("now_at", "kind"), [("person7", "moved"), (None, "gone")])
async def test_a_session_that_moved_or_went_ends_its_stream(visitor, house, now_at, kind):
    [token] = house.sessions
    waiting = asyncio.create_task(events(visitor, 2))
    await asyncio.sleep(0.1)
    house.sessions[token] = now_at
    assert await waiting == [(kind, None, "")]


async def test_streams_end_and_requests_are_put_off_when_the_channel_stops(house):
    web = Web(None, MAX_FILE_BYTES, look_every=60)
    sock = bind("127.0.0.1", 0)
    listening = asyncio.create_task(web.listen(house))
    serving = asyncio.create_task(serve_on(build(web.routes, healthy), sock))
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{sock.getsockname()[1]}") as http:
        await http.get("/")
        waiting = asyncio.create_task(events(http, 1))
        await asyncio.sleep(0.2)
        listening.cancel()
        assert await asyncio.wait_for(waiting, 2) == []
        assert (await http.get("/chat/history")).status_code == 503
    serving.cancel()
    await asyncio.wait([listening, serving])
    assert listening.cancelled()
    assert serving.cancelled()


async def test_a_mailbox_out_of_reach_breaks_the_stream_and_not_the_server(visitor, house):
    house.down = True
    with pytest.raises(httpx.RemoteProtocolError):
        await events(visitor, 1)
    house.down = False
    await house.reply("person0", Reply("又好了"))
    assert "又好了" in (await events(visitor, 1))[0][2]


async def test_sending_is_a_success_with_nobody_there(house):
    await Web(None, MAX_FILE_BYTES).send("nobody", Reply("在吗"))


async def test_a_file_is_never_fetched_by_name():
    with pytest.raises(Refused):
        Web(None, MAX_FILE_BYTES).fetch("anything")


# The history


async def test_the_history_shows_both_sides_and_where_to_go_on(visitor, house):
    await house.reply("person0", Reply("您好，是哪个平台？", (Button("q1:ks", "快手"),)))
    await say(visitor, button="q1:ks")
    await send_file(visitor)
    await house.reply("person0", LETTER)
    told = (await visitor.get("/chat/history")).json()
    assert [entry["mine"] for entry in told["entries"]] == [False, True, True, False]
    assert [entry["text"] for entry in told["entries"]] == ["您好，是哪个平台？", "快手", "", "信写好了"]
    assert told["entries"][1]["id"] == "m1"
    assert told["entries"][2]["files"] == [{"name": "封号通知.png", "url": "/files/f0", "image": True}]
    assert (told["last"], told["max_file_bytes"]) == (2, MAX_FILE_BYTES)


async def test_a_new_history_is_empty(visitor):
    told = (await visitor.get("/chat/history")).json()
    assert (told["entries"], told["last"]) == ([], 0)


# Files


async def test_a_picture_is_shown_to_its_owner_only(visitor, stranger):
    await send_file(visitor)
    answer = await visitor.get("/files/f0")
    assert answer.content == PNG
    assert answer.headers["content-disposition"] == f"inline; filename*=UTF-8''{quote('封号通知.png')}"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"
    assert (await stranger.get("/files/f0")).status_code == 404
    async with httpx.AsyncClient(base_url=visitor.base_url) as nobody:
        assert (await nobody.get("/files/f0")).status_code == 404


async def test_what_is_no_picture_is_downloaded(visitor):
    await send_file(visitor, b"%PDF-1.7", "合同.pdf")
    assert (await visitor.get("/files/f0")).headers["content-disposition"].startswith("attachment")


@pytest.mark.parametrize("path", ["/files/f9", "/files/..%2Fsecret", "/files/" + "x" * 100])
async def test_an_unknown_file_is_not_found(visitor, path):
    assert (await visitor.get(path)).status_code == 404


# The page


async def test_the_page_holds_nothing_that_its_own_policy_forbids(visitor):
    page = (await visitor.get("/")).text
    assert "<style" not in page
    assert " style=" not in page
    assert not re.search(r"<[^>]* on\w+=", page)
    assert all("src=" in tag for tag in page.split("<script")[1:])


async def test_the_page_refers_to_files_that_exist(visitor):
    page = (await visitor.get("/")).text
    for path in ("/web/chat.js", "/web/style.css", "/web/icon.svg"):
        assert f'"{path}"' in page
        assert (await visitor.get(path)).status_code == 200


async def test_there_is_no_way_out_of_the_folder_of_the_page(visitor):
    assert (await visitor.get("/web/..%2Fserver.py")).status_code == 404
    assert (await visitor.get("/web/none.js")).status_code == 404
