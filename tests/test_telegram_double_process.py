"""The double as a process of its own, scripted over HTTP."""

import asyncio
import base64
import sys

from aiohttp import ClientSession

from tests.telegram_double import TOKEN

ME = 5


async def test_it_runs_by_itself_and_is_scripted_over_http():
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.telegram_double", "--per-chat", "1", stdout=asyncio.subprocess.PIPE
    )
    try:
        url = (await process.stdout.readline()).decode().strip()
        async with ClientSession() as session:

            async def control(name, **arguments):
                async with session.post(f"{url}/control/{name}", json=arguments) as answer:
                    return await answer.json() if answer.status == 200 else answer.status

            await control("say", chat=ME, text="你好")
            await control("album", chat=ME, pictures=[base64.b64encode(b"png").decode()])
            assert await control("waiting") == 2
            async with session.post(f"{url}/bot{TOKEN}/sendMessage", json={"chat_id": ME, "text": "在"}) as answer:
                assert answer.status == 200
            (bubble,) = await control("wait_reply", chat=ME)
            assert bubble["text"] == "在"
            assert await control("stop") == 404
    finally:
        process.kill()
        await process.wait()
        process._transport.close()
