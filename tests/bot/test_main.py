"""The command line: what it says when it cannot do what it is asked."""

from __future__ import annotations

import asyncio
import sys

import pytest
from sqlalchemy import update

from bot import __main__ as command_line
from bot import doctor
from bot.app import CannotStart, opened
from bot.settings import Settings
from dialogs.values import Errand, Person, Turn
from storage.tables import errands
from tests.storage.play import Play

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


async def test_doctor_says_what_is_wrong_with_the_key(settings, capsys):
    async with opened(settings):
        pass
    settings.key_file.write_bytes(b"short")
    with pytest.raises(CannotStart):
        await doctor.examine(settings)
    told = capsys.readouterr().out
    assert f"FAIL secret key: {settings.key_file} does not hold 32 bytes" in told


async def test_doctor_tells_of_an_unexpected_error_its_kind_alone(settings):
    async def look(_):
        await _raise()

    assert [finding async for finding in doctor._safely(look, settings)] == [(False, "ValueError")]


async def test_doctor_finds_an_errand_that_failed_and_says_what_takes_it_up(settings):
    async with opened(settings) as parts:
        play = Play(parts.store)
        await play.says("请办")
        await play.answers(lambda _: Turn(Person(), errands=(Errand("link", "link:1"),)))
        async with parts.store.writing() as connection:
            await connection.execute(update(errands).values(body=b"damaged"))
        await play.runs()
    [(well, what)] = await doctor._database(settings)
    assert not well and "errands_failed 1" in what and "./run retry" in what


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
