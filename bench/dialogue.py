"""How many people the program can talk to at once: whole complaints filed through the Bot API's double.

The program runs as a process of its own, as an operator starts it; the double and the people share this process, so the
two use a core each. A person reads for a moment longer than the pause that Telegram asks for between two messages in a
chat, answers, and waits for the next question. It does not know how the program comes to its answers. Linux only: the
program's CPU time is read from ``/proc``.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import tempfile
import time
from dataclasses import asdict, dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

READS = (1.05, 1.55)
"""Seconds that a person takes from a question to the answer."""
ARRIVE_WITHIN = 2.0
PATIENCE = 120.0
"""Seconds without any reply after which the measurement is given up."""
WAYS = ("skip", "!back", "!edit")
LAST_WORDS = "记下了：已经交给"


@dataclass(slots=True)
class Figures:
    """What came of one run. Times of replies are in milliseconds, from what was said to the first reply to it."""

    latency_ms: float
    people: int
    updates: int
    seconds: float
    updates_per_second: float
    program_cpu_ms_per_update: float
    program_cpu_share: float
    double_cpu_share: float
    p50_ms: float
    p99_ms: float


@dataclass
class Measured:
    """What is noted while it runs."""

    updates: int = 0
    waits: list[float] = field(default_factory=list)


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--people", type=int, default=2000)
    parser.add_argument("--latency-ms", type=float, nargs="+", default=[0, 50], help="how slow the Bot API answers")
    parser.add_argument("--json", type=Path, help="write the figures there as well")


def run(chosen: argparse.Namespace) -> None:
    all_figures = []
    for latency in chosen.latency_ms:
        figures = asyncio.run(measured(chosen.people, latency))
        all_figures.append(asdict(figures))
        print("\n".join(f"{name:26} {value:12,.2f}" for name, value in asdict(figures).items()), end="\n\n", flush=True)
    if chosen.json:
        chosen.json.write_text(json.dumps(all_figures, indent=2) + "\n", "utf-8")


async def measured(people: int, latency_ms: float) -> Figures:
    """So many people file a complaint each. Raises ``TimeoutError`` when they are not answered any more."""
    tests: Any = import_module("tests.process")  # the program's harness and the double are tests', and carry no types
    telegram: Any = import_module("tests.telegram_double").TelegramDouble(latency_ms=latency_ms)
    noted = Measured()
    with tempfile.TemporaryDirectory() as folder:
        async with telegram:
            program = tests.Program(Path(folder), LOG_LEVEL="warning", **tests.telegram_settings(telegram))
            async with program:
                before = _clocks(program.process.pid)
                await _all_file(telegram, people, noted)
                used = [after - at for after, at in zip(_clocks(program.process.pid), before, strict=True)]
                await program.stop()
    return _figures(noted, people, latency_ms, *used)


async def _all_file(telegram: Any, people: int, noted: Measured) -> None:
    async with asyncio.TaskGroup() as group:
        for chat in range(1, people + 1):
            group.create_task(Filer(telegram, chat, noted).files())


class Filer:
    """One person with one complaint."""

    def __init__(self, telegram: Any, chat: int, noted: Measured) -> None:
        self._telegram, self._chat, self._noted = telegram, chat, noted

    async def files(self) -> None:
        """From /start to the date; the way in is by buttons."""
        await asyncio.sleep(random.uniform(0, ARRIVE_WITHIN))
        message = await self._says("/start")
        while LAST_WORDS not in message["text"]:
            await asyncio.sleep(random.uniform(*READS))
            message = await self._answers(message)

    async def _answers(self, message: dict[str, Any]) -> dict[str, Any]:
        buttons = {b["callback_data"]: b["text"] for row in _keyboard(message) for b in row}
        if "sent:1" in buttons:
            return await self._presses("sent:1", message)
        if choices := [data for data in buttons if data.partition(".")[2] not in WAYS]:
            return await self._presses(choices[0], message)
        return await self._says("今天上午9点")

    async def _says(self, text: str) -> dict[str, Any]:
        said = time.perf_counter()
        self._telegram.say(self._chat, text)
        return await self._hears(said)

    async def _presses(self, data: str, message: dict[str, Any]) -> dict[str, Any]:
        said = time.perf_counter()
        self._telegram.press(self._chat, data, message["message_id"])
        return await self._hears(said)

    async def _hears(self, said: float) -> dict[str, Any]:
        """The next message that asks something; when the first one came is noted."""
        self._noted.updates += 1
        room = self._telegram.chats[self._chat]
        newest = await self._next(room)
        self._noted.waits.append(time.perf_counter() - said)
        while not _keyboard(newest):
            newest = await self._next(room)
        return newest

    async def _next(self, room: Any) -> dict[str, Any]:
        room.replied.clear()
        async with asyncio.timeout(PATIENCE):
            await room.replied.wait()
        newest: dict[str, Any] = next(reversed(room.messages.values()))
        return newest


def _keyboard(message: dict[str, Any]) -> list[list[dict[str, str]]]:
    rows: list[list[dict[str, str]]] = message.get("reply_markup", {}).get("inline_keyboard", [])
    return rows


def _clocks(pid: int) -> tuple[float, float, float]:
    """Seconds: by the clock, of CPU that a process has used in all its threads, of CPU that this one has."""
    words = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    cpu = (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")
    return time.perf_counter(), cpu, time.process_time()


def _figures(noted: Measured, people: int, latency_ms: float, *used: float) -> Figures:
    seconds, cpu, own = used
    waits = sorted(noted.waits)
    return Figures(
        latency_ms=latency_ms,
        people=people,
        updates=noted.updates,
        seconds=seconds,
        updates_per_second=noted.updates / seconds,
        program_cpu_ms_per_update=1000 * cpu / noted.updates,
        program_cpu_share=cpu / seconds,
        double_cpu_share=own / seconds,
        p50_ms=1000 * waits[len(waits) // 2],
        p99_ms=1000 * waits[len(waits) * 99 // 100],
    )
