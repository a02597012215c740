"""A strict double of the Bot API: a real server that refuses what Telegram refuses, and people to script.

In a test: ``async with TelegramDouble() as telegram:`` and ``telegram.url``. For other processes:
``python -m tests.telegram_double --port 8081``, scripted over POST ``/control/<name>`` with the arguments as JSON
(bytes in base64). What was said and sent survives the bot, for it lives here.
"""

import argparse
import asyncio
import base64
import contextlib
import dataclasses
import re
import time
from dataclasses import dataclass

from aiohttp import web

from tests.telegram_double_methods import Methods
from tests.telegram_double_rules import Refusal, read_parameters

TOKEN = "42:DOUBLE-TOKEN-OF-TESTS"
CONTROLS = frozenset(
    {"say", "send", "send_photo", "album", "send_document", "send_video", "send_voice", "edit", "press", "add_to_group"}
    | {"block", "unblock", "unreadable", "restart_ids", "sent", "wait_reply"}
    | {"fail", "limit", "called", "forget_calls", "waiting"}
)


@dataclass
class Call:
    method: str
    parameters: dict
    at: float


@dataclass
class Failure:
    """``code`` 0 hangs up without a word; ``done`` does what was asked first. ``body`` is an answer that is no JSON."""

    code: int
    description: str
    times: int
    done: bool
    body: str
    parameters: dict


class TelegramDouble(Methods):
    def __init__(self, token=TOKEN, *, latency_ms=0, per_second=0, per_chat=0, clock=time.time):
        super().__init__(clock)
        self.token = token
        self.limit(latency_ms, per_second, per_chat)
        self.calls: list[Call] = []
        self.url = ""
        self._failures: dict[str, Failure] = {}

    # running

    async def start(self, port=0, host="127.0.0.1"):
        """Serve; the address to give to the bot as its API's."""
        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.router.add_route("*", "/bot{token}/{method}", self._answer)
        app.router.add_get("/file/bot{token}/{path:.+}", self._download)
        app.router.add_post("/control/{name}", self._control)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port, reuse_address=True)
        await site.start()
        self.url = f"http://{host}:{self._runner.addresses[0][1]}"
        return self.url

    async def stop(self):
        await self._runner.cleanup()

    async def __aenter__(self):
        await self.start()
        return self

    async def __aexit__(self, *_):
        await self.stop()

    # what a test may tell it and ask it

    def limit(self, latency_ms=0, per_second=0, per_chat=0):
        """How slow an answer is, and how many messages a second are taken in all and in one chat; 0 is no limit."""
        self.latency, self.per_second, self.per_chat = latency_ms / 1000, per_second, per_chat

    def fail(self, method, code, description="", times=1, done=False, body="", **parameters):
        """Refuse the next calls of a method; see ``Failure``."""
        self._failures[method] = Failure(code, description, times, done, body, parameters)

    def called(self, method):
        """The calls of a method, oldest first."""
        return [call for call in self.calls if call.method == method]

    def forget_calls(self):
        self.calls.clear()

    def waiting(self):
        """How many updates the bot has not confirmed."""
        return len(self.pending)

    # the server

    async def _answer(self, request):
        try:
            self._check_token(request)
            method = request.match_info["method"]
            parameters = read_parameters(method, await _given(request))
            self.calls.append(Call(method, parameters, time.time()))
            if self.latency:
                await asyncio.sleep(self.latency)
            failure = self._failing(method)
            if failure is None or failure.done:
                result = await self.methods[method](parameters)
            if failure:
                return _failed(request, failure)
            return web.json_response({"ok": True, "result": result})
        except Refusal as refusal:
            return web.json_response(refusal.as_json(), status=refusal.code)

    def _check_token(self, request):
        token = request.match_info["token"]
        if not re.fullmatch(r"\d+:[\w-]+", token):
            raise Refusal(404, "Not Found")
        if token != self.token:
            raise Refusal(401, "Unauthorized")

    def _failing(self, method):
        failure = self._failures.get(method)
        if failure and failure.times > 0:
            failure.times -= 1
            return failure
        return None

    async def _download(self, request):
        self._check_token(request)
        path = request.match_info["path"]
        if failure := self._failing("download"):
            return _failed(request, failure)
        file = next((file for file in self.files.values() if file.path == path), None)
        return web.Response(body=file.data) if file else web.Response(status=404, text="Not Found")

    async def _control(self, request):
        name = request.match_info["name"]
        if name not in CONTROLS:
            raise web.HTTPNotFound
        result = getattr(self, name)(**_with_bytes(await request.json() if request.can_read_body else {}))
        if asyncio.iscoroutine(result):
            result = await result
        return web.json_response(_plain(result))


async def _given(request):
    if request.content_type == "application/json":
        return await request.json() if request.can_read_body else {}
    return {**request.query, **(await request.post())}


def _failed(request, failure):
    if failure.code == 0:
        request.transport.close()
        return web.Response()
    if failure.body:
        return web.Response(status=failure.code, text=failure.body, content_type="text/html")
    refusal = Refusal(failure.code, failure.description, **failure.parameters)
    return web.json_response(refusal.as_json(), status=refusal.code)


def _with_bytes(arguments):
    """JSON holds no bytes: files come in base64."""
    read = {"data": base64.b64decode, "pictures": lambda all_: [base64.b64decode(one) for one in all_]}
    return {name: read[name](value) if name in read else value for name, value in arguments.items()}


def _plain(result):
    if isinstance(result, list):
        return [_plain(one) for one in result]
    return dataclasses.asdict(result) if dataclasses.is_dataclass(result) else result


async def _serve(options):
    double = TelegramDouble(
        options.token, latency_ms=options.latency_ms, per_second=options.per_second, per_chat=options.per_chat
    )
    print(await double.start(options.port), flush=True)
    await asyncio.Event().wait()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one; the address is printed")
    parser.add_argument("--token", default=TOKEN)
    parser.add_argument("--latency-ms", type=float, default=0)
    parser.add_argument("--per-second", type=int, default=0, help="messages a second in all; 0 is no limit")
    parser.add_argument("--per-chat", type=int, default=0, help="messages a second to one chat; 0 is no limit")
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(parser.parse_args()))


if __name__ == "__main__":
    main()
