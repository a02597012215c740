"""Wires the parts and runs them until told to stop: the only place where parts meet."""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import gc
import secrets
import signal
from collections.abc import AsyncGenerator, Callable, Coroutine, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, Any

import structlog

from bot import metrics, server
from bot.channels import Channel
from bot.channels.telegram import Telegram
from bot.channels.web import Web
from bot.errands import Errands
from bot.house import House
from bot.reminders import Reminders
from bot.sender import Sender
from bot.settings import Settings
from bot.wake import Wake
from bot.worker import Worker
from dialogs.clocks import Calendar, Quiet
from dialogs.playbook import BadPlaybooks, load
from dialogs.talk import Rules
from storage.database import is_new
from storage.sealing import BadKey, NoKey, WrongKey, is_open_to_others, read_or_make_key
from storage.store import Store
from storage.vault import Vault

log = structlog.get_logger()

Now = Callable[[], datetime]

MEGABYTE = 1024 * 1024


class CannotStart(Exception):  # noqa: N818 - it reads as what went wrong
    """The program cannot start; the message is for the operator."""


class IsRunning(CannotStart):
    """Another process works on the same folder, which this names."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)

    def __str__(self) -> str:
        return f"Lizhi is already running on {self.args[0]}; stop it first, or set another DATA_DIR."


FOR_THE_OPERATOR = (CannotStart, server.CannotListen, BadPlaybooks, NoKey, BadKey, WrongKey)
"""Errors whose words say what to mend and quote nobody; of any other only the kind may be told."""


@dataclass(frozen=True)
class Open:
    """What is open while the program runs."""

    settings: Settings
    store: Store
    vault: Vault
    rules: Rules


def system_now() -> datetime:
    """The one clock."""
    return datetime.now(UTC)


def say_at_once(line: str) -> None:
    """Print a line without delay: whoever started us through a pipe waits for it."""
    print(line, flush=True)


@contextlib.asynccontextmanager
async def opened(settings: Settings) -> AsyncGenerator[Open]:
    """The store, the vault and the rules. Raises ``CannotStart`` and what the parts say of bad data."""
    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    rules = _rules(settings)
    with _alone(settings):
        store = await Store.open(settings.database, await _key(settings))
        try:
            yield Open(settings, store, Vault(settings.vault), rules)
        finally:
            await store.close()


async def run(settings: Settings, *, now: Now = system_now, say: Callable[[str], None] = say_at_once) -> None:
    """Serve until SIGINT or SIGTERM; the turn and the send in hand are finished."""
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopping.set)
    async with opened(settings) as parts:
        await serve(parts, stopping, now, say)


async def serve(parts: Open, stopping: asyncio.Event, now: Now, say: Callable[[str], None]) -> None:
    """Run every part until ``stopping`` is set: first the ones that work off what was received, then the doors."""
    settings, store, vault = parts.settings, parts.store, parts.vault
    holder, max_bytes = _holder(settings), settings.max_file_mb * MEGABYTE
    inbox, outbox = Wake(), Wake()
    channels = _channels(settings, max_bytes)
    house = House(store, vault, now, inbox, holder=holder, max_bytes=max_bytes)
    routes = [route for channel in channels.values() for route in channel.routes]
    app = server.build(routes, _health(store), measure=_measure(store))
    listening = server.bind(settings.web_host, settings.web_port)
    if settings.is_sqlite:
        await store.free_leases()
    worker = Worker(store, parts.rules, now, inbox, outbox)
    sender = Sender(store, channels, now, outbox, holder)
    errands = Errands(store, vault, channels, now, inbox, holder=holder, max_bytes=max_bytes)
    mailboxes = [channel.name for channel in channels.values() if channel.mailbox]
    reminders = Reminders(store, vault, now, inbox, timedelta(days=settings.retention_days), mailboxes=mailboxes)
    working = (
        worker.run(stopping),
        sender.run(stopping),
        errands.run(stopping),
        reminders.run(stopping, settings.reminder_seconds),
    )
    doors = (server.serve_on(app, listening), *(channel.listen(house) for channel in channels.values()))
    host, port = listening.getsockname()[:2]
    say(f"理直 Lizhi: http://{host}:{port}/  ({', '.join(channels)}; Ctrl-C ends it)")
    gc.collect()
    gc.freeze()  # what is loaded now stays: looking through it again cost a sixth of the time under load
    await _together(working, doors)


async def _together(
    working: tuple[Coroutine[Any, Any, None], ...], doors: tuple[Coroutine[Any, Any, None], ...]
) -> None:
    """All of them at once; if one fails, all end and the failure is raised."""
    async with asyncio.TaskGroup() as group:
        open_doors = [group.create_task(door) for door in doors]
        await asyncio.gather(*[group.create_task(work) for work in working])
        for door in open_doors:
            door.cancel()


def _channels(settings: Settings, max_bytes: int) -> Mapping[str, Channel]:
    elsewhere = "Telegram" if settings.telegram_bot_token else ""
    channels: list[Channel] = [Web(settings.public_url, max_bytes, elsewhere=elsewhere)]
    if settings.telegram_bot_token:
        token = settings.telegram_bot_token.get_secret_value()
        channels.append(Telegram(token, settings.telegram_api_url, settings.telegram_per_second))
    return {channel.name: channel for channel in channels}


def _rules(settings: Settings) -> Rules:
    playbooks = load()
    return Rules(
        playbooks,
        Calendar(playbooks.years),
        Quiet.parse(settings.quiet_hours),
        settings.timezone,
        settings.retention_days,
    )


def _health(store: Store) -> server.Health:
    async def health() -> Mapping[str, bool]:
        try:
            await store.answers()
        except Exception as error:
            log.error("unwell", error=type(error).__name__)
            return {"database": False}
        return {"database": True}

    return health


def _measure(store: Store) -> server.Measure:
    async def measure() -> None:
        try:
            metrics.show_stored(await store.counts())
        except Exception as error:  # a gauge that stands still would look well
            log.error("not_measured", error=type(error).__name__)
            metrics.STORED.clear()

    return measure


async def _key(settings: Settings) -> bytes:
    """The master key; made, and its place told, only where nothing was ever sealed."""
    place = settings.key_file
    new = not place.exists()
    key = read_or_make_key(place, may_make=new and await is_new(settings.database))
    if new:
        log.info("secret_key_made", place=str(place), keep="a copy apart from the data: nothing can be read without it")
    elif is_open_to_others(place):
        log.warning("secret_key_open_to_others", place=str(place), mend="chmod 600")
    return key


def _holder(settings: Settings) -> str:
    """The name that leases are held under: where there is one process only, what a killed one held is ours at once."""
    return "alone" if settings.is_sqlite else secrets.token_hex(8)


@contextlib.contextmanager
def _alone(settings: Settings) -> Any:
    """On SQLite one process a folder: a second one is told so. Raises ``CannotStart``."""
    if not settings.is_sqlite:
        yield
        return
    with (settings.data_dir / "lock").open("w") as lock:
        _lock(lock, settings.data_dir)
        yield


def _lock(lock: IO[str], folder: Path) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise IsRunning(folder) from None
