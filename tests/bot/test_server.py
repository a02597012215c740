"""The HTTP server: health, metrics, and how it starts and stops."""

from __future__ import annotations

import asyncio
import os
import signal
import time

import httpx
import pytest
from prometheus_client import CollectorRegistry, Counter
from starlette.responses import PlainTextResponse, StreamingResponse
from starlette.routing import Route

from bot.server import CannotListen, bind, build, serve_on


async def healthy():
    return {"database": True, "vault": True}


async def unwell():
    return {"database": False, "vault": True}


def client(app, peer=("127.0.0.1", 1)):
    return httpx.AsyncClient(transport=httpx.ASGITransport(app, client=peer), base_url="http://lizhi")


async def wait_until_stopped(task):
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(task, 10)


async def test_health_names_each_part():
    async with client(build([], healthy)) as http:
        answer = await http.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"database": True, "vault": True})


async def test_health_is_503_when_a_part_is_unwell():
    async with client(build([], unwell)) as http:
        assert (await http.get("/healthz")).status_code == 503


async def test_metrics_are_told_to_this_machine():
    registry = CollectorRegistry()
    Counter("turns", "Turns taken.", registry=registry).inc(3)
    async with client(build([], healthy, registry)) as http:
        assert "turns_total 3.0" in (await http.get("/metrics")).text


async def test_metrics_do_not_exist_for_anybody_else():
    app = build([], healthy, CollectorRegistry())
    async with client(app, ("203.0.113.5", 1)) as http:
        assert (await http.get("/metrics")).status_code == 404
    async with client(app, ("not an address", 1)) as http:
        assert (await http.get("/metrics")).status_code == 404


async def test_metrics_do_not_exist_behind_a_proxy_on_this_machine():
    async with client(build([], healthy, CollectorRegistry())) as http:
        answer = await http.get("/metrics", headers={"X-Forwarded-For": "127.0.0.1"})
    assert answer.status_code == 404


async def test_the_routes_of_channels_are_served():
    async def hello(request):
        return PlainTextResponse("hello")

    async with client(build([Route("/hello", hello)], healthy)) as http:
        assert (await http.get("/hello")).text == "hello"


async def test_a_taken_port_is_said_in_one_line():
    with bind("127.0.0.1", 0) as taken, pytest.raises(CannotListen) as told:
        bind("127.0.0.1", taken.getsockname()[1])
    assert "\n" not in str(told.value)
    assert "Address already in use" in str(told.value)


async def test_it_serves_until_cancelled_and_frees_the_port():
    sock = bind("127.0.0.1", 0)
    port = sock.getsockname()[1]
    task = asyncio.create_task(serve_on(build([], healthy), sock))
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as http:
        assert (await http.get("/healthz")).status_code == 200
    task.cancel()
    await wait_until_stopped(task)
    bind("127.0.0.1", port).close()


async def test_a_stream_that_never_ends_does_not_hang_the_stop():
    async def forever(request):
        async def drops():
            while True:
                yield b"."
                await asyncio.sleep(0.05)

        return StreamingResponse(drops())

    sock = bind("127.0.0.1", 0)
    task = asyncio.create_task(serve_on(build([Route("/forever", forever)], healthy), sock))
    reader, writer = await asyncio.open_connection(*sock.getsockname())
    writer.write(b"GET /forever HTTP/1.1\r\nHost: lizhi\r\n\r\n")
    await reader.readuntil(b"\r\n\r\n")
    started = time.monotonic()
    task.cancel()
    await wait_until_stopped(task)
    assert time.monotonic() - started < 6
    writer.close()


async def test_signals_are_left_to_the_program():
    heard = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, heard.set)
    sock = bind("127.0.0.1", 0)
    task = asyncio.create_task(serve_on(build([], healthy), sock))
    try:
        async with httpx.AsyncClient() as http:
            await http.get(f"http://127.0.0.1:{sock.getsockname()[1]}/healthz")
            os.kill(os.getpid(), signal.SIGTERM)
            await asyncio.wait_for(heard.wait(), 2)
            assert (await http.get(f"http://127.0.0.1:{sock.getsockname()[1]}/healthz")).status_code == 200
    finally:
        loop.remove_signal_handler(signal.SIGTERM)
        task.cancel()
        await wait_until_stopped(task)
