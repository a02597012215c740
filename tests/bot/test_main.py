"""The command line: what it says when it cannot do what it is asked."""

from __future__ import annotations

import asyncio
import sys

import pytest

from bot import __main__ as command_line
from bot import doctor
from bot.app import CannotStart, opened
from bot.settings import Settings

SECRET = "我叫王小明"


@pytest.fixture
def settings(tmp_path):
    return Settings(_env_file=None, data_dir=tmp_path / "data", secret_key_file=tmp_path / "secret.key")


async def test_retry_while_the_program_runs_on_sqlite_says_what_to_do(settings):
    async with opened(settings):
        with pytest.raises(CannotStart, match="stop it first, then retry"):
            await command_line._retry(settings)


async def test_doctor_finds_a_key_that_others_may_read(settings, capsys):
    async with opened(settings):
        pass
    assert await doctor._key(settings) == [(True, str(settings.key_file))]
    settings.key_file.chmod(0o644)
    [(well, what)] = await doctor._key(settings)
    assert not well and "chmod 600" in what


def test_an_unexpected_end_is_told_by_its_place_and_not_by_its_words(monkeypatch, capfd):
    async def fail(settings):
        async with asyncio.TaskGroup() as group:
            group.create_task(_raise())

    monkeypatch.setattr(sys, "argv", ["run", "map"])
    monkeypatch.setattr(command_line, "COMMANDS", {"map": fail})
    monkeypatch.setattr(command_line.logs, "configure", lambda style, level: None)
    assert command_line.main() == 1
    told = "".join(capfd.readouterr())
    assert "ValueError" in told and "test_main.py:" in told
    assert SECRET not in told


async def _raise():
    raise ValueError(SECRET)
