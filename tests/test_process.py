"""The program as an operator has it: how it ends, what it says when it cannot start, its commands, what it leaves."""

import asyncio
import sqlite3
from contextlib import closing
from signal import SIGINT, SIGTERM

import pytest

from storage.sealing import read_or_make_key
from tests.people import ORDER, STORY, TICKET, TelegramPerson, files_a_complaint, visitor
from tests.process import Program, telegram_settings, until
from tests.telegram_double import TOKEN, TelegramDouble

CHAT = 7300912465
CAPTION = "都在这里"
PICTURE_NAME = "订单.png"


@pytest.fixture
async def double():
    async with TelegramDouble() as telegram:
        yield telegram


@pytest.fixture
def program(tmp_path):
    return Program(tmp_path / "program")


@pytest.mark.parametrize("signal", [SIGINT, SIGTERM])
async def test_told_to_stop_it_finishes_what_it_is_sending_and_ends_well(tmp_path, double, signal):
    double.limit(latency_ms=700)
    async with Program(tmp_path / "program", **telegram_settings(double)) as program:
        double.say(CHAT, "/start")
        await until(lambda: double.called("sendMessage"))
        assert double.sent(CHAT) == []  # the reply is on its way, and nobody has seen it
        assert await program.stop(signal) == 0
        assert len(double.sent(CHAT)) == 1
        await program.start()
        double.limit()
        double.say(CHAT, "快手")
        assert "哪一类" in (await double.wait_reply(CHAT, 2))[-1].text  # and the first was not sent again


async def test_a_stop_while_people_write_loses_nothing(tmp_path, double):
    async with Program(tmp_path / "program", **telegram_settings(double)) as program:
        for chat in range(1, 60):
            double.say(chat, "/start")
        await double.wait_reply(1, 1, within=30)
        assert await program.stop() == 0
        await program.start()
        for chat in range(1, 60):
            await double.wait_reply(chat, 1, within=30)
        assert await program.stop() == 0
        assert [len(double.sent(chat)) for chat in range(1, 60)] == [1] * 59


async def test_a_second_process_on_the_same_folder_says_so(program):
    async with program:
        other = Program(program.folder, WEB_PORT="0")
        status, printed, logged = await other.do()
        assert (status, printed) == (1, "")
        assert "already running" in logged and "Traceback" not in logged
        assert await program.stop() == 0
    await program.start()
    assert await program.stop() == 0


async def test_a_taken_port_is_said_in_one_line(program, tmp_path):
    async with program:
        other = Program(tmp_path / "other", WEB_PORT=str(program.port))
        status, _, logged = await other.do()
        assert status == 1
        assert "choose another WEB_PORT" in logged and "Traceback" not in logged


async def test_every_bad_setting_is_listed_at_once_and_no_secret_among_them(tmp_path):
    secret = "123456-THIS-IS-NO-TOKEN"
    program = Program(
        tmp_path, TELEGRAM_BOT_TOKEN=secret, QUIET_HOURS="night", TIMEZONE="Peking", DATABASE_URL=f"mysql://{secret}"
    )
    status, printed, logged = await program.do()
    assert (status, printed) == (1, "")
    for name in ("TELEGRAM_BOT_TOKEN", "QUIET_HOURS", "TIMEZONE", "DATABASE_URL"):
        assert f"{name}: " in logged
    assert secret not in logged and "Traceback" not in logged


async def test_another_key_is_refused_and_none_is_made_where_something_is_sealed(program):
    async with program:
        async with visitor(program.url):
            pass
        await program.stop()
    key = program.folder / "secret.key"
    kept = key.read_bytes()
    key.unlink()
    assert (await program.do())[0] == 1
    assert not key.exists()
    read_or_make_key(key, may_make=True)
    status, _, logged = await program.do()
    assert status == 1 and "Traceback" not in logged
    key.write_bytes(kept)
    await program.start()
    assert await program.stop() == 0


async def test_doctor_tells_what_is_well_and_what_is_not(tmp_path, double):
    program = Program(tmp_path, **telegram_settings(double))
    async with program:
        await program.stop()
    well = await program.do("doctor")
    await double.stop()
    unwell = await program.do("doctor")
    for line in ("ok   database: SQLite", "ok   telegram: @lizhi_test_bot", "ok   vault: writable"):
        assert line in well[1]
    assert well[0] == int("FAIL" in well[1])  # a playbook may have grown old by the day this runs
    assert unwell[0] == 1 and "FAIL telegram: NetworkError" in unwell[1]
    assert TOKEN not in "".join((*well[1:], *unwell[1:]))


async def test_map_prints_the_plan_of_the_questions(program):
    status, printed, _ = await program.do("map")
    assert status == 0 and len(printed.splitlines()) > 10
    assert not program.data.exists()


async def test_retry_puts_back_what_was_set_aside_as_failed(program):
    async with program:
        async with visitor(program.url) as person:
            await person.say("/start")
            await person.asked()
        await program.stop()
    with closing(sqlite3.connect(program.data / "lizhi.db")) as database:
        database.execute("UPDATE inbox SET state = 'failed'")
        database.commit()
    assert (await program.do("retry"))[:2] == (0, "1 put back\n")
    assert (await program.do("retry"))[:2] == (0, "0 put back\n")


async def test_nothing_that_was_said_sent_or_configured_lies_in_the_open(tmp_path, double):
    """Looked for in every file there is, while it runs and after it ended."""
    program = Program(tmp_path / "program", **telegram_settings(double))
    async with program, visitor(program.url) as person:
        people = [TelegramPerson(double, CHAT), person]
        matter = ("买东西出问题", "东西坏了、是假货")
        await asyncio.gather(*(files_a_complaint(one, *matter, when="昨天上午9点") for one in people))
        found_while_running = _found(program, double)
        assert await program.stop() == 0
    assert found_while_running == []
    assert _found(program, double) == []
    assert list(program.temporary.iterdir()) == []
    assert _rows(program, "files") >= 8  # something was there to be found


async def test_no_address_lies_in_the_open(tmp_path, double):
    async with Program(tmp_path / "program", **telegram_settings(double)) as program:
        person = TelegramPerson(double, CHAT)
        await person.say("/new")
        await person.presses_on(await person.asked(), "买东西出问题")
        await person.asked()
        assert await program.stop() == 0
    assert _found(program, double, str(CHAT)) == []


def _found(program, double, *also):
    words = [STORY, ORDER, ORDER.replace(" ", ""), TICKET, CAPTION, PICTURE_NAME, TOKEN, "快手", "setup.exe", *also]
    secrets = [word.encode() for word in words]
    secrets += [file.data for file in double.files.values() if len(file.data) > 40]
    files = [path for path in program.folder.rglob("*") if path.is_file()]
    assert len(files) > 3  # database, log, key, lock
    return [(path.name, secret[:20]) for path in files for secret in secrets if secret in path.read_bytes()]


def _rows(program, table):
    with closing(sqlite3.connect(program.data / "lizhi.db")) as database:
        return database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
