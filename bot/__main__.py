"""The command line: ``run`` (the default), ``doctor``, ``retry``, ``map``. No command ever prints a secret."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Awaitable, Callable, Iterator, Mapping

import structlog

from bot import doctor, logs
from bot.app import FOR_THE_OPERATOR, CannotStart, IsRunning, opened, run
from bot.settings import BadSettings, Settings, read
from dialogs.plan import plan

log = structlog.get_logger()


async def _retry(settings: Settings) -> None:
    try:
        async with opened(settings) as parts:
            print(f"{await parts.store.retry_failed()} put back")
    except IsRunning as running:
        raise CannotStart(
            f"Lizhi is running on {running.args[0]}: on SQLite stop it first, then retry, then start it."
        ) from None


async def _map(settings: Settings) -> None:
    print(plan())


COMMANDS: Mapping[str, Callable[[Settings], Awaitable[None]]] = {
    "run": run,
    "doctor": doctor.examine,
    "retry": _retry,
    "map": _map,
}


async def _do(command: str, settings: Settings) -> None:
    await COMMANDS[command](settings)


def main() -> int:
    """Run a command; 0 when it went well, 1 with a line on standard error when it did not."""
    parser = argparse.ArgumentParser(prog="./run", description="Lizhi, a chat assistant that helps people complain.")
    parser.add_argument("command", nargs="?", default="run", choices=COMMANDS)
    command = parser.parse_args().command
    try:
        settings = read()
        logs.configure(settings.log_format, settings.log_level)
        asyncio.run(_do(command, settings))
    except BadSettings as problem:
        print(f"These settings need mending (see .env.example):\n{problem}", file=sys.stderr)
        return 1
    except FOR_THE_OPERATOR as problem:
        print(problem, file=sys.stderr)
        return 1
    except Exception as error:  # its words may quote anything; where it came from does not
        for cause in _causes(error):
            log.critical("ended", error=type(cause).__name__, where=logs.where(cause))
        return 1
    return 0


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The exception, or those that a group holds."""
    if isinstance(error, BaseExceptionGroup):
        for one in error.exceptions:
            yield from _causes(one)
    else:
        yield error


if __name__ == "__main__":
    sys.exit(main())
