"""The way to the Bot API: time limits, proxies, and errors that name no address."""

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import RequestData

from bot.channels.telegram_transport import Transport, proxy_for
from tests.telegram_double import TOKEN, TelegramDouble


@pytest.fixture
async def double():
    async with TelegramDouble() as double:
        yield double


@pytest.fixture
async def transport(double):
    transport = Transport(double.url, answer_within=0.2)
    yield transport
    await transport.shutdown()


async def test_a_call_is_answered(double, transport):
    answer = await transport.post(f"{double.url}/bot{TOKEN}/getMe", RequestData())
    assert answer["username"] == "lizhi_test_bot"


async def test_a_call_that_takes_too_long_times_out_unless_it_may(double, transport):
    double.limit(latency_ms=400)
    url = f"{double.url}/bot{TOKEN}/getMe"
    with pytest.raises(TimedOut):
        await transport.post(url)
    assert await transport.post(url, read_timeout=5)


async def test_it_opens_again_after_it_was_closed(double, transport):
    for _ in range(2):
        assert await transport.post(f"{double.url}/bot{TOKEN}/getMe")
        await transport.shutdown()


async def test_nobody_there_is_a_network_error_without_the_address(transport):
    with pytest.raises(NetworkError) as error:
        await transport.post("http://127.0.0.1:1/botSECRET/getMe")
    assert str(error.value) == "ClientConnectorError"
    assert error.value.__suppress_context__


async def test_an_answer_that_is_no_json_is_neither_quoted_nor_logged(double, transport, caplog):
    double.fail("getMe", 200, body="what people said")
    with pytest.raises(TelegramError) as error:
        await transport.post(f"{double.url}/bot{TOKEN}/getMe")
    assert "people" not in str(error.value) + caplog.text


async def test_an_error_page_on_the_way_is_not_quoted(double, transport):
    double.fail("getMe", 502, body=f"cannot reach /bot{TOKEN}/getMe")
    with pytest.raises(NetworkError) as error:
        await transport.post(f"{double.url}/bot{TOKEN}/getMe")
    assert str(error.value) == "Bad Gateway (502)"


async def test_a_file_that_is_not_served_is_a_network_error(double, transport):
    with pytest.raises(NetworkError, match="404"):
        _ = [chunk async for chunk in transport.stream(f"{double.url}/file/bot{TOKEN}/documents/none")]


async def test_a_redirect_is_not_followed_for_it_would_carry_the_token_elsewhere(double, transport):
    async def redirect(_):
        raise web.HTTPFound(f"{double.url}/bot{TOKEN}/getMe")

    app = web.Application()
    app.router.add_post("/bot{token}/getMe", redirect)
    async with TestServer(app) as elsewhere:
        with pytest.raises(NetworkError, match="302"):
            await transport.post(str(elsewhere.make_url(f"/bot{TOKEN}/getMe")))
    assert double.calls == []


def test_the_proxy_of_the_environment_is_used(monkeypatch):
    monkeypatch.setenv("https_proxy", "http://proxy.example:3128")
    monkeypatch.setenv("no_proxy", "localhost,127.0.0.1")
    assert proxy_for("https://api.telegram.org") == "http://proxy.example:3128"
    assert proxy_for("https://127.0.0.1:8081") is None
