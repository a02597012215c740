"""What is logged and how: events with ids, never what people said, never a secret.

Libraries are heard from warning upwards, without what their exceptions say: that may quote anything.
"""

from __future__ import annotations

import logging
import sys
import traceback
from typing import Any

import structlog

QUOTING = ("asyncio", "py.warnings")
"""Loggers that write an exception's words, or a value, below their first line."""


class _Plain(logging.Formatter):
    """A library's line without its exception, whose message may quote anything."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - the name logging calls
        if record.name in QUOTING:
            record.message = record.message.partition("\n")[0]
        return super().formatMessage(record)

    def formatException(self, ei: Any) -> str:  # noqa: N802 - the name logging calls
        return "" if ei[0] is None else f"({ei[0].__name__})"


def where(error: BaseException, frames: int = 6) -> list[str]:
    """Where an exception was raised, innermost last: files and lines, and nothing of what it says."""
    trace = traceback.extract_tb(error.__traceback__)[-frames:]
    return [f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}" for frame in trace]


def configure(style: str, level: str) -> None:
    """Log to standard error, for people (``console``) or for machines (``json``)."""
    render: Any = (
        structlog.processors.JSONRenderer() if style == "json" else structlog.dev.ConsoleRenderer(colors=False)
    )
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            render,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Plain("%(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.captureWarnings(True)
    logging.raiseExceptions = False  # a line that cannot be written would be printed with all it was made of
    for chatty in ("aiohttp", "telegram"):
        logging.getLogger(chatty).setLevel(logging.ERROR)
    logging.getLogger("apscheduler").setLevel(logging.CRITICAL)  # its jobs log their own failures; a stop is none
