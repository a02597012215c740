"""Nothing that anybody said reaches a log by way of an exception or a warning."""

from __future__ import annotations

import asyncio
import gc
import io
import logging
import sys
import warnings

import pytest
import structlog

from bot import logs

SECRET = "我叫王小明，订单号 123456"


@pytest.fixture
def written(monkeypatch):
    """What the program would write to standard error."""
    stderr = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stderr)
    monkeypatch.setattr(logging, "raiseExceptions", True)
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    logs.configure("json", "info")
    yield stderr.getvalue
    structlog.reset_defaults()
    logging.captureWarnings(False)
    root.handlers[:] = before
    root.setLevel(level)
    for name in ("aiohttp", "telegram", "apscheduler"):
        logging.getLogger(name).setLevel(logging.NOTSET)


async def test_a_task_that_nobody_waited_for_is_told_without_its_words(written):
    async def fail():
        raise ValueError(SECRET)

    task = asyncio.ensure_future(fail())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    del task
    gc.collect()
    told = written()
    assert "never retrieved" in told and "(ValueError)" in told
    assert SECRET not in told


def test_a_librarys_exception_is_told_without_its_words(written):
    try:
        raise ValueError(SECRET)
    except ValueError:
        logging.getLogger("uvicorn.error").exception("Exception in ASGI application")
    told = written()
    assert "(ValueError)" in told and SECRET not in told


def test_a_warning_is_told_without_the_value_it_quotes(written):
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(True)
        warnings.warn(f"Pydantic serializer warnings:\n  Expected int, got {SECRET}", UserWarning, stacklevel=1)
    told = written()
    assert "Pydantic serializer warnings" in told and SECRET not in told


def test_where_says_the_place_and_nothing_else():
    try:
        raise ValueError(SECRET)
    except ValueError as error:
        (place,) = logs.where(error)
    assert place.startswith("test_logs.py:")
