"""The real program as a process of its own: started, asked to stop, killed, started again on the same data.

It knows settings, signals and the line that says it is ready; it knows nothing of what is said to the program.
"""

import asyncio
import os
import socket
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from signal import SIGTERM

from tests.telegram_double import TOKEN

ROOT = Path(__file__).parents[1]
WITHIN = 60
"""Seconds that a start or an end may take on a busy machine."""


class Clock:
    """The clock of a program, and of whoever talks to it: the machine's, set ahead by what a file says."""

    def __init__(self, file: Path, start: datetime):
        self.file = file
        self.set(start)

    def __call__(self):
        return datetime.now(UTC) + self._ahead

    def set(self, moment: datetime):
        self._ahead = moment - datetime.now(UTC)
        new = self.file.with_suffix(".new")
        new.write_text(str(self._ahead.total_seconds()))
        new.replace(self.file)

    def step(self, **delta):
        self.set(self() + timedelta(**delta))


class Ended(Exception):  # noqa: N818
    """The program ended before it was ready; the message is what it logged."""


class Program:
    """One place to run in: data, key, settings, log. Every start is a new process."""

    def __init__(self, folder: Path, clock=None, **settings):
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.data, self.log = folder, folder / "data", folder / "log"
        self.temporary = folder / "tmp"
        self.temporary.mkdir(exist_ok=True)
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.module = "tests.serve" if clock else "bot"
        self.settings = {
            "DATA_DIR": str(self.data),
            "SECRET_KEY_FILE": str(folder / "secret.key"),
            "WEB_PORT": str(self.port),
            "REMINDER_SECONDS": "0.2",
            "LOG_FORMAT": "json",
            **({"CLOCK_FILE": str(clock.file)} if clock else {}),
            **settings,
        }
        self.process = None

    async def start(self):
        """Start it and wait until it says that it is ready."""
        await self.spawn()
        await self.ready()

    async def spawn(self, *words):
        """Start it and do not wait. It sees our settings and nothing else that is set outside."""
        kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        surroundings = {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "TMPDIR": str(self.temporary)}
        with self.log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable,
                *("-m", self.module, *words),
                cwd=self.folder,
                env={**kept, **surroundings, **self.settings},
                stdout=asyncio.subprocess.PIPE,
                stderr=log,
            )

    async def ready(self):
        async with asyncio.timeout(WITHIN):
            line = await self.process.stdout.readline()
        if not line:
            await self.ended()
            raise Ended(self.logged())
        return line.decode()

    async def kill(self):
        """Kill it as a power cut does."""
        self.process.kill()
        await self.ended()

    async def stop(self, signal=SIGTERM):
        """Ask it to stop; its exit status."""
        self.process.send_signal(signal)
        return (await self.ended())[0]

    async def ended(self):
        """Wait for its end: the exit status, and what it printed since it was last looked at."""
        async with asyncio.timeout(WITHIN):
            printed, _ = await self.process.communicate()
        return self.process.returncode, printed.decode()

    async def do(self, *words):
        """Run a command to its end: the exit status, what it printed and what it logged."""
        logged = len(self.logged())
        await self.spawn(*words)
        status, printed = await self.ended()
        return status, printed, self.logged()[logged:]

    def logged(self):
        return self.log.read_text() if self.log.exists() else ""

    async def __aenter__(self):
        await self.start()
        return self

    async def __aexit__(self, *_):
        if self.process.returncode is None:
            await self.kill()


def telegram_settings(double):
    """What makes a program talk to the double of the Bot API, as fast as it likes."""
    return {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": double.url, "TELEGRAM_PER_SECOND": "10000"}


def free_port():
    """A port that nobody listens on, which stays the same across starts."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


async def until(true):
    """Wait for what rings no bell."""
    async with asyncio.timeout(WITHIN):
        while not true():  # noqa: ASYNC110
            await asyncio.sleep(0.01)
